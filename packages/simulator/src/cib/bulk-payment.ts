import { sealedAnswer } from "../answers.ts"
import type { BankAnswer } from "../bank-types.ts"
import { fieldOf } from "../composite/check-imps.ts"
import { isDebitedByEither } from "./words.ts"
import { answerUnderFault } from "../travel.ts"
import { isRegistered, refuseMissing } from "./caller.ts"
import { textOf } from "./cib-texts.ts"
import type { CibMemory } from "./cib-memory.ts"
import type { CibCall, CibHandler } from "./cib-types.ts"
import { refuseOtp } from "./otp.ts"
import { readBulkFile } from "./read-bulk-file.ts"

const fields = [
  "FILE_DESCRIPTION", "CORP_ID", "USER_ID", "AGGR_ID", "AGGR_NAME", "URN", "UNIQUE_ID", "AGOTP", "FILE_NAME", "FILE_CONTENT"
]

/** From the upload to the batch. The bank's times are not public. */
const BATCH_AFTER_MS = 120_000

/**
 * Takes a file of payments (cib.bulkPayment). What is wrong with it as a whole refuses it; a row that cannot be paid fails alone, in its
 * batch.
 */
export const payBulk: CibHandler = (call, memory) =>
  answerUnderFault(call.takeFault("pay"), {
    process: () => takeFile(call, memory),
    withCode: (code, moneyMoved) => {
      if (moneyMoved ?? (!isFileCode(code) && isDebitedByEither(code))) takeFile(call, memory)
      return refuse(code)
    }
  })

/** "File rejected before processing" (errorCodes "CIB bulk file"), but for the name that was used before. */
const isFileCode = (code: string): boolean =>
  ["108363", "108590", "101043", "999481", "108588", "104668", "110370", "104344", "111267", "110004", "100901"].includes(code)

const refuse = (code: string): BankAnswer => sealedAnswer({ ErrorCode: code, errormessage: textOf(code), Message: textOf(code) })

const takeFile = (call: CibCall, memory: CibMemory): BankAnswer => {
  const missing = refuseMissing(call, fields)
  if (missing !== undefined) return missing
  const { request: { body }, partner, nowMs } = call
  const text = (name: string): string => fieldOf(body, name)
  const caller = { aggrId: text("AGGR_ID"), corpId: text("CORP_ID"), userId: text("USER_ID"), urn: text("URN") }
  if (!isRegistered(call, memory, caller)) return refuse("9907")
  const mine = memory.files().filter((file) => file.partner === partner.apiKey)
  // Looked at before the password: a repeat must never be told that it was refused for an old one.
  if (mine.some((file) => file.name === text("FILE_NAME"))) return refuse("104666")
  if (mine.some((file) => file.uniqueId === text("UNIQUE_ID"))) return refuse("999936")
  const wrongOtp = refuseOtp(call, memory, text("UNIQUE_ID"), text("AGOTP"))
  if (wrongOtp !== undefined) return refuse(wrongOtp)
  if (!/^.+\.txt$/.test(text("FILE_NAME"))) return refuse("104668")
  const file = readBulkFile(text("FILE_CONTENT"), text("UNIQUE_ID"), nowMs)
  if ("code" in file) return refuse(file.code)
  if (file.debitAccount !== partner.debitAccount) return refuse("100019")
  const sequenceNumber = String(10_001 + memory.files().length)
  call.note({
    file: {
      partner: partner.apiKey, sequenceNumber, uniqueId: text("UNIQUE_ID"), name: text("FILE_NAME"), rows: file.rows, atMs: nowMs,
      batchMs: nowMs + BATCH_AFTER_MS
    }
  })
  return sealedAnswer({ FILE_SEQUENCE_NUM: sequenceNumber, MESSAGE_DESC: "file accepted" })
}
