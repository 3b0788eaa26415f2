import { istIsoDate } from "../ist.ts"
import type { Statement } from "./entries.ts"
import { rupeesText } from "./format-amount.ts"

/** The longest line of field 86. */
const LINE = 65

/** The statement as one SWIFT MT940 message without its outer blocks: fields 20, 25, 28C, 60F, 61 with 86, 62F. */
export const writeMt940 = (statement: Statement): string => {
  const lines = [
    ":20:STATEMENT",
    `:25:${statement.account}`,
    ":28C:1/1",
    `:60F:${balance(statement.openingPaise, statement.fromMs)}`
  ]
  for (const { id, atMs, amountPaise, narration } of statement.entries) {
    const date = dateOf(atMs)
    // NONREF: no reference of the account's owner is known to the bank's books.
    lines.push(`:61:${date}${date.slice(2)}${amountPaise < 0n ? "D" : "C"}${amount(amountPaise)}NTRFNONREF//${id}`)
    lines.push(`:86:${narration.replace(/[^A-Za-z0-9/?:().,'+ -]/g, " ").slice(0, LINE)}`)
  }
  lines.push(`:62F:${balance(statement.closingPaise, statement.untilMs - 1)}`, "-")
  return lines.map((line) => `${line}\r\n`).join("")
}

/** YYMMDD in India. */
const dateOf = (ms: number): string => istIsoDate(ms).replaceAll("-", "").slice(2)

/** A comma before the decimals, always. */
const amount = (paise: bigint): string => rupeesText(paise).replace(".", ",")

const balance = (paise: bigint, ms: number): string => `${paise < 0n ? "D" : "C"}${dateOf(ms)}INR${amount(paise)}`
