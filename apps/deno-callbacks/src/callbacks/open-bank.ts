import type { AnyCallback } from "@hundi/catalog"
import { cib } from "@hundi/catalog/cib"
import { type CallbackReply, createBank, type Family, HundiError, type Journal, type Sealer, type Transport } from "@hundi/core"

/** Answers one call: the body as it came, and what to do with the event. */
export type AnswerCallback = (body: string, decide: (event: Readonly<Record<string, unknown>>) => unknown) => Promise<CallbackReply>

/** What asking the bank takes beside a sealer. `apiKey` is a secret. */
export interface BankAccess {
  readonly transport: Transport
  readonly apiKey: string
  readonly timeoutMs: number
}

const noPartner = { bcId: "", passCode: "", senderName: "", mobile: "", retailerCode: "" }

/** This app pays nothing: whatever would need a journal is refused. */
const noJournal = new Proxy({}, { get: () => async () => Promise.reject(refusal()) }) as Journal
const noTransport: Transport = { send: async () => Promise.reject(refusal()) }
const refusal = (): HundiError => new HundiError("CONFIGURATION", "this app makes no payments, and without a bank of its own no calls")

/** The declarations' own interpreter for callbacks: opens, reads, lets decide in time, seals the answer. */
export const callbackAnswerer = (callback: AnyCallback, sealer: Sealer): AnswerCallback => {
  const family: Family = { answer: callback }
  return (bankOf(sealer, { family }).family as unknown as { readonly answer: AnswerCallback }).answer
}

/** Corporate banking's statement, for the enquiry about money that came in. */
export const statementReader = (sealer: Sealer, access: BankAccess) => {
  const family = { statement: cib.statement }
  return bankOf(sealer, { family }, access).family.statement
}

const bankOf = <const F extends Readonly<Record<string, Family>>>(sealer: Sealer, families: F, access?: BankAccess) =>
  createBank({
    sealer,
    families,
    transport: access?.transport ?? noTransport,
    journal: noJournal,
    settings: {
      partner: noPartner,
      apiKey: access?.apiKey ?? "",
      environment: "C",
      instance: "00",
      owner: "00",
      // Keys fingerprints of payouts, of which there are none here.
      fingerprintKey: crypto.getRandomValues(new Uint8Array(32)),
      bankTimeoutMs: access?.timeoutMs ?? 1
    }
  })
