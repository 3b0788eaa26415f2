import { defineCallback } from "../callback.ts"
import { transactionCallback } from "./transaction-callback.ts"

/**
 * The bank tells what became of a CIB payment: a hint to ask `bank.cib.status`. By RSA alone; the bank's SDKs open an envelope too (rule
 * "callback"). Neither an answer nor a time is public: 200 says that it was taken.
 */
export const readCallback = defineCallback({
  id: transactionCallback.id,
  family: transactionCallback.family,
  portalPaths: transactionCallback.portalPaths,
  seals: ["rsa", "hybrid"],
  event: transactionCallback.response,
  answer: "none",
  keyOf: ({ reference, status }) => (reference ? `${reference} ${status ?? ""}` : undefined),
  samples: { event: transactionCallback.samples.response },
  source: transactionCallback.source
})
