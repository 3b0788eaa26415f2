import { pageAnswer, plainAnswer, withManner } from "../answers.ts"
import type { BankAnswer } from "../bank-types.ts"
import { codeOf } from "../travel.ts"
import type { FaultRule } from "./fault-rule.ts"

/** Something in front of the bank answers in its place. The pages are made up: what stands in front of the bank is not public. */
export const gatewayFaults = {
  "http-500": {
    group: "gateway", on: "any", money: "moved",
    text: "processes, then answers a plain HTTP 500",
    wire: (answer) => withManner(answer, "http-500")
  },
  "plain-error": {
    group: "gateway", on: "any", money: "by-code",
    text: "an error outside the encryption: actCode (8099); moved for the codes that leave it open, moneyMoved overrides",
    before: (fault, isDebitedBy) => (fault.moneyMoved ?? isDebitedBy(codeOf(fault)) ? undefined : plainAnswer(codeOf(fault))),
    wire: ({ moneyMoved }, fault) => ({ ...plainAnswer(codeOf(fault)), moneyMoved })
  },
  "bare-429": {
    group: "gateway", on: "any", money: "moved",
    text: "processes, then something on the way answers HTTP 429 without the bank's body",
    wire: (answer) => kept(answer, pageAnswer(429, ""))
  },
  "maintenance-page": {
    group: "gateway", on: "any", money: "not-moved",
    text: "HTTP 503 with an HTML page about maintenance; nothing is processed",
    before: () => pageAnswer(503, page("Scheduled maintenance", "Services are unavailable. Please try again later."))
  },
  "bad-gateway-page": {
    group: "gateway", on: "any", money: "moved",
    text: "processes, then HTTP 502 with an HTML page",
    wire: (answer) => kept(answer, pageAnswer(502, page("502 Bad Gateway", "The upstream server closed the connection.")))
  },
  "gateway-timeout-page": {
    group: "gateway", on: "any", money: "moved",
    text: "processes, then HTTP 504 with an HTML page",
    wire: (answer) => kept(answer, pageAnswer(504, page("504 Gateway Time-out", "The upstream server did not answer in time.")))
  },
  "page-with-200": {
    group: "gateway", on: "any", money: "moved",
    text: "processes, then HTTP 200 with an HTML page, as a proxy that wants a login does it",
    wire: (answer) => kept(answer, pageAnswer(200, page("Sign in", "Please sign in to continue.")))
  },
  redirect: {
    group: "gateway", on: "any", money: "moved",
    text: "processes, then HTTP 307 to the same address: who follows it sends the request again",
    wire: (answer) => ({ ...kept(answer, pageAnswer(307, "")), wire: "redirect" })
  },
  // "The answer (401 or 500) looks like an encryption fault" (fact file composite-and-cib, rule "network"); the bodies are a choice.
  "ip-not-allowed": {
    group: "gateway", on: "any", money: "not-moved",
    text: "the caller's address is not on the allow-list: HTTP 401 with the words of a decryption fault, 8016",
    before: () => ({ ...plainAnswer("8016"), status: 401 })
  },
  "ip-not-allowed-500": {
    group: "gateway", on: "any", money: "not-moved",
    text: "the caller's address is not on the allow-list: a plain HTTP 500 that looks like http-500, but nothing was processed",
    before: () => plainAnswer("500")
  },
  "rate-limit": {
    group: "gateway", on: "any", money: "not-moved",
    text: "too many requests: HTTP 429 in the bank's shape, with Retry-After 60",
    before: () => ({ ...plainAnswer("429"), headers: { "retry-after": "60" } })
  }
} as const satisfies Readonly<Record<string, FaultRule>>

const kept = ({ moneyMoved }: BankAnswer, answer: BankAnswer): BankAnswer => ({ ...answer, moneyMoved })

const page = (title: string, text: string): string =>
  `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1><p>${text}</p></body></html>`
