import type { BankAnswer, Wire } from "../bank-types.ts"
import type { FaultRule } from "./fault-rule.ts"

/** The right answer in other bytes. All of them come after processing. */
const written = (text: string, wire: Wire, manner: BankAnswer["manner"] = "answer") => ({
  group: "bytes" as const, on: "any" as const, money: "moved" as const, text,
  wire: (answer: BankAnswer): BankAnswer => ({ ...answer, manner, wire })
})

/**
 * How the reply is written. Layouts that the bank's replies, or its clients' requests, have been seen in (fact file
 * composite-and-cib, encryptionVariants), and ways to spoil one.
 */
export const bytesFaults = {
  "garbled-reply": {
    group: "bytes", on: "any", money: "moved",
    text: "processes, then answers what nobody can decrypt",
    wire: (answer) => ({ ...answer, manner: "garble" })
  },
  "old-certificate": written(
    "processes, seals the reply to formerCertificatePem of the partner, or to a key that it does not have", "old-certificate", "garble"
  ),
  "damaged-reply": written("processes, then one byte of encryptedData is another one on arrival", "damaged", "garble"),
  "truncated-reply": written("processes, then sends half of the body as if it were all", "truncated", "garble"),
  "doubled-reply": written("processes, then sends the body twice in one reply", "doubled", "garble"),
  "empty-reply": written("processes, then answers HTTP 200 without a body", "empty", "garble"),
  "long-session-key": written("processes, seals the reply with a session key of 32 characters (hybrid-aes256)", "long-key"),
  "oaep-reply": written("processes, seals the reply with OAEP-SHA1 and says so (hybrid-oaep)", "oaep"),
  "iv-in-field": written("processes, the reply has its IV in the field iv (hybrid-iv-field)", "iv-field"),
  "iv-in-plaintext": written("processes, the reply has its IV in front of the plaintext (hybrid-iv-in-plaintext)", "iv-plaintext"),
  "minimal-envelope": written("processes, the reply has encryptedKey and encryptedData alone (minimal-envelope)", "minimal"),
  "wrong-content-type": written("processes, the reply says that it is text/html", "html-type"),
  "plain-reply": {
    group: "bytes", on: "any", money: "moved",
    text: "processes, then answers in the clear where an envelope is expected: anyone on the way can write that",
    wire: (answer) => ({ ...answer, sealed: false })
  }
} as const satisfies Readonly<Record<string, FaultRule>>
