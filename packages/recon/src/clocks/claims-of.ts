import type { ReconFinding } from "../result.ts"
import { type Claim, claimOf } from "./claim-of.ts"
import { type Payee, turnArounds } from "./turn-around.data.ts"
import type { Rail } from "@hundi/catalog"

/** The claims of a run, the oldest first, and what they come to. */
export interface ClaimList {
  readonly asOf: string
  readonly claims: readonly Claim[]
  readonly penaltyPaise: bigint
}

/** Outcomes in which money left the account and came back in full or is to come back. */
const returned: readonly ReconFinding["outcome"][] = ["reversed", "returned", "declined-with-reversal", "reversed-in-part"]

/**
 * The claim list of a run: findings in which the statement shows our debit and its return, the return later than the rules allow. A
 * return in part counts as open, for part of the money is still missing.
 *
 * @param asOf IST date to which open ones are counted
 * @param payeeOf who was paid with a payout; a person unless told
 * @example
 * const { claims, penaltyPaise } = claimsOf(findings, "2026-02-04")
 */
export const claimsOf = (findings: Iterable<ReconFinding>, asOf: string, payeeOf: (payoutId: string) => Payee = () => "person"): ClaimList => {
  const claims: Claim[] = []
  for (const { outcome, journal, lines } of findings) {
    const [entry] = journal
    const debit = lines.filter(({ direction }) => direction === "debit").map(({ postedOn }) => postedOn).sort()[0]
    // Several payouts in one finding (a bulk debit) cannot be told apart by their dates.
    if (entry === undefined || debit === undefined || journal.length > 1 || !returned.includes(outcome) || !isRail(entry.rail)) continue
    const credit = lines.filter(({ direction }) => direction === "credit").map(({ postedOn }) => postedOn).sort().at(-1)
    const { payoutId, reference, rail, amountPaise } = entry
    const returnedOn = outcome === "reversed-in-part" ? null : (credit ?? null)
    const claim = claimOf({ payoutId, reference, rail, payee: payeeOf(payoutId), amountPaise, debitedOn: debit, returnedOn }, asOf)
    if (claim !== undefined) claims.push(claim)
  }
  claims.sort((one, other) => (one.debitedOn + one.payoutId < other.debitedOn + other.payoutId ? -1 : 1))
  return { asOf, claims, penaltyPaise: claims.reduce((sum, claim) => sum + claim.penaltyPaise, 0n) }
}

const isRail = (rail: string): rail is Rail => rail in turnArounds
