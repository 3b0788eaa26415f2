import fc from "fast-check"
import { expect, it } from "vitest"
import type { BankEvent } from "../bank.ts"
import { createBank } from "../bank.ts"
import { createUpiBench, merchantCallsOf } from "./testing/upi-bench.ts"
import type { UpiBench } from "./testing/upi-bench.ts"
import type { Kind, Note } from "./upi-types.ts"

const openingPaise = 1_000n
/** The kinds by which money comes in. */
const pays: ReadonlySet<Kind> = new Set<Kind>(["collect", "qr", "push", "execute"])

type Act =
  | { readonly do: "collect" | "qr" | "mandate"; readonly n: number; readonly payer: string; readonly rupees: number }
  | { readonly do: "refund"; readonly n: number; readonly original: string; readonly rupees: number; readonly online: string }
  | { readonly do: "execute" | "payer"; readonly n: number; readonly what: string }
  | { readonly do: "fault"; readonly fault: "timed-out-reversed" | "late-reversal" | "drop-after-processing" | "http-500" | "deemed" }
  | { readonly do: "push" | "pay"; readonly rupees: number }
  | { readonly do: "wait"; readonly ms: number }

const sum = (rows: readonly { readonly amountPaise: string }[]): bigint =>
  rows.reduce((total, { amountPaise }) => total + BigInt(amountPaise), 0n)

const n = fc.nat(1)
const rupees = fc.integer({ min: 1, max: 9 })
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.record({
    do: fc.constantFrom("collect" as const, "qr" as const, "mandate" as const), n, rupees,
    payer: fc.constantFrom("asha@upi", "pays@upi", "rejects@upi", "never@upi", "slow@upi", "deemed@upi", "broke@upi", "999000000021@upi")
  }) },
  { weight: 6, arbitrary: fc.record({
    do: fc.constant("refund" as const), n: fc.nat(9), rupees, online: fc.constantFrom("Y", "N"),
    original: fc.constantFrom("CP", "QR", "EX").chain((kind) => n.map((i) => `${kind}${i}`))
  }) },
  { weight: 3, arbitrary: fc.record({
    do: fc.constantFrom("execute" as const, "payer" as const), n, what: fc.constantFrom("pay", "reject", "revoke", "suspend", "reactivate")
  }) },
  { weight: 1, arbitrary: fc.record({
    do: fc.constant("fault" as const),
    fault: fc.constantFrom(...(["timed-out-reversed", "late-reversal", "drop-after-processing", "http-500", "deemed"] as const))
  }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom("push" as const, "pay" as const, "pay" as const), rupees }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("wait" as const), ms: fc.constantFrom(1, 5000, 5000, 30_000, 600_000, 86_400_000) }) }
)

const perform = (bench: UpiBench, one: Act, index: number): void => {
  const { upi, bank, clock } = bench
  const amount = "rupees" in one ? `${one.rupees}.00` : "1.00"
  if (one.do === "wait") clock.nowMs += one.ms
  if (one.do === "collect") upi.collect(`CP${one.n}`, one.payer, { amount, collectByDate: "31/12/2030 11:15 AM" })
  if (one.do === "qr") upi.v0("QR3", { merchantTranId: `QR${one.n}`, amount, billNumber: one.payer })
  if (one.do === "mandate") upi.mandate(`MN${one.n}`, one.payer, { amount })
  if (one.do === "execute") upi.execute(`EX${one.n}`, upi.mandateState(`MN${one.n}`)["UMN"] ?? "x", 1, { amount: "1.00" })
  if (one.do === "refund") upi.refund(`RF${one.n}`, one.original, amount, { onlineRefund: one.online })
  if (one.do === "fault") bank.addFault({ match: {}, fault: one.fault })
  if (one.do === "push") upi.play("POST /_sim/upi/push", { amount })
  if (one.do === "pay") bench.pay({ tranRefNo: `R${index}`, amount })
  if (one.do === "payer") {
    const merchantTranId = `${one.what === "pay" || one.what === "reject" ? "CP" : "MN"}${one.n}`
    // Most acts make no sense at their time, and say so: that is the point.
    try {
      upi.play("POST /_sim/upi/payer", { merchantTranId, act: one.what })
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
    }
  }
}

