/** What is known of the money behind one UTR. `people`: what was said contradicts itself, or nobody could prove it. */
export type CreditState = "held" | "reported" | "authenticated" | "people"

/** A credit as it stands. */
export interface Credit {
  readonly state: CreditState
  readonly isReported: boolean
  readonly hasConflict: boolean
  /** Our own word to the message hold, where there was one. */
  readonly decision: "accept" | "reject" | undefined
}

/** What one more call of the bank leads to. */
export interface Step {
  readonly state: CreditState
  readonly tell: "reported" | "authenticated" | "conflict" | undefined
  /** Ask our own statement. */
  readonly ask: boolean
  readonly answer: "new" | "duplicate"
}

/** What counts as proof that money has come. */
export interface CreditPolicy {
  /** `enquire`: our statement decides. `people`: the product has message hold, so that an MIS without one is looked at by people. */
  readonly misWithoutHold: "enquire" | "people"
}

/**
 * An MIS. It gives value to nothing by itself, since anybody can seal to our certificate (MONEY.md, Laws): a message hold of the same UTR,
 * account and amount that we accepted proves it, or else our own enquiry. Pure.
 */
export const takeReport = (credit: Credit | undefined, matches: boolean, { misWithoutHold }: CreditPolicy): Step => {
  const waiting: Step = { state: "reported", tell: "reported", ask: misWithoutHold === "enquire", answer: "new" }
  if (credit === undefined) return misWithoutHold === "people" ? { ...waiting, state: "people" } : waiting
  const answer = credit.isReported ? "duplicate" : "new"
  const isOdd = !matches || (!credit.isReported && credit.decision === "reject")
  if (isOdd) return oddly(credit, answer)
  if (credit.isReported) return { state: credit.state, tell: undefined, ask: false, answer }
  if (credit.state === "people") return { state: "people", tell: "reported", ask: false, answer }
  return { state: "authenticated", tell: "authenticated", ask: false, answer }
}

/** A message hold, decided. It may come after its MIS, and proves it then. Pure. */
export const takeHold = (credit: Credit | undefined, matches: boolean, decision: "accept" | "reject"): Step => {
  if (credit === undefined) return { state: "held", tell: undefined, ask: false, answer: "new" }
  if (!matches || decision === "reject") return oddly(credit, "new")
  const proves = credit.state === "reported" || (credit.state === "people" && !credit.hasConflict && credit.isReported)
  return proves
    ? { state: "authenticated", tell: "authenticated", ask: false, answer: "new" }
    : { state: credit.state, tell: undefined, ask: false, answer: "new" }
}

/** Told once: whoever can seal to us could tell it without end. What has been proved stays so. */
const oddly = (credit: Credit, answer: Step["answer"]): Step => ({
  state: credit.state === "authenticated" ? "authenticated" : "people",
  tell: credit.hasConflict ? undefined : "conflict",
  ask: false,
  answer
})
