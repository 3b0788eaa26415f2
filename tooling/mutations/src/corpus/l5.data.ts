import type { Mutation } from "../mutation.ts"

/** L5, closed outcomes: Accepted is not Settled, and what nobody lists is Unknown. */
export const l5: readonly Mutation[] = [
  {
    id: "l5-neft-success-is-settled",
    law: "L5",
    what: "the confirmed debit of a NEFT is told as money received",
    file: "packages/catalog/src/composite/neft-pay.ts",
    find: `successMeans: "accepted"`,
    replace: `successMeans: "settled"`
  },
  {
    id: "l5-rtgs-success-is-settled",
    law: "L5",
    what: "the confirmed debit of an RTGS is told as money received",
    file: "packages/catalog/src/composite/rtgs-pay.ts",
    find: `successMeans: "accepted"`,
    replace: `successMeans: "settled"`
  },
  {
    id: "l5-any-utr-is-credit",
    law: "L5",
    what: "any UTR counts as the host reference of a transfer inside the bank, and so as money received",
    file: "packages/catalog/src/composite/transfer-reply.ts",
    find: `const HOST_REFERENCE = /^\\d{9}$/`,
    replace: "const HOST_REFERENCE = /^.+$/"
  },
  {
    id: "l5-credit-without-date",
    law: "L5",
    what: "an answer about the credit leg without a date of credit counts as money received",
    file: "packages/catalog/src/composite/neft-incremental.ts",
    find: `=== "SUCCESS" && Boolean(reply.creditDate)`,
    replace: `=== "SUCCESS"`
  },
  {
    id: "l5-pending-is-success",
    law: "L5",
    what: "a transfer that waits, perhaps for an approval, counts as made",
    file: "packages/catalog/src/composite/transfer-reply.ts",
    find: `waiting.has(status) && !hasFailed ? "pending" : "unknown"`,
    replace: `waiting.has(status) && !hasFailed ? "success" : "unknown"`
  },
  {
    id: "l5-success-without-utr",
    law: "L5",
    what: "SUCCESS without a UTR counts as a confirmed debit",
    file: "packages/catalog/src/composite/transfer-reply.ts",
    find: `return reply.utr && !hasFailed ? "success" : "unknown"`,
    replace: `return !hasFailed ? "success" : "unknown"`
  },
  {
    id: "l5-deemed-is-paid",
    law: "L5",
    what: "Recon360's «Deemed approved» is told as money received",
    file: "packages/catalog/src/composite/recon360.ts",
    find: `"deemed approved": "unknown"`,
    replace: `"deemed approved": "success"`
  },
  {
    id: "l5-accepted-recorded-as-settled",
    law: "L5",
    what: "a confirmed debit is written down as settled, and nobody asks for its credit",
    file: "packages/core/src/conclude.ts",
    find: `attempt: { state: "accepted", ...rrnOf(outcome) },`,
    replace: `attempt: { state: "settled", ...rrnOf(outcome) },`
  },
  {
    id: "l5-contradiction-is-success",
    law: "L5",
    what: "a success code beside «success: false» counts as paid",
    file: "packages/core/src/classify.ts",
    find: `if (evidence.success === false) return unknown("contradiction", code)`,
    replace: ""
  },
  {
    id: "l5-two-codes",
    law: "L5",
    what: "of two codes that contradict each other, the gateway's refusal is believed",
    file: "packages/core/src/classify.ts",
    find: `if (evidence.code !== undefined && evidence.gatewayCode !== undefined) return unknown("contradiction", shown)`,
    replace: ""
  },
  {
    id: "l5-no-code-is-success",
    law: "L5",
    what: "a body that says nothing about a payment counts as a paid one",
    file: "packages/core/src/classify.ts",
    find: `evidence.finding ?? entry?.class ?? "unknown"`,
    replace: `evidence.finding ?? (entry?.listed === false ? "success" : entry?.class) ?? "unknown"`
  },
  {
    id: "l5-padded-success",
    law: "L5",
    what: "a padding that nobody prints turns a code of some length into the code of success",
    file: "packages/error-codes/src/normalise-code.ts",
    find: `plain.length === 2 || plain.length === 4 ? "0" : plain`,
    replace: `plain.length > 0 ? "0" : plain`
  },
  {
    id: "l5-refund-taken-for-a-payment",
    law: "L5",
    what: "an order that names the rail upi is paid by a refund, since that goes over upi too",
    file: "packages/core/src/payouts.ts",
    find: `.filter(({ purpose }) => purpose === undefined)`,
    replace: ``
  }
]
