import { defineCallback } from "../callback.ts"
import { messageHold } from "./message-hold.ts"

/**
 * The bank asks before it credits: is this money welcome? Y with code 11 takes it, N with 12 sends it back to its payer (rule "e-collection
 * decision").
 * @example
 * const reply = await bank.collections.answerHold(body, ({ virtualAccount }) =>
 *   isOpen(virtualAccount) ? { decision: "Y", message: "Accept", code: "11" } : { decision: "N", message: "Reject", code: "12" })
 */
export const answerHold = defineCallback({
  id: messageHold.id,
  family: messageHold.family,
  portalPaths: messageHold.portalPaths,
  seals: ["hybrid"],
  event: messageHold.request,
  answer: messageHold.response,
  deadline: { field: "mode", ms: { UPI: 5_000, IMPS: 5_000, NEFT: 10_000, RTGS: 10_000, FT: 15_000 } },
  withoutAnswer: "what was agreed at onboarding counts: deemed accept, or deemed reject",
  keyOf: ({ utr }) => utr,
  samples: { event: messageHold.samples.request, answer: messageHold.samples.response },
  source: messageHold.source
})
