import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { HOUR, openDesk } from "./testing-desk.ts"

const people = ["asha", "Asha ", "ravi", "meera", "kiran", "dev", "uma"] as const
const folded = (name: string): string => name.trim().toLowerCase()

type Step =
  | { readonly do: "made" | "approve" | "reject" | "add" | "change" | "approve-beneficiary"; readonly by: string }
  | { readonly do: "edit" | "ask" | "submit"; readonly by: string }
  | { readonly do: "approve-file"; readonly by: string }

const person = fc.constantFrom(...people)
// Rejections are rare, or most histories would end at once.
const verb = fc.constantFrom(
  ...(["made", "edit", "add", "change", "submit"] as const),
  ...(["approve", "approve", "approve", "approve-beneficiary", "approve-beneficiary", "approve-file", "ask", "ask", "ask"] as const)
)
/** Half of the histories begin like an ordinary one, so that more of them come to an end. */
const beginning: readonly Step[] = [
  { do: "add", by: "meera" },
  { do: "approve-beneficiary", by: "ravi" },
  { do: "approve-beneficiary", by: "kiran" },
  { do: "made", by: "asha" }
]
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 40, arbitrary: fc.record({ do: verb, by: person }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("reject" as const), by: person }) }
)

const history = fc
  .tuple(fc.boolean(), fc.array(step, { minLength: 4, maxLength: 30 }))
  .map(([isOrdinary, steps]) => (isOrdinary ? [...beginning, ...steps] : steps))

/** What was said, kept apart from the code under test: plain sets, as the rules are written. */
const makeModel = () => {
  const state = { version: 0, makers: new Set<string>(), adder: "", beneficiaryApprovers: new Set<string>(), rejected: false, fileVersion: -1 }
  const approvers = new Map<number, Set<string>>()
  const fileApprovers = new Set<string>()
  const mayGo = (needed: number, neededForBeneficiary: number): boolean => {
    const given = new Set([...(approvers.get(state.version) ?? []), ...(state.fileVersion === state.version ? fileApprovers : [])])
    const counted = [...given].filter((name) => !state.makers.has(name) && name !== state.adder)
    const vouched = [...state.beneficiaryApprovers].filter((name) => name !== state.adder)
    return !state.rejected
      && state.makers.size > 0
      && state.adder !== ""
      && !state.makers.has(state.adder)
      && counted.length >= needed
      && vouched.length >= neededForBeneficiary
  }
  return { state, approvers, fileApprovers, mayGo }
}

describe("nobody pays alone", () => {
  it("whatever order words and edits come in, a payout goes exactly when the people whom the policy wants have said so, all different", async () => {
    let went = 0
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(1, 2), fc.constantFrom(1, 2), history, async (needed, vouching, steps) => {
        const desk = openDesk({
          approvals: [{ fromPaise: 0n, people: needed }],
          newBeneficiary: { approvals: vouching, coolingOffMs: 0, firstPaymentMaxPaise: 10_00_000_00n }
        })
        const { controls } = desk
        const { state, approvers, fileApprovers, mayGo } = makeModel()
        const fingerprint = () => `f${state.version}`
        await desk.take("P1", { fingerprint: fingerprint() })
        const row = () => ({ payoutId: "P1", fingerprint: fingerprint(), amountPaise: 10_050n })
        const acts: Readonly<Record<Step["do"], (by: string) => Promise<void>>> = {
          made: async (by) => {
            await controls.made({ payoutId: "P1", by })
            state.makers.add(folded(by))
          },
          approve: async (by) => {
            await controls.approve({ payoutId: "P1", by, reason: "fine" })
            approvers.set(state.version, (approvers.get(state.version) ?? new Set()).add(folded(by)))
          },
          reject: async (by) => {
            await controls.reject({ payoutId: "P1", by, reason: "no" })
            state.rejected = true
          },
          add: async (by) => {
            await controls.beneficiaries.add({ beneficiaryHash: "b1", by })
            state.adder = folded(by)
            state.beneficiaryApprovers.clear()
          },
          change: async (by) => {
            await controls.beneficiaries.change({ beneficiaryHash: "b1", by, reason: "new name" })
            state.adder = folded(by)
            state.beneficiaryApprovers.clear()
          },
          "approve-beneficiary": async (by) => {
            await controls.beneficiaries.approve({ beneficiaryHash: "b1", by })
            state.beneficiaryApprovers.add(folded(by))
          },
          // Back and forth: what was approved before an edit counts again when the edit is taken back.
          edit: async () => {
            state.version = (state.version + 1) % 2
            desk.edit("P1", fingerprint())
          },
          submit: async (by) => {
            await controls.submitFile({ fileId: "F1", by, rows: [row()] })
            state.makers.add(folded(by))
            state.fileVersion = state.version
          },
          "approve-file": async (by) => {
            const file = controls.file("F1")
            if (file === undefined) return
            const { count, totalPaise, digest } = file
            await controls.approveFile({ fileId: "F1", by, count, totalPaise, digest })
            fileApprovers.add(folded(by))
          },
          ask: async () => {
            const { kind } = await desk.ask("P1")
            expect(kind === "go").toBe(mayGo(needed, vouching))
            if (kind === "go") went++
          }
        }
        for (const { do: verb, by } of steps) {
          if ((await desk.payoutOf("P1")).status === "cancelled") break
          desk.clock.now += HOUR
          await acts[verb](by).catch(refusedByRule)
        }
        if ((await desk.payoutOf("P1")).status !== "cancelled") await acts.ask("")
        expect(controls.verify()).toEqual({ lines: [], files: [] })
        desk.sql.close()
      }),
      { numRuns: 400, seed: 20300131 }
    )
    // The property is worth something only if some do go.
    expect(went).toBeGreaterThan(50)
  })
})

/** A word that a rule refuses changes nothing; anything else is a fault. */
const refusedByRule = (error: unknown): void => {
  if ((error as { code?: string }).code !== "ILLEGAL_TRANSITION" && (error as { code?: string }).code !== "NOT_FOUND") throw error
}
