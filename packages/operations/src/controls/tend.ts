import type { Desk } from "./approve-payout.ts"
import { freePayout } from "./free-payout.ts"
import { gatherFacts } from "./gather-facts.ts"
import { judge } from "./judge.ts"
import { payoutsOf } from "./pending.ts"

/**
 * Frees payouts that wait for people though no person is missing any more: their approval came while a worker held them, or the process
 * ended between an approval and its effect. The gate asks everything again, so freeing one too many lets nothing through.
 */
export const tend = async (desk: Desk, tenant: string, beneficiaryHash?: string): Promise<number> => {
  let count = 0
  const waiting: string[] = []
  for await (const payout of payoutsOf(desk.journal, tenant, "awaiting-approval")) {
    if (payout.dueAt !== null || (beneficiaryHash !== undefined && payout.beneficiaryHash !== beneficiaryHash)) continue
    const admission = judge(await gatherFacts(desk, payout, desk.now()))?.admission
    const stillWaits = admission?.kind === "hold" && admission.hold.status === "awaiting-approval"
    if (!stillWaits) waiting.push(payout.id)
  }
  for (const id of waiting) if ((await freePayout(desk, id)) === "due") count++
  return count
}
