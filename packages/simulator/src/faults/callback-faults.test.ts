import { describe, expect, it } from "vitest"
import type { DueCallOut, FaultKind, FaultRequest } from "../bank.ts"
import { faultTable } from "../fault-table.ts"
import { createBenchBank, minutesMs, startMs } from "../testing/bench-bank.ts"

const money = 100_000n
const opening = 10_000_000_000n

/** A payment into a virtual account, which the bank tells its partner of: by then the money is there. */
const open = (order?: Partial<FaultRequest>) => {
  const bench = createBenchBank()
  const { bank, clock } = bench
  const run = (call: string, fields: object): void => void bank.controls()[call]?.(fields as Record<string, unknown>)
  run("POST /_sim/collections/settings", { clientCode: "TEST", validation: false })
  if (order !== undefined) bank.addFault({ match: {}, fault: "callback-lost", ...order })
  const payIn = (): void => run("POST /_sim/collections", { virtualAccount: "TEST00000001", amount: "1000.00", rail: "NEFT", payerName: "TEST USER" })
  const due = (atMs: number): readonly DueCallOut[] => {
    clock.nowMs = atMs
    return bank.takeCallOuts()
  }
  return { ...bench, payIn, due }
}

const plain = (() => {
  const bench = open()
  bench.payIn()
  return bench.due(startMs + minutesMs(5))[0]!
})()

const table: readonly (readonly [FaultKind, Partial<FaultRequest>, readonly object[], afterMs: number])[] = [
  ["duplicate-callback", {}, [{ copies: 2, body: plain.body }], 0],
  ["callback-lost", {}, [{ copies: 0 }], 0],
  ["callback-late", { delayMs: minutesMs(30) }, [{ atMs: plain.atMs + minutesMs(30), body: plain.body }], minutesMs(30)],
  ["callback-early", {}, [{ atMs: plain.atMs - minutesMs(1), body: plain.body }], 0],
  ["callback-other-amount", {}, [{ body: { ...(plain.body as object), Amount: "1000.01" } }], 0],
  ["callback-other-reference", {}, [{ body: { ...(plain.body as object), UTR: expect.not.stringMatching((plain.body as { UTR: string }).UTR) } }], 0],
  ["callback-says-failure", {}, [{ kind: plain.kind }], 0]
]

describe("a call to the partner", () => {
  it("is tried under every fault of the group", () => {
    const group = (Object.keys(faultTable) as FaultKind[]).filter((kind) => faultTable[kind].on === "callback")
    expect(table.map(([kind]) => kind).sort()).toEqual(group.sort())
  })

  it.each(table)("%s %j goes out as %j, and the books are what they are", (fault, more, wanted, afterMs) => {
    const { bank, partner, payIn, due } = open({ fault, ...more })
    payIn()
    if (afterMs > 0) expect(due(plain.atMs)).toEqual([])
    expect(due(plain.atMs + afterMs)).toMatchObject(wanted)
    expect(bank.balancePaise(partner.apiKey)).toBe(opening + money)
    const { closingPaise } = bank.statement(partner.apiKey, { fromMs: 0, untilMs: Number.MAX_SAFE_INTEGER, withCharges: false })
    expect(closingPaise).toBe(opening + money)
    expect(bank.faults()[0]).toMatchObject({ seen: 1, left: 0 })
  })

  it("turns SUCCESS into FAILURE wherever it stands, and nothing else", () => {
    const said = faultTable["callback-says-failure"].callback?.({ body: { TxnStatus: "SUCCESS", amount: "1.00", inner: [{ name: "S", value: "SUCCESS" }] }, atMs: 0 }, {})
    expect(said).toEqual({ body: { TxnStatus: "FAILURE", amount: "1.00", inner: [{ name: "S", value: "FAILURE" }] } })
  })

  it("is met by its own partner and reference alone, and by no payment", () => {
    const { bank, payIn, due, pay } = open({ fault: "duplicate-callback", match: { partner: "Somebody else" } })
    expect(pay().moneyMoved).toBe(true)
    payIn()
    expect(due(startMs + minutesMs(5))[0]?.copies).toBeUndefined()
    expect(bank.faults()[0]).toMatchObject({ seen: 0, left: 1 })
  })
})
