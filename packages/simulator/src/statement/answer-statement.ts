import type { Bank, Partner } from "../bank.ts"
import { calendarDayAfter, istIsoDate } from "../ist.ts"
import type { Statement } from "./entries.ts"
import { signedRupees } from "./format-amount.ts"
import { writeCamt053 } from "./write-camt053.ts"
import { writeCib } from "./write-cib.ts"
import { writeCsv } from "./write-csv.ts"
import { writeMt940 } from "./write-mt940.ts"

type Writer = (statement: Statement, partner: Partner, nowMs: number) => { readonly text: string; readonly type: string }

const writers: Readonly<Record<string, Writer>> = {
  cib: (statement, partner) => ({ text: JSON.stringify(writeCib(statement, partner)), type: "application/json" }),
  csv: (statement) => ({ text: writeCsv(statement), type: "text/csv" }),
  mt940: (statement) => ({ text: writeMt940(statement), type: "text/plain" }),
  camt053: (statement, _, nowMs) => ({ text: writeCamt053(statement, nowMs), type: "application/xml" })
}

/** The forms that a statement comes in. */
export const statementFormats: readonly string[] = Object.keys(writers)

/**
 * Answers `GET /_sim/statement?from&to&format&partner&charges`. `from` and `to` are dates in India, both days included, today unless
 * told; `format` is cib unless told; `partner` is an apiKey, a name or a debit account, and may be left out while there is only one;
 * `charges=1` adds charges and GST. Every reply carries the balances as headers, since the cib form has none.
 *
 * @throws RangeError that says what is wrong with the question.
 */
export const answerStatement = (bank: Bank, query: URLSearchParams, nowMs: number): Response => {
  const format = query.get("format") ?? "cib"
  const write = Object.hasOwn(writers, format) ? writers[format] : undefined
  if (write === undefined) throw new RangeError(`format must be one of ${Object.keys(writers).join(", ")}`)
  const today = istIsoDate(nowMs)
  const fromMs = readDate("from", query.get("from") ?? query.get("to") ?? today)
  const lastMs = readDate("to", query.get("to") ?? today)
  if (lastMs < fromMs) throw new RangeError("to must not be before from")
  const partner = pickPartner(bank.partners(), query.get("partner"))
  const statement = bank.statement(partner.apiKey, {
    fromMs, untilMs: calendarDayAfter(lastMs, 1), withCharges: ["1", "true"].includes(query.get("charges") ?? "")
  })
  const { text, type } = write(statement, partner, nowMs)
  return new Response(text, { headers: {
    "content-type": `${type};charset=utf-8`,
    "x-opening-balance": signedRupees(statement.openingPaise),
    "x-closing-balance": signedRupees(statement.closingPaise)
  } })
}

/** The first instant of a date in India. */
const readDate = (name: string, text: string): number => {
  const ms = Date.parse(`${text}T00:00:00+05:30`)
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || Number.isNaN(ms) || istIsoDate(ms) !== text) {
    throw new RangeError(`${name} must be a date such as 2030-01-31`)
  }
  return ms
}

const pickPartner = (partners: readonly Partner[], wanted: string | null): Partner => {
  const isWanted = ({ apiKey, name, debitAccount }: Partner): boolean => [apiKey, name, debitAccount].includes(wanted ?? "")
  const found = wanted === null ? partners : partners.filter(isWanted)
  const [first] = found
  if (first === undefined) throw new RangeError(wanted === null ? "There is no partner yet" : "There is no such partner")
  if (found.length > 1) throw new RangeError("There are several: partner must be an apiKey, a name that only one has, or a debit account")
  return first
}
