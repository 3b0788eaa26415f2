import { sealedAnswer } from "../answers.ts"
import type { BankAnswer } from "../bank-types.ts"
import { fieldOf } from "../composite/check-imps.ts"
import { drawText } from "../random.ts"
import { answerUnderFault } from "../travel.ts"
import { isAddress } from "./collect.ts"
import { isDebitedBy } from "./merchant-codes.ts"
import type { UpiCall } from "./upi-types.ts"

type Fields = Readonly<Record<string, unknown>>

/** The texts of the app's codes (fact file upi-collections-and-others, errorCodes "ICICI UPI switch"). */
const texts: Readonly<Record<string, string>> = {
  "0": "Transaction Successful",
  "16": "Virtual address is not mapped to an account",
  "23": "Input format error",
  "37": "Invalid virtual address"
}

/** One call of the UPI 2 app: the form of its fields, and what it answers beyond the fields that all share. */
interface AppCall {
  readonly fields: Readonly<Record<string, RegExp>>
  readonly answer: (call: UpiCall) => { readonly code?: string; readonly more?: Fields }
}

/** What every call of the app carries (upi2c.validate_address). */
const common = {
  "device-id": /^[0-9A-Za-z]{1,255}$/, mobile: /^\d{10}$/, "seq-no": /^[0-9A-Za-z]{1,35}$/, "channel-code": /^[A-Za-z]{1,15}$/
}
const data = (details: Fields): Fields => ({ MobileAppData: { details } })

/**
 * The UPI 2 calls of an app, by the last part of their path. For keys, PSPs, tokens and the history no reply is public: they answer what
 * all share.
 */
const calls: Readonly<Record<string, AppCall>> = {
  ValidateAddress: {
    fields: { ...common, "virtual-address": /^.{1,255}$/, "profile-id": /^.{1,10}$/ },
    answer: ({ request: { body } }) => {
      const address = fieldOf(body, "virtual-address")
      if (!isAddress(address)) return { code: "37" }
      return address.startsWith("nobody@") ? { code: "16" } : { more: { UserProfile: fieldOf(body, "profile-id") } }
    }
  },
  ListAccountProvider: {
    fields: common,
    answer: () => ({
      more: data({
        providers: [
          { id: "74", "reg-mob-format": "FORMAT1", "account-provider": "TEST BANK ONE" },
          { id: "75", "reg-mob-format": "FORMAT2", "account-provider": "TEST BANK TWO" }
        ]
      })
    })
  },
  ListAccounts: {
    fields: { ...common, "account-provider": /^\d{1,20}$/ },
    answer: ({ seed, request: { body } }) => {
      const tail = drawText("0123456789", 4, seed, "account", fieldOf(body, "mobile"))
      const account = { account: `XXXXXXXX${tail}`, accRefNumber: `1${tail}`, ifsc: "TEST0000001", name: "TEST USER", CredsAllowed: {} }
      return { more: data({ accounts: [account] }) }
    }
  },
  ListKeys: { fields: common, answer: () => ({}) },
  ListPSP: { fields: common, answer: () => ({}) },
  GetToken: { fields: common, answer: () => ({}) },
  GetTransactionHistory: { fields: { MobileNumber: /^\d{10}$/, sequenceNumber: /^[0-9A-Za-z]{1,35}$/ }, answer: () => ({}) }
}

/** Answers a call of the app; undefined for one that it does not have. Nothing moves, and nothing is remembered. */
export const findAppCall = (name: string): ((call: UpiCall) => BankAnswer) | undefined => {
  const found = Object.hasOwn(calls, name) ? calls[name] : undefined
  return found && ((call) => answerApp(call, found))
}

const answerApp = (call: UpiCall, { fields, answer }: AppCall): BankAnswer => {
  const { body } = call.request
  const reply = (code: string, more: Fields = {}): BankAnswer => sealedAnswer({
    success: code === "0",
    response: Number(code),
    message: texts[code] ?? "Response code not configured",
    UpiTranlogId: drawText("123456789", 8, call.seed, "tranlog", fieldOf(body, "seq-no")),
    BankRRN: drawText("0123456789", 12, call.seed, "app rrn", fieldOf(body, "seq-no")),
    SeqNo: fieldOf(body, "seq-no") || fieldOf(body, "sequenceNumber"),
    ...more
  })
  return answerUnderFault(call.takeFault("status", "upi"), {
    process: () => {
      const wrong = Object.entries(fields).filter(([name, form]) => !form.test(fieldOf(body, name)))
      if (wrong.length > 0) return reply("23", { ValidationSummary: Object.fromEntries(wrong.map(([name]) => [name, "Invalid format"])) })
      const { code = "0", more = {} } = answer(call)
      return reply(code, more)
    },
    // An unclear code goes along with success true, as the bank does it (rule "success test").
    withCode: (code) => reply(code, isDebitedBy(code) ? { success: true, response: code } : {})
  })
}