/** Every shop has sold something before the rest happens: a customer paid, another is going to. */
const opened: readonly Act[] = [
  { do: "collect", n: 0, payer: "asha@upi", rupees: 3 }, { do: "qr", n: 0, payer: "pays@upi", rupees: 5 }, { do: "wait", ms: 5000 }
]

const run = (later: readonly Act[]) => {
  const acts = [...opened, ...later]
  const events: BankEvent[] = []
  const bench = createUpiBench({ openingBalancePaise: openingPaise, onEvent: (event) => void events.push(event) })
  acts.forEach((one, index) => perform(bench, one, index))
  return { ...bench, events }
}

it("keeps opening + credits - debits = balance, on the statement too, and gives back no more than was paid", () => {
  fc.assert(fc.property(fc.array(act, { maxLength: 50 }), (acts) => {
    const { bank, partner, events } = run(acts)
    const { apiKey } = partner
    const balancePaise = bank.balancePaise(apiKey)
    expect(balancePaise).toBe(openingPaise + sum(bank.credits()) - sum(bank.ledger().filter(({ state }) => state !== "reversed")))
    expect(balancePaise).toBeGreaterThanOrEqual(0n)
    expect(bank.statement(apiKey, { fromMs: 0, untilMs: Number.MAX_SAFE_INTEGER, withCharges: false }).closingPaise).toBe(balancePaise)
    expect(new Set(bank.credits().map(({ reference }) => reference)).size).toBe(bank.credits().length)
    const notes = events.flatMap((event) => (event.type === "note" && event.product === "merchant-upi" ? [event.note as Note] : []))
    const orders = notes.flatMap((note) => ("order" in note ? [note.order] : []))
    const outcomes = new Map(notes.flatMap((note) => ("outcome" in note ? [[note.outcome.order, note.outcome] as const] : [])))
    for (const paid of orders) {
      const refunds = orders.filter(({ kind, original }) => kind === "refund" && original === paid.number)
      const references = new Set(refunds.map(({ reference }) => reference))
      const standing = bank.ledger().filter(({ tranRefNo, state }) => state !== "reversed" && references.has(tranRefNo))
      if (standing.length > 0) expect(sum(standing)).toBeLessThanOrEqual(BigInt(outcomes.get(paid.number)?.amountPaise ?? "0"))
    }
    expect(outcomes.size).toBe(notes.filter((note) => "outcome" in note).length)
    expect(bank.credits()).toHaveLength(orders.filter((order) => pays.has(order.kind) && outcomes.get(order.number)?.ending === "SUCCESS").length)
  }), { numRuns: 150 })
})

it("is the same bank after a replay of its events, or of a snapshot, through JSON", () => {
  fc.assert(fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
    const { bank, partner, clock, events } = run(acts)
    const histories = [events, bank.snapshot()].map((source) => JSON.parse(JSON.stringify(source)) as BankEvent[])
    const twins = histories.map((history) => createBank({ seed: 1, now: () => clock.nowMs, openingBalancePaise: openingPaise, history }))
    clock.nowMs += 86_400_000
    const futures = [bank, ...twins].map((one) => {
      const upi = merchantCallsOf(one, partner)
      const called = upi.callbacks()
      const asked = ["CP0", "CP1", "QR0", "QR1"].map((reference) => [upi.status(reference), upi.search("R", { merchantTranId: "RF0" })])
      const waiting = upi.play("GET /_sim/upi/requests")
      const answers = [called, asked, waiting, upi.mandateState("MN0"), upi.collect("NEW1")]
      return [answers, one.ledger(), one.credits(), one.balancePaise(partner.apiKey)]
    })
    expect(futures[1]).toEqual(futures[0])
    expect(futures[2]).toEqual(futures[0])
  }), { numRuns: 80 })
})
