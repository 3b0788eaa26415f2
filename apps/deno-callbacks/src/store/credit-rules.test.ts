import { expect, it } from "vitest"
import { type Credit, type Step, takeHold, takeReport } from "./credit-rules.ts"

/** One call of the bank, or of somebody who seals like it: about this money, or about other money under the same UTR. */
interface Call {
  readonly kind: "hold" | "report"
  readonly isOther: boolean
  readonly decision: "accept" | "reject"
}

const alphabet: readonly Call[] = [false, true].flatMap((isOther): readonly Call[] => [
  { kind: "report", isOther, decision: "accept" }, { kind: "hold", isOther, decision: "accept" }, { kind: "hold", isOther, decision: "reject" }
])
const LONGEST = 5

const play = (calls: readonly Call[], misWithoutHold: "enquire" | "people") => {
  let credit: (Credit & { readonly isOther: boolean }) | undefined
  const told: Step["tell"][] = []
  for (const { kind, isOther, decision } of calls) {
    // The store hands the first decision about a UTR to whoever asks again.
    if (kind === "hold" && credit?.decision !== undefined) continue
    const matches = credit?.isOther === isOther
    const step = kind === "hold" ? takeHold(credit, matches, decision) : takeReport(credit, matches, { misWithoutHold })
    told.push(step.tell)
    credit = {
      state: step.state,
      isReported: credit?.isReported === true || kind === "report",
      hasConflict: credit?.hasConflict === true || step.tell === "conflict",
      decision: credit?.decision ?? (kind === "hold" ? decision : undefined),
      isOther: credit?.isOther ?? isOther
    }
  }
  const times = (what: Step["tell"]): number => told.filter((one) => one === what).length
  return { credit, times }
}

const sequences = function* (length: number): Generator<readonly Call[]> {
  if (length === 0) return yield []
  for (const shorter of sequences(length - 1)) for (const call of alphabet) yield [...shorter, call]
}

it.each(["enquire", "people"] as const)("every order of up to five calls (%s): value at most once, and only when an accepted hold and an MIS agree", (policy) => {
  let valued = 0
  for (let length = 1; length <= LONGEST; length++) {
    for (const calls of sequences(length)) {
      const { credit, times } = play(calls, policy)
      if (times("authenticated") > 1 || times("conflict") > 1) expect(calls).toBe("told twice")
      if (times("authenticated") === 0) continue
      valued++
      const about = (kind: Call["kind"]): readonly Call[] => calls.filter((call) => call.kind === kind && call.isOther === credit?.isOther)
      if (about("report").length === 0 || !about("hold").some(({ decision }) => decision === "accept")) expect(calls).toBe("value without proof")
      expect(credit?.state).toBe("authenticated")
    }
  }
  expect(valued).toBeGreaterThan(0)
})

it("a hold and an MIS that agree are enough in either order", () => {
  const [mis, hold] = [alphabet[0]!, alphabet[1]!]
  for (const policy of ["enquire", "people"] as const) {
    for (const calls of [[hold, mis], [mis, hold], [mis, hold, mis, hold]]) expect(play(calls, policy).times("authenticated")).toBe(1)
  }
})
