import { defineCallback } from "../callback.ts"
import { misPosting, misPostingOlder } from "./mis-posting.ts"

const common = { seals: ["hybrid"], withoutAnswer: "the bank posts it again" } as const

/**
 * The bank tells of money that it has credited. Answer 11 when it is taken, 06 when its `utr` is known already (rule "e-collection
 * duplicates"): the event is a hint to look into the statement, no proof.
 * @example
 * const reply = await bank.collections.readCredit(body, async ({ utr }) =>
 *   (await keep(utr)) ? { message: "Success", code: "11" } : { message: "Duplicate UTR", code: "06" })
 */
export const readCredit = defineCallback({
  ...common,
  id: misPosting.id,
  family: misPosting.family,
  portalPaths: misPosting.portalPaths,
  event: misPosting.request,
  answer: misPosting.response,
  keyOf: ({ utr }) => utr,
  samples: { event: misPosting.samples.request, answer: misPosting.samples.response },
  source: misPosting.source
})

/** The same in the older payload generation: which one a partner gets is agreed at onboarding. */
export const readCreditOlder = defineCallback({
  ...common,
  id: misPostingOlder.id,
  family: misPostingOlder.family,
  portalPaths: misPostingOlder.portalPaths,
  event: misPostingOlder.request,
  answer: misPostingOlder.response,
  keyOf: ({ utr }) => utr,
  samples: { event: misPostingOlder.samples.request, answer: misPostingOlder.samples.response },
  source: misPostingOlder.source
})
