import { sealedAnswer } from "../answers.ts"
import type { BankAnswer } from "../bank-types.ts"
import { stepAt } from "../books.ts"
import { fieldOf } from "../composite/check-imps.ts"
import { answerRead, callerFields, isRegistered } from "./caller.ts"
import type { FileState } from "./cib-memory.ts"
import { textOf } from "./cib-texts.ts"
import type { BulkRow, CibCall, CibHandler } from "./cib-types.ts"
import { wordOf } from "./words.ts"

const MINUTE_MS = 60_000

/**
 * How a file stands (cib.reverseMis). In spite of its name nothing is reversed. USERID may have the form CORPID.USERID (notes). PFI for a
 * minute, ATH until the batch, GIP for a minute and as long as a row has no outcome; then STS, PPD or FAL by its rows.
 */
export const reverseMis: CibHandler = (call, memory) => answerRead(call, [...callerFields, "FILESEQNUM", "ISENCRYPTED"], () => {
  const { body } = call.request
  const corpId = fieldOf(body, "CORPID")
  const userId = fieldOf(body, "USERID")
  const caller = {
    aggrId: fieldOf(body, "AGGRID"), corpId, urn: fieldOf(body, "URN"),
    userId: userId.startsWith(`${corpId}.`) ? userId.slice(corpId.length + 1) : userId
  }
  if (!isRegistered(call, memory, caller)) return refuse("9907")
  const file = memory.file(fieldOf(body, "FILESEQNUM"))
  if (file === undefined || file.partner !== call.partner.apiKey) return refuse("106589")
  // Before the batch there is nothing to say of the rows.
  const rows = file.stopped !== undefined || file.hasRun === true ? file.rows.map((row) => stateOfRow(call, file, row)) : []
  const Record = ["TRANSACTION TYPE|NETWORK ID|CREDIT ACCOUNT|DEBIT ACCOUNT|IFSC|CURRENCY|AMOUNT|HOST REFERENCE|HOST RESPONSE CODE|"
    + "HOST RESPONSE MESSAGE|REMARKS|STATUS", ...rows.map(({ line }) => line)]
  const FILE_STATUS = stateOfFile(file, rows.map(({ state }) => state), call.nowMs)
  return sealedAnswer({ XML: { FILE_STATUS, FILEUPLOAD_BINARY_OUTPUT: { Records: { Record } } } })
})

const refuse = (code: string): BankAnswer => sealedAnswer({ ErrorCode: code, errormessage: textOf(code) })

type RowState = "SUC" | "FAL" | "REJ" | "REC" | ""

const stateOfFile = (file: FileState, rows: readonly RowState[], nowMs: number): string => {
  if (file.stopped !== undefined) return file.stopped
  if (nowMs < file.atMs + MINUTE_MS) return "PFI"
  if (file.hasRun !== true) return "ATH"
  if (nowMs < file.batchMs + MINUTE_MS || rows.includes("")) return "GIP"
  if (rows.every((state) => state === "SUC")) return "STS"
  return rows.includes("SUC") ? "PPD" : "FAL"
}

/** A row as the facts give its columns; before its outcome is known, without code, message and status. */
const stateOfRow = (call: CibCall, file: FileState, row: BulkRow): { readonly line: string; readonly state: RowState } => {
  const payment = call.books.find(file.partner, "neft", row.reference)
  const word = payment === undefined ? "" : wordOf(payment, stepAt(payment, call.nowMs).actCode)
  const state = file.stopped ?? (word === "SUCCESS" ? "SUC" : word === "FAILURE" || /^\d+$/.test(word) ? "FAL" : "")
  const [code, message] = state === "SUC" ? ["000", "OK"] : state === "FAL" ? [/^\d+$/.test(word) ? word : "999", textOf(word)] : ["", ""]
  const columns = [
    row.kind, row.kind === "MCW" ? "WIB" : "NFT", row.account, call.partner.debitAccount, row.ifsc, "INR", row.amount,
    state === "SUC" ? payment?.rrn ?? "" : "", code, message, row.remark, state
  ]
  return { line: columns.join("|"), state }
}
