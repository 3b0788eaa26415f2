import type { Plan, RailPlans } from "./plans.ts"

/** What the bank does with a payment to a magic account. */
export interface MagicAccount {
  /** In the codes and the course of the rail that pays. */
  readonly plan: (nowMs: number, plans: RailPlans) => Plan
  /** How the reply travels; `before` = the connection is cut before anything is processed. */
  readonly manner: "answer" | "drop" | "garble" | "http-500" | "before"
  readonly delayMs: number
  /** One line for the README and the page, in the words of IMPS. */
  readonly text: string
}

const paid: MagicAccount["plan"] = (nowMs, plans) => plans.paid(nowMs)
const answering = (text: string, plan: MagicAccount["plan"]): MagicAccount => ({ plan, manner: "answer", delayMs: 0, text })

/** The accounts with a fixed fate. Every other account of valid form exists and takes the money. */
export const magicAccounts: Readonly<Record<string, MagicAccount>> = {
  "999000000010": { plan: paid, manner: "drop", delayMs: 0, text: "paid, the connection drops after processing" },
  "999000000011": { plan: paid, manner: "before", delayMs: 0, text: "the connection drops before processing, nothing is paid" },
  "999000000012": { plan: paid, manner: "garble", delayMs: 0, text: "paid, the reply cannot be decrypted" },
  "999000000013": { plan: paid, manner: "http-500", delayMs: 0, text: "paid, then HTTP 500" },
  "999000000014": { plan: paid, manner: "answer", delayMs: 30_000, text: "paid, the answer comes after 30 s" },
  "999000000020": answering("ActCode 11, seen as settled after 3 min", (nowMs, plans) => plans.unclearThenSettled(nowMs, plans.codes.timedOut)),
  "999000000021": answering("ActCode 11, seen as failed and reversed after 3 min", (nowMs, plans) => plans.unclearThenReversed(nowMs, plans.codes.timedOut)),
  "999000000030": answering("ActCode 30, Recon360 at T+2 says credited", (nowMs, plans) => plans.clearedAtTPlus2(nowMs, plans.codes.noAnswer, true)),
  "999000000031": answering("ActCode 30, Recon360 at T+2 says failed", (nowMs, plans) => plans.clearedAtTPlus2(nowMs, plans.codes.noAnswer, false)),
  "999000000040": answering("settled, reversed at calendar T+1", (nowMs, plans) => plans.settledThenReversed(nowMs)),
  "999000000041": answering("declined, with debit and reversal on the statement", (nowMs, plans) => plans.refusedAfterDebit(nowMs)),
  "999000000050": answering("debited, unknown for ever in status and Recon360", (nowMs, plans) => plans.neverClear(nowMs, plans.codes.timedOut)),
  "999000000052": answering("declined, ActCode 52", (nowMs, plans) => plans.refused(nowMs, plans.codes.invalidAccount)),
  "999000000110": answering("declined, ActCode 10", (nowMs, plans) => plans.refused(nowMs, plans.codes.invalidIfsc)),
  "999000000091": answering("ActCode 91, deemed approved, credited at T+2", (nowMs, plans) => plans.deemed(nowMs)),
  "999000000097": answering("997, paid", (nowMs, plans) => plans.paid(nowMs, "997"))
}

/** The fate of an account, or of a UPI address whose first part is one: 999000000020@upi. */
export const fateOf = (account: string): MagicAccount | undefined => magicAccounts[account.split("@", 1)[0] ?? account]
