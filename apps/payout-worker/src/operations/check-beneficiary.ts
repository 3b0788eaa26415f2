import { impsPay } from "@hundi/catalog/composite"
import { type CheckOrder, type CheckResult, createBeneficiaryChecks, type DropPort, dropThroughPayouts } from "@hundi/operations/beneficiaries"
import type { Worker } from "../worker/open-worker.ts"

type Parts = Pick<Worker, "payouts" | "operations" | "nameOf" | "hashKey" | "instance" | "now" | "wake" | "changes">

/**
 * Does this account exist, and is it this name's? Answers from what is stored, or by a penny drop within the budgets; without budgets there
 * are no drops, and the answer says so.
 */
export const checkBeneficiary = async (worker: Parts, order: CheckOrder): Promise<CheckResult> => {
  const { operations, hashKey: key, instance: owner, now } = worker
  const { sql, settings } = operations
  const budget = settings.drops ?? { dayPaise: 0n, userDayPaise: 0n }
  const checks = createBeneficiaryChecks({ sql, key, now, owner, budget, drop: dropsFor(worker, order.askedBy) })
  const result = await checks.check(order)
  worker.wake()
  if (settings.drops !== undefined || result.freeAt === undefined) return result
  const { freeAt: _freeAt, ...known } = result
  return {
    ...known,
    reasons: ["penny drops are off: HUNDI_DROP_DAY_PAISE and HUNDI_DROP_USER_DAY_PAISE are not set"],
    next: "Set the two budgets and start the worker again, or look at the account by other means."
  }
}

/** Drops are payouts of whoever asks: with a policy their maker is written down first. */
const dropsFor = ({ payouts, operations, nameOf, changes }: Parts, askedBy: string): DropPort => {
  const port = dropThroughPayouts(payouts, { operation: impsPay.id, nameOf })
  return {
    ...port,
    accept: async (payout) => {
      const isNew = (await payouts.get(payout.payoutId, payout.tenant)) === undefined
      if (isNew) await operations.controls?.made({ payoutId: payout.payoutId, tenant: payout.tenant, by: askedBy })
      await port.accept(payout)
      changes.tell(payout.payoutId)
    }
  }
}
