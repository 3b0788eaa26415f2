import { defineCallback } from "../callback.ts"
import { upiCallback } from "./callback.ts"

/**
 * The bank tells that a customer has paid, refused, or changed a mandate: a hint to ask `bank.upi.transactionStatus`. Products of v0 post
 * RSA blocks, those of v1 an envelope. No answer and no time is public: one merchant answers an XML ACK, 200 says that it was taken.
 */
export const readCallback = defineCallback({
  id: upiCallback.id,
  family: upiCallback.family,
  portalPaths: [],
  seals: ["rsa", "hybrid"],
  event: upiCallback.body,
  answer: "none",
  keyOf: ({ reference, status, rrn }) => (reference ? [reference, status ?? "", rrn ?? ""].join(" ") : undefined),
  samples: { event: upiCallback.sample },
  source: upiCallback.source
})
