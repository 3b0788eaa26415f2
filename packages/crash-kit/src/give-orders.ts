import { type Runner, textOf } from "./run-client.ts"
import type { Scene } from "./scene.ts"
import type { PayoutOrder } from "./types.ts"

/** Half of the orders come in a rush, the others one by one: a crash then meets many payouts at once, or one at its every step. */
const RUSH_MS = 3_600_000
const DAY_MS = 24 * RUSH_MS
const MOST_TRIES = 12

/**
 * Gives the orders as a queue does: each at a time of its own, again when the client crashed or refused before it had taken it on, and
 * some once more although they were taken.
 */
export const giveOrders = (scene: Scene, runner: Runner): void => {
  const { clock, prng, rates, diary, tally } = scene
  const tries = new Map<string, number>()
  const giveIn = (order: PayoutOrder, fromMs: number, toMs: number): void =>
    void clock.at(clock.now() + prng.between(fromMs, toMs), () => give(order))

  const give = (order: PayoutOrder): void => {
    const { payoutId } = order
    const client = runner.client()
    if (client === undefined) return giveIn(order, 1000, 60_000)
    const done = (tries.get(payoutId) ?? 0) + 1
    tries.set(payoutId, done)
    diary.begin(payoutId)
    diary.note(payoutId, done === 1 ? `pay("${payoutId}") is called` : `pay("${payoutId}") is called again`)
    void client.pay(copyOf(order)).then(
      () => {
        diary.end(payoutId)
        if (!prng.chance(0.1 * rates.owner) || done >= MOST_TRIES) return
        tally.add("order-given-again")
        giveIn(order, 1000, 3_600_000)
      },
      (error: unknown) => {
        diary.end(payoutId)
        diary.note(payoutId, `pay("${payoutId}") fails: ${textOf(error)}`)
        if (done < MOST_TRIES) giveIn(order, 30_000, 600_000)
      }
    )
  }

  const byId = new Map(scene.orders.map((order) => [order.payoutId, order]))
  runner.onCrash((cutOff) => {
    for (const payoutId of cutOff) {
      const order = byId.get(payoutId)
      if (order !== undefined && (tries.get(payoutId) ?? 0) < MOST_TRIES) giveIn(order, 1000, 300_000)
    }
  })
  for (const order of scene.orders) giveIn(order, 0, prng.chance(0.5) ? RUSH_MS : DAY_MS)
}

const copyOf = ({ payoutId, amountPaise, beneficiary, remark }: PayoutOrder): PayoutOrder => ({
  payoutId,
  amountPaise,
  beneficiary: { ...beneficiary },
  remark
})
