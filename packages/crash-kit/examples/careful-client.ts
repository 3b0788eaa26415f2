// file: examples/careful-client.ts
import { type Client, type Env, impsEnquiry, impsPayment, simulate, type Word } from "@hundi/crash-kit"

interface Row {
  readonly reference: string
  readonly sentAt: number
  readonly amount: unknown
  readonly word: Word
}
const [MINUTE_MS, DAY_MS] = [60_000, 86_400_000]
/** Declines after which no money can be away. */
const declines = new Set<unknown>(["5", "10", "52", "76"])

const makeClient = (env: Env): Client => {
  // Asks until the bank has told; what it has not told after ten days, people must find out.
  const ask = async (payoutId: string): Promise<void> => {
    for (let waitMs = MINUTE_MS; ; waitMs = Math.min(2 * waitMs, DAY_MS)) {
      const row = await env.store.get<Row>(payoutId)
      if (row === undefined || row.word !== "unknown") return
      if (env.now() > row.sentAt + 10 * DAY_MS) return env.store.set(payoutId, { ...row, word: "review" })
      await env.sleep(waitMs)
      // It may have arrived after midnight, and the bank finds it under that date alone.
      for (const day of [row.sentAt, row.sentAt + DAY_MS]) {
        const reply = await env.send(impsEnquiry(env, row.reference, day))
        if (reply.kind === "failure" || !reply.sealed || reply.body["TranRefNo"] !== row.reference) continue
        if (reply.body["ActCode"] === "0" && reply.body["Amount"] === row.amount) return env.store.set(payoutId, { ...row, word: "paid" })
        if (declines.has(reply.body["ActCode"])) return env.store.set(payoutId, { ...row, word: "not-paid" })
      }
    }
  }
  return {
    pay: async (order) => {
      // A second call never sends: whatever became of the first one, the bank knows it by the reference that was kept before.
      if ((await env.store.get(order.payoutId)) !== undefined) return ask(order.payoutId)
      const call = impsPayment(env, order, `${order.payoutId}C${Math.floor(env.random() * 1e9)}`)
      const row: Row = { reference: String(call.body["tranRefNo"]), sentAt: env.now(), amount: call.body["amount"], word: "unknown" }
      await env.store.set(order.payoutId, row)
      const reply = await env.send(call)
      if (reply.kind === "failure" && reply.sent === "no") {
        await env.store.delete(order.payoutId)
        throw new Error("nothing was sent: give the order again")
      }
      await ask(order.payoutId)
    },
    recover: async () => {
      const rows = await env.store.entries<Row>()
      await Promise.all(rows.map(([payoutId]) => ask(payoutId)))
    },
    statusOf: async (payoutId) => (await env.store.get<Row>(payoutId))?.word ?? "unknown"
  }
}

const { ok, words, firstFailure } = await simulate({ seed: 1, payouts: 40, makeClient })
console.log(ok ? "nobody was paid twice" : firstFailure?.story.join("\n"), words)
