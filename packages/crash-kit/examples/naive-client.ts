// file: examples/naive-client.ts
import { type Client, type Env, impsPayment, simulate } from "@hundi/crash-kit"

// Sends until the bank answers, as many do.
const makeClient = (env: Env): Client => ({
  pay: async (order) => {
    if ((await env.store.get(order.payoutId)) !== undefined) return
    for (let number = 1; ; number++) {
      const reply = await env.send(impsPayment(env, order, `${order.payoutId}N${number}`))
      if (reply.kind === "reply" && reply.body["ActCode"] !== undefined) {
        return env.store.set(order.payoutId, reply.body["ActCode"] === "0" ? "paid" : "not-paid")
      }
      await env.sleep(5000)
    }
  },
  statusOf: async (payoutId) => (await env.store.get(payoutId)) ?? "unknown"
})

const { doublePays, firstFailure, replay } = await simulate({ seed: 1, payouts: 40, makeClient })
console.log(`paid twice: ${doublePays.length} of 40`)
console.log(firstFailure?.story.join("\n"))
console.log(replay)
