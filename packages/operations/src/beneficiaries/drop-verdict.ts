import type { PayoutStatus, Sensitive } from "@hundi/core"
import { lookUp } from "@hundi/error-codes"
import type { CheckResult } from "./check-order.ts"
import { matchNames, type MatchOptions } from "./match-names.ts"

/** Where a drop's payout stands. */
export interface DropView {
  readonly status: PayoutStatus
  /** The bank's last ActCode. */
  readonly code?: string
  /** The account holder as the bank wrote it in its reply to the drop. */
  readonly registeredName?: Sensitive
}

/** What a look at a drop says; `outcome` undefined: it is not final, and no other drop may be made. */
export interface DropVerdict extends Pick<CheckResult, "status" | "reasons" | "next" | "nameScore"> {
  readonly outcome?: string
  /** True: the words hold for every name of the account. */
  readonly forAnyName?: boolean
}

/**
 * ActCodes that speak of the beneficiary's own account: frozen, NRE, closed, of a wrong kind, a card, a merchant, invalid, or an IFSC that
 * does not exist (packages/error-codes, family imps, all of class `rejected`). Refusals for our limits, our account or the bank's
 * connections say nothing about it; nor does 14, which one source reads as duplicate and another as invalid account.
 */
export const accountDeclines: readonly string[] = Object.freeze(["1", "3", "4", "5", "7", "9", "10", "15", "52", "201"])

/** What a drop's payout proves: only a settled rupee speaks for an account, only a hard decline of the account itself against it. */
export const judgeDrop = (view: DropView, askedName: string, options: MatchOptions | undefined): DropVerdict => {
  const { status } = view
  if (status === "settled") return { outcome: "settled", ...judgeName("the rupee arrived", askedName, view.registeredName, options) }
  if (status === "failed") return judgeFailure(view.code)
  if (status === "reversed") {
    const next = "Have the beneficiary confirm the account, then check again."
    return { outcome: "reversed", status: "unknown", reasons: ["the rupee was sent and came back"], next }
  }
  if (status === "cancelled") {
    const reasons = ["the penny drop was cancelled before it was sent"]
    return { outcome: "cancelled", status: "unknown", reasons, next: "Check again when drops are wanted." }
  }
  if (status === "unknown" || status === "review") {
    const reasons = ["nobody knows yet whether the rupee arrived; no other one is sent until that is known"]
    const next = status === "review" ? "The payout is in the review queue: decide it there." : "The bank is being asked: check again in a few minutes."
    return { status: "unknown", reasons, next }
  }
  const next = "Check again in a minute; no other drop is made meanwhile."
  return { status: "pending", reasons: [`the penny drop is not final: ${waits[status] ?? "it is on its way"}`], next }
}

const waits: Partial<Record<PayoutStatus, string>> = {
  "awaiting-approval": "it waits for approval",
  scheduled: "it waits for its time",
  queued: "it waits to be sent"
}

const judgeFailure = (code: string | undefined): DropVerdict => {
  const entry = code === undefined ? undefined : lookUp("imps", "any", code)
  if (entry === undefined || !entry.listed) {
    const reasons = ["the penny drop failed, and the bank's code says nothing that is known"]
    return { outcome: "failed", status: "unknown", reasons, next: "Check again later." }
  }
  const said = `the bank answered ${entry.code}: ${entry.meaning}`
  if (entry.class === "rejected" && accountDeclines.includes(entry.code)) {
    const next = "Ask the beneficiary for another account, or to have this one put right."
    return { outcome: "declined", forAnyName: true, status: "not-verified", reasons: [said], next }
  }
  return {
    ...{ outcome: "failed", status: "unknown" as const, reasons: [said, "that says nothing about the account itself"] },
    next: "Check again later; if it fails the same way, ask the bank about the code."
  }
}

/** What a name from the bank makes of an account that exists. */
export const judgeName = (
  proof: string,
  asked: string,
  registered: Sensitive | undefined,
  options: MatchOptions | undefined
): Pick<DropVerdict, "status" | "reasons" | "next" | "nameScore" | "forAnyName"> => {
  const name = registered?.reveal().trim() ?? ""
  if (name === "") {
    const reasons = [proof, "the bank gave no name: only the account is verified"]
    return { status: "verified", forAnyName: true, reasons, next: "Pay, if an account whose holder you have not seen is enough." }
  }
  const { score, verdict, reasons } = matchNames(asked, name, options)
  const all = [proof, ...reasons]
  if (verdict === "match") return { status: "verified", nameScore: score, reasons: all, next: "Pay." }
  if (verdict === "close") return { status: "unknown", nameScore: score, reasons: all, next: "A person must compare the two names before money goes." }
  if (verdict === "cannot-say") return { status: "unknown", reasons: all, next: "The account exists; a person must compare the two names before money goes." }
  return { status: "not-verified", nameScore: score, reasons: all, next: "Do not pay: the account is another's. Ask the beneficiary for the account again." }
}
