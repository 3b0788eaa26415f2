import type { Admission, HoldOrder } from "@hundi/core"
import type { Facts } from "./gather-facts.ts"

/** What people can do about a payout that waits. */
export type ControlAction =
  | "approve"
  | "not-a-duplicate"
  | "above-limit"
  | "reject"
  | "record-maker"
  | "add-beneficiary"
  | "approve-beneficiary"
  | "release"
  | "decide-review"

/** What a control found: the payout is kept back or ended, and what people can do about it. */
export interface Finding {
  readonly admission: Exclude<Admission, { readonly kind: "go" }>
  readonly actions: readonly ControlAction[]
}

/** One control over facts; undefined when it has nothing against the payout. */
export type Check = (facts: Facts) => Finding | undefined

/** Waits until people do something; nobody looks at it before. */
export const waitForPeople = (kind: HoldOrder["kind"], reason: string, actions: readonly ControlAction[]): Finding => ({
  admission: { kind: "hold", hold: { kind, reason, status: "awaiting-approval", dueAt: null } },
  actions: [...actions, "reject"]
})

/** Waits for a time, ms since 1970 (UTC); people may end it before. */
export const waitUntil = (kind: HoldOrder["kind"], reason: string, dueAt: number): Finding => ({
  admission: { kind: "hold", hold: { kind, reason, status: "queued", dueAt } },
  actions: ["reject"]
})

export const refuse = (by: string, reason: string): Finding => ({ admission: { kind: "refuse", by, reason }, actions: [] })
