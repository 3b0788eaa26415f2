import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { fileURLToPath } from "node:url"
import { bundleWorker } from "../../../../apps/edge-worker/src/build/bundle-worker.ts"
import { registerAtSimulator } from "../../../../apps/edge-worker/src/dev/register-at-simulator.ts"
import { type LocalEdge, startEdge } from "../../../../apps/edge-worker/src/testing/start-edge.ts"
import { prepareHome } from "../crash/prepare-home.ts"
import { type HarshBank, startHarshBank } from "../crash/start-harsh-bank.ts"
import { enquiryFaults, type FaultKind, type FaultRow, makeFaultList } from "./fault-list.ts"
import { type EdgeVerdict, judgeEdge, type PayoutDetail } from "./judge-edge.ts"

/** How a run is made. */
export interface EdgeRun {
  /** With how many of the steps each fault meets. */
  readonly stepsEach: number
  readonly say: (line: string) => void
}

/** What came of it. */
export interface EdgeResult extends EdgeVerdict {
  readonly payouts: number
  /** Objects that died at a step, and times that the whole runtime was ended and started again. */
  readonly deaths: number
  readonly restarts: number
  readonly elapsedMs: number
}

/** Less than the ladders' first gaps, so that alarms fall between the strides; then on to T+2 and people (MONEY.md, Ladders). */
const STRIDES_MS = [10_000, 60_000, 4 * 60_000, 3 * 3_600_000, ...Array.from({ length: 9 }, () => 18 * 3_600_000)]

/**
 * Orders the whole fault list from the edge worker in workerd, whose objects die at each step and whose runtime is ended and started
 * again on the same disk between the strides of the bank's clock; alarms alone bring them back. Then every payout is held against the
 * bank's ledger.
 * @example
 * const { doublePaid, lost } = await runEdge({ stepsEach: 3, say: console.log })
 */
