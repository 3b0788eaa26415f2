import { mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { istDate, istMidnight } from "@hundi/catalog/calendar"
import { parsePolicy } from "@hundi/operations/controls"
import { describe, expect, it, vi } from "vitest"
import { csvColumns } from "../csv/read-payouts-csv.ts"
import { openTestApp } from "../testing/call-app.ts"
import { payFile } from "./pay-file.ts"

const none = { newBeneficiary: null, velocity: [], duplicates: null }
const path = join(mkdtempSync(join(tmpdir(), "hundi-held-")), "f.csv")
const rows = (count: number): void => {
  const lines = Array.from({ length: count }, (_, n) => `P${n},1.00,Asha Rao,00012345678${n},TEST0000001,x`)
  writeFileSync(path, [csvColumns.join(","), ...lines].map((line) => `${line}\n`).join(""))
}
/** Pays the file with the loop running; what it tells on the way is kept. */
const pay = async (test: ReturnType<typeof openTestApp>, by: string | undefined = "asha") => {
  const said: string[] = []
  const spy = vi.spyOn(process.stderr, "write").mockImplementation((text) => said.push(String(text)) > 0)
  const { tell } = test.worker.changes
  const loop = test.bank.start({ pollMs: 10, onFault: () => undefined, onProcessed: ({ payout }) => tell(payout.payoutId) })
  try {
    const link = { simulated: false } as Parameters<typeof payFile>[0]["link"]
    const result = await payFile({ path, worker: test.worker, link, signal: AbortSignal.timeout(10_000), by })
    return { result, said: said.join("") }
  } finally {
    await loop.stop(1000)
    spy.mockRestore()
  }
}

describe("a file with a policy", () => {
  it("that waits for people is done, counts as pending, and says why in words", async () => {
    rows(7)
    const test = openTestApp({ operations: { policy: parsePolicy({ ...none, approvals: [{ fromPaise: "0", people: 1 }] }) } })
    const { result, said } = await pay(test)
    expect(result?.summary).toMatchObject({ payouts: 7, pending: 7, notSent: 0, settled: 0, doublePaid: 0, bankDebits: 0 })
    expect(result?.text).toMatch(/Pending +7 +7\.00 +it waits: at the bank, or here for a person, a limit or its time/)
    expect(result?.text).toContain("Kept back here, nothing of it was sent (7):\n  P0, P1, P2, P3, P4 and 2 more: Rs 1.00 needs the approval of 1 person; nobody has approved")
    expect(result?.text).toContain("hundi-worker pending shows who may do what about each.")
    expect(said).toMatch(/registered as file-[0-9a-f]{24}, handed in by asha: 7 payouts, Rs 7\.00, digest [0-9a-f]{64}/)
  })

  it("that runs into the limit of the day pays what fits, and does not wait for tomorrow", async () => {
    rows(3)
    const noon = istMidnight(istDate(Date.now())) + 12 * 3_600_000
    const limits = [{ name: "a day, in all", over: "all", maxPaise: "200" }]
    const policy = parsePolicy({ ...none, limits, approvals: [{ fromPaise: "0", people: 0 }] })
    const { result } = await pay(openTestApp({ operations: { policy }, now: () => noon }))
    expect(result?.summary).toMatchObject({ payouts: 3, settled: 2, pending: 1 })
    expect(result?.text).toContain("The limit «a day, in all» is Rs 2.00 a day; used of it: Rs 2.00; this payout is Rs 1.00.")
  })

  it("waits for what only the shared rate keeps back", async () => {
    rows(4)
    const test = openTestApp({ operations: { rate: { perSecond: 5, burst: 1 } } })
    expect((await pay(test, undefined)).result?.summary).toMatchObject({ payouts: 4, settled: 4, pending: 0 })
  })

  it("that a rule refuses is ended, and says why", async () => {
    rows(2)
    const policy = parsePolicy({ ...none, allowList: true, approvals: [{ fromPaise: "0", people: 0 }] })
    const { result } = await pay(openTestApp({ operations: { policy } }))
    expect(result?.summary).toMatchObject({ payouts: 2, notSent: 2, pending: 0 })
    expect(result?.text).toContain("Ended here, nothing of it was sent (2):\n  P0, P1: allow-list: The beneficiary of these Rs 1.00 is not on the allow-list: nobody has added it.")
  })

  it("needs to know who hands it in", async () => {
    rows(1)
    const test = openTestApp({ operations: { policy: parsePolicy(none) } })
    const link = { simulated: false } as Parameters<typeof payFile>[0]["link"]
    await expect(payFile({ path, worker: test.worker, link, signal: AbortSignal.timeout(1000) })).rejects.toThrow("with --by NAME or HUNDI_ACTOR")
    expect((await test.worker.payouts.list({})).data).toEqual([])
  })
})
