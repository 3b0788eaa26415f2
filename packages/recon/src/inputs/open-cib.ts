import type { OpenedForm, RawEvent, RawLine } from "./events.ts"
import { isJsonObject, type JsonPage, parsePages } from "./parse-pages.ts"
import { readAmount, readBalance } from "./read-amount.ts"
import type { Refuse } from "./recon-input-error.ts"

/**
 * The reply of AccountStatement or AccountStatements (facts: composite-and-cib.json, cib.accountStatement) as a file: one reply, a list of
 * replies (pages), or one reply a line. `Record` is an
 * object for one line, a list for more, and missing for none. Line numbers are those of the records, from 1.
 */
export const openCib = (text: string, refuse: Refuse): OpenedForm => {
  const pages = parseReplies(text, refuse)
  const events = pages.flatMap((page) => factsOf(page, refuse))
  let lineNo = 0
  for (const page of pages) for (const record of recordsOf(page)) events.push(readRecord(record, ++lineNo, refuse))
  const last = pages.at(-1)
  const next = last?.["LASTTRID"] ?? last?.["LISTTRID"]
  if (pages.length > 0 && typeof next === "string" && next !== "") {
    throw refuse("RECON_INPUT_TRUNCATED", lineNo, "the last page names a page after it (LASTTRID)", "Fetch the rest, and keep all pages in one file.")
  }
  return {
    format: "cib", dateFormat: "dd/mm/yyyy",
    events: async function* () {
      yield events
    }
  }
}

const parseReplies = (text: string, refuse: Refuse): readonly JsonPage[] => {
  const pages = parsePages(text, refuse)
  for (const page of pages) {
    if ("recon-api-response" in page) throw refuse("RECON_INPUT_FORMAT", 0, "this is an answer of Recon360, not a statement", "Read it with readRecon360.")
    if ("XML" in page) throw refuse("RECON_INPUT_FORMAT", 0, "this is a reverse MIS, not a statement", "Read it with readReverseMis.")
    if ("encryptedKey" in page || "encryptedData" in page) throw refuse("RECON_INPUT_FORMAT", 0, "the reply is still encrypted", "Open the envelope first.")
  }
  return pages
}

const textOf = (value: unknown): string => (typeof value === "string" ? value.trim() : "")

const factsOf = (page: JsonPage, refuse: Refuse): RawEvent[] => {
  const response = textOf(page["RESPONSE"] ?? page["Response"] ?? page["response"])
  if (!("Record" in page) && !/^success$/i.test(response)) {
    throw refuse("RECON_INPUT_REFUSED_BY_BANK", 0, "the bank did not give a statement: the reply has neither Record nor RESPONSE SUCCESS", "Look at the reply's code, and ask again.")
  }
  const account = textOf(page["ACCOUNTNO"])
  return account === "" ? [] : [{ kind: "account", lineNo: 0, account }]
}

const recordsOf = ({ Record: records }: JsonPage): readonly unknown[] =>
  records === undefined || records === null ? [] : Array.isArray(records) ? records : [records]

const readRecord = (record: unknown, lineNo: number, refuse: Refuse): RawLine => {
  if (!isJsonObject(record)) throw refuse("RECON_INPUT_FORMAT", lineNo, "a record is an object", "Save the bank's decrypted reply as it came.")
  const amount = readAmount(textOf(record["AMOUNT"]))
  const kind = textOf(record["TYPE"]).toUpperCase()
  if (amount === undefined || amount.paise <= 0n || amount.side !== undefined) throw refuse("RECON_INPUT_AMOUNT", lineNo, "AMOUNT is rupees above zero with at most two decimals", "Fetch the statement again.")
  if (kind !== "DR" && kind !== "CR") throw refuse("RECON_INPUT_AMOUNT", lineNo, "TYPE is DR or CR", "Fetch the statement again.")
  const balanceText = textOf(record["BALANCE"])
  const balancePaise = balanceText === "" ? undefined : readBalance(balanceText)
  if (balanceText !== "" && balancePaise === undefined) throw refuse("RECON_INPUT_AMOUNT", lineNo, "BALANCE is rupees with at most two decimals", "Fetch the statement again.")
  const valueDate = textOf(record["VALUEDATE"])
  const reference = textOf(record["TRANSACTIONID"]) || textOf(record["CHEQUENO"])
  return {
    kind: "line", lineNo, date: textOf(record["TXNDATE"]), direction: kind === "DR" ? "debit" : "credit", amountPaise: amount.paise,
    narration: textOf(record["REMARKS"]), ...(valueDate === "" ? {} : { valueDate }), ...(reference === "" ? {} : { reference }),
    ...(balancePaise === undefined ? {} : { balancePaise })
  }
}