export const runEdge = async ({ stepsEach, say }: EdgeRun): Promise<EdgeResult> => {
  const startedAt = performance.now()
  const home = await prepareHome()
  const bank = await startHarshBank(home.bankKeys, 1, home.cache)
  const folder = mkdtempSync(join(tmpdir(), "hundi-edge-"))
  const runtime = await createRuntime(folder, bank)
  try {
    const { kinds } = (await (await fetch(`${bank.url}/_sim/faults`)).json()) as { readonly kinds: Readonly<Record<string, FaultKind>> }
    const rows = makeFaultList(kinds, stepsEach)
    await orderFaults(bank, rows, kinds)
    say(`${rows.length} payouts; the objects die ${rows.filter(({ step }) => step !== "none").length} times`)
    await placeOrders(runtime, rows)
    for (const [index, strideMs] of STRIDES_MS.entries()) {
      await rest(runtime, bank, rows)
      const open = [...(await readAll(runtime.edge(), rows)).values()].filter(isOpen).length
      say(`stride ${index}: ${open} payouts are open`)
      if (open === 0 && index > 3) break
      await bank.advance(strideMs)
      await runtime.restart()
      await resumeRails(runtime.edge())
    }
    await rest(runtime, bank, rows)
    const details = await readAll(runtime.edge(), rows)
    const verdict = judgeEdge({ rows, details, ledger: await bank.ledger(), seen: await bank.seen() })
    const deaths = rows.filter(({ step }) => step !== "none").length
    return { ...verdict, payouts: rows.length, deaths, restarts: runtime.restarts(), elapsedMs: Math.round(performance.now() - startedAt) }
  } finally {
    await runtime.edge().stop()
    await bank.stop()
    home.remove()
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Runtime {
  readonly edge: () => LocalEdge
  readonly restart: () => Promise<void>
  readonly restarts: () => number
}

const createRuntime = async (folder: string, bank: HarshBank): Promise<Runtime> => {
  const script = (await bundleWorker(fileURLToPath(new URL("./crashing-worker.ts", import.meta.url)), false)).text
  const { bindings } = await registerAtSimulator(bank.url)
  let edge = await startEdge({ folder, bindings, script, quiet: true })
  let restarts = 0
  return {
    edge: () => edge,
    restart: async () => {
      await edge.stop()
      edge = await startEdge({ folder, bindings, script, quiet: true })
      restarts++
    },
    restarts: () => restarts
  }
}

/** Some kinds need more than a list knows to give, and are refused: their payouts meet no trouble then. */
const orderFaults = async (bank: HarshBank, rows: readonly FaultRow[], kinds: Readonly<Record<string, FaultKind>>): Promise<void> => {
  const post = (body: unknown): Promise<Response> => fetch(`${bank.url}/_sim/faults`, { method: "POST", body: JSON.stringify(body) })
  for (const { account, fault } of rows) {
    if (fault !== undefined) await (await post({ match: { beneficiaryAccount: account }, ...fault })).arrayBuffer()
  }
  for (const fault of enquiryFaults(kinds)) await (await post({ match: { path: "/api/v1/composite-status" }, fault, times: 2 })).arrayBuffer()
}

/** A refusal of the set-up pauses a rail until people let it go on; here nobody mends anything. */
const resumeRails = async (edge: LocalEdge): Promise<void> => {
  for (const rail of ["imps", "neft"]) await edge.call("POST", `/v1/rails/${rail}/resume`, { headers: { "x-hundi-actor": "test" } })
}

const AT_ONCE = 24

/** As a careful caller does: what is not answered 200 or 202 comes again, with the same key. In the middle, the runtime is ended. */
const placeOrders = async (runtime: Runtime, rows: readonly FaultRow[]): Promise<void> => {
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    await Promise.all(rows.slice(from, from + AT_ONCE).map((row) => placeOrder(runtime, row)))
    if (from === AT_ONCE * 2) await runtime.restart()
  }
}

const placeOrder = async (runtime: Runtime, { payoutId, amountPaise, rail, account }: FaultRow): Promise<void> => {
  const beneficiary = { name: "Asha Rao", accountNumber: account, ifsc: "TEST0000001" }
  const body = { amountPaise: String(amountPaise), currency: "INR", rail, beneficiary, remark: "note" }
  let last: unknown
  for (let time = 0; time < 40; time++) {
    const answer = await runtime.edge().call("POST", "/v1/payouts", { headers: { "idempotency-key": payoutId }, body }).catch(() => undefined)
    if (answer?.status === 200 || answer?.status === 202) return
    last = answer?.text
    await sleep(100)
  }
  throw new Error(`${payoutId} was never taken on: ${String(last)}`)
}

const isOpen = ({ status }: PayoutDetail): boolean => ["draft", "scheduled", "queued", "in-flight", "unknown"].includes(status)

const REST_STEP_MS = 250
const LONGEST_REST_MS = 120_000

/** Until nothing is due at the bank's time. It looks from outside; what it asks wakes nothing that an alarm would not. */
const rest = async (runtime: Runtime, bank: HarshBank, rows: readonly FaultRow[]): Promise<void> => {
  const latest = Date.now() + LONGEST_REST_MS
  for (;;) {
    await sleep(REST_STEP_MS)
    const now = await bank.now()
    const details = [...(await readAll(runtime.edge(), rows)).values()]
    const busy = details.filter(({ next }) => next.at !== null && Date.parse(next.at) <= now)
    if (busy.length === 0) return
    if (Date.now() > latest) throw new Error(`still due after ${LONGEST_REST_MS} ms: ${busy.slice(0, 5).map(({ id, status }) => `${id} ${status}`).join(", ")}`)
  }
}

const readAll = async (edge: LocalEdge, rows: readonly FaultRow[]): Promise<ReadonlyMap<string, PayoutDetail>> => {
  const details = new Map<string, PayoutDetail>()
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const some = rows.slice(from, from + AT_ONCE)
    await Promise.all(some.map(async ({ payoutId }) => {
      const detail = await readOne(edge, payoutId)
      if (detail !== undefined) details.set(payoutId, detail)
    }))
  }
  return details
}

/** An object that dies over a question is asked again. Undefined: there is no such payout. */
const readOne = async (edge: LocalEdge, payoutId: string): Promise<PayoutDetail | undefined> => {
  for (let time = 0; time < 40; time++) {
    const answer = await edge.call("GET", `/v1/payouts/${encodeURIComponent(payoutId)}`).catch(() => undefined)
    if (answer?.status === 200) return answer.json as PayoutDetail
    if (answer?.status === 404) return undefined
    await sleep(100)
  }
  throw new Error(`${payoutId} cannot be read`)
}
