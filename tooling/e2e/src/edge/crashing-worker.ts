import type { Journal, Sealer, Transport } from "@hundi/core"
import type { ObjectStorage } from "cloudflare:workers"
import { PayoutShard as Shard } from "../../../../apps/edge-worker/src/payout-shard.ts"
import type { DeskParts } from "../../../../apps/edge-worker/src/pay/open-desk.ts"
import worker from "../../../../apps/edge-worker/src/worker.ts"
import { type Step, stepOf } from "./steps.ts"

/**
 * The worker as it is deployed, with objects that die where a payout's id says so: all that they have in memory is gone, and only what
 * was durable comes back. Each payout kills its object once. A worker for tests; it is never deployed.
 */
export class PayoutShard extends Shard {
  protected override partsOf(parts: DeskParts): DeskParts {
    const { storage } = this.ctx
    storage.sql.exec("CREATE TABLE IF NOT EXISTS test_deaths (payout_id TEXT PRIMARY KEY) STRICT").toArray()
    const die = async (payoutId: string | undefined, step: Step): Promise<void> => {
      if (payoutId === undefined || stepOf(payoutId) !== step || !isFirst(storage, payoutId)) return
      await storage.sync()
      this.ctx.abort(`test: died at ${step}`)
      // Nothing of this object goes on.
      await new Promise(() => undefined)
    }
    const wire = createWire(die)
    return { ...parts, sealer: wire.sealer(parts.sealer), wrapJournal: (journal) => wire.journal(journal), wrapTransport: wire.transport }
  }
}

export default worker

type Die = (payoutId: string | undefined, step: Step) => Promise<void>

const isFirst = ({ sql }: ObjectStorage, payoutId: string): boolean =>
  sql.exec("INSERT INTO test_deaths (payout_id) VALUES (?1) ON CONFLICT DO NOTHING RETURNING payout_id", payoutId).toArray().length === 1

/** The payout's own id of the journal's (`default/P1`). */
const own = (id: string): string => id.slice(id.indexOf("/") + 1)

/** The ports of a desk, watched. A sealed body says nothing, so that who is on the wire is remembered when it is sealed. */
const createWire = (die: Die) => {
  const byReference = new Map<string, string>()
  const byBody = new Map<string, { readonly payoutId: string | undefined; readonly asks: boolean }>()
  const sealer = (inner: Sealer): Sealer => {
    const remember = (value: unknown, body: string): string => {
      const fields = Object.entries((value ?? {}) as Readonly<Record<string, unknown>>)
      const payoutId = fields.map(([, field]) => byReference.get(String(field))).find((id) => id !== undefined)
      // What pays carries an amount, what asks does not.
      byBody.set(body, { payoutId, asks: !fields.some(([name]) => name.toLowerCase() === "amount") })
      return body
    }
    const { sealAsymmetric = inner.seal, openAsymmetric = inner.open } = inner
    return {
      seal: async (value) => remember(value, await inner.seal(value)),
      open: (body) => inner.open(body),
      sealAsymmetric: async (value) => remember(value, await sealAsymmetric.call(inner, value)),
      openAsymmetric: (body) => openAsymmetric.call(inner, body)
    }
  }
  const transport = (inner: Transport): Transport => ({
    send: async (request, signal) => {
      const { payoutId, asks } = byBody.get(request.body) ?? { payoutId: undefined, asks: false }
      byBody.delete(request.body)
      await die(payoutId, asks ? "ask.before" : "send.before")
      const result = await inner.send(request, signal)
      await die(payoutId, asks ? "ask.after" : "send.after")
      return result
    }
  })
  return { sealer, transport, journal: (inner: Journal) => watchJournal(inner, byReference, die) }
}

const watchJournal = (inner: Journal, byReference: Map<string, string>, die: Die): Journal => ({
  ...inner,
  accept: async (payouts, at) => {
    const answers = await inner.accept(payouts, at)
    for (const { order } of payouts) await die(order.payoutId, "accepted")
    return answers
  },
  claimDue: async (request) => {
    const works = await inner.claimDue(request)
    for (const { payout, attempt } of works) {
      if (attempt !== null) byReference.set(attempt.reference, payout.payoutId)
      await die(payout.payoutId, "claimed")
    }
    return works
  },
  reserve: async (reservation) => {
    await die(own(reservation.payoutId), "reserve.before")
    const attempt = await inner.reserve(reservation)
    byReference.set(reservation.reference, own(reservation.payoutId))
    await die(own(reservation.payoutId), "reserve.after")
    return attempt
  },
  markSending: async (holder, digest) => {
    await die(own(holder.payoutId), "sending.before")
    await inner.markSending(holder, digest)
    await die(own(holder.payoutId), "sending.after")
  },
  record: async (holder, change) => {
    // The first record is what the payment itself came to; later ones are what enquiries found.
    const asked = (change.attempt.asked ?? 0) > 0
    await die(own(holder.payoutId), asked ? "asked.before" : "record.before")
    const result = await inner.record(holder, change)
    await die(own(holder.payoutId), asked ? "asked.after" : "record.after")
    return result
  }
})
