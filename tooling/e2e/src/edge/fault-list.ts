import { magicAccounts } from "@hundi/simulator"
import { payoutIdOf, type Step, steps } from "./steps.ts"

/** One payout of the list: an order, the trouble that it meets, and where its object dies. */
export interface FaultRow {
  readonly payoutId: string
  readonly step: Step
  /** What the table calls the trouble. */
  readonly trouble: string
  readonly rail: "imps" | "neft"
  readonly account: string
  readonly amountPaise: bigint
  /** Ordered at the bank before the payout is. */
  readonly fault?: Readonly<Record<string, unknown>>
}

/** What the simulator says of a fault (`GET /_sim/faults`). */
export interface FaultKind {
  readonly on: string
  readonly rails?: readonly string[]
}

/** What a payment may be answered with. Which of these are debited is the simulator's to say. */
const payCodes = ["10", "11", "14", "25", "30", "52", "62", "63", "91", "96", "997", "RJ"]
/** Longer than the worker waits, and the bank pays. */
const TOO_LATE_MS = 4000

interface Trouble extends Pick<FaultRow, "trouble" | "fault"> {
  readonly account?: string
  readonly rail?: "neft"
}

/**
 * The deterministic fault list: no trouble, every magic account, every fault of the simulator's own list that a payment over IMPS or NEFT
 * can meet, and codes; each with so many of the steps, spread so that every step meets an equal part of the list.
 */
export const makeFaultList = (kinds: Readonly<Record<string, FaultKind>>, stepsEach: number): readonly FaultRow[] => {
  const troubles: Trouble[] = [
    { trouble: "none" },
    { trouble: "none, over NEFT", rail: "neft" },
    ...Object.keys(magicAccounts).filter((account) => /^\d+$/.test(account)).map((account) => ({ trouble: `account ${account}`, account })),
    ...Object.entries(kinds).flatMap(([kind, rule]) => troublesOf(kind, rule))
  ]
  const withStep = (trouble: Trouble) => (step: Step) => ({ ...trouble, step })
  const rows = troubles.flatMap((trouble, index) => stepsFor(index, stepsEach).map(withStep(trouble)))
  return rows.map(({ account, rail, ...row }, index): FaultRow => ({
    ...row,
    rail: rail ?? "imps",
    payoutId: payoutIdOf(index, row.step),
    account: account ?? `7${String(index).padStart(11, "0")}`,
    // Each amount is another one, so that several payouts to a magic account are told apart.
    amountPaise: 10_000n + BigInt(index) * 111n
  }))
}

const stepsFor = (index: number, stepsEach: number): readonly Step[] => {
  const gap = steps.length / stepsEach
  return Array.from({ length: Math.min(stepsEach, steps.length) }, (_, place) => steps[(index + Math.floor(place * gap)) % steps.length] ?? "none")
}

const troublesOf = (kind: string, { on, rails }: FaultKind): readonly Trouble[] => {
  if (on !== "pay" && on !== "any") return []
  if (rails !== undefined && !rails.includes("imps") && !rails.includes("neft")) return []
  const rail = rails === undefined || rails.includes("imps") ? {} : { rail: "neft" as const }
  if (kind === "act-code") return payCodes.map((actCode) => ({ trouble: `${kind} ${actCode}`, fault: { fault: kind, actCode } }))
  return [{ trouble: kind, ...rail, fault: { fault: kind, ...(kind === "delay" ? { delayMs: TOO_LATE_MS } : {}) } }]
}

/** Faults of enquiries name no payout: each hits the next one that is asked, whoever it is about. */
export const enquiryFaults = (kinds: Readonly<Record<string, FaultKind>>): readonly string[] =>
  Object.entries(kinds).flatMap(([kind, { on, rails }]) => (on === "status" && (rails === undefined || rails.includes("imps")) ? [kind] : []))

/** The bank says that it paid and takes it back later, so that only a statement shows it (MONEY.md, Rail x evidence). */
export const isReturnedLater = ({ account, trouble }: FaultRow): boolean =>
  account === "999000000040" || ["late-reversal", "status-flips", "success-then-recon-failed"].includes(trouble)
