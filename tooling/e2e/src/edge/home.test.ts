import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { expect, it, onTestFinished } from "vitest"
import { type EdgeAnswer, type LocalEdge, startEdge } from "../../../../apps/edge-worker/src/testing/start-edge.ts"
import { READY_TO_SERVE } from "../crash/kill-loop.ts"
import { prepareHome } from "../crash/prepare-home.ts"
import { startHarshBank } from "../crash/start-harsh-bank.ts"
import { startLife } from "../crash/worker-life.ts"

const order = (edge: LocalEdge, id: string): Promise<EdgeAnswer> =>
  edge.call("POST", "/v1/payouts", {
    headers: { "idempotency-key": id },
    body: { amountPaise: "10050", currency: "INR", beneficiary: { name: "Asha Rao", accountNumber: `00012345${id}`, ifsc: "TEST0000001" }, remark: "rent" }
  })

it("forward only: the payout worker at home pays what comes in at the edge, once, also when it was killed in between", async () => {
  const home = await prepareHome()
  onTestFinished(home.remove)
  const bank = await startHarshBank(home.bankKeys, 1, home.cache)
  onTestFinished(bank.stop)
  const folder = mkdtempSync(join(tmpdir(), "hundi-edge-"))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const open = async () => {
    const life = startLife(home, bank.url, ["serve"], READY_TO_SERVE)
    onTestFinished(() => life.kill("SIGKILL"))
    const url = await life.ready
    if (url === undefined) throw new Error(`the worker did not start: ${life.stderr()}`)
    const edge = await startEdge({ folder, bindings: { HUNDI_HOME_URL: url, HUNDI_HOME_TOKEN: "not-asked-for-on-loopback" }, quiet: true })
    onTestFinished(edge.stop)
    return { life, edge }
  }
  const first = await open()
  expect(await order(first.edge, "1001")).toMatchObject({ status: 202, json: { id: "1001" } })
  await settled(first.edge, "1001")
  first.life.kill("SIGKILL")
  await first.life.ended
  expect(await order(first.edge, "1002")).toMatchObject({ status: 503, json: { code: "HOME_UNREACHABLE", sent: "maybe" } })
  expect(await first.edge.call("GET", "/v1/payouts/1001")).toMatchObject({ status: 503, json: { detail: expect.stringContaining("was taken on") } })
  await first.edge.stop()
  const { edge } = await open()
  expect((await order(edge, "1001")).status).toBe(200)
  expect((await order(edge, "1002")).status).toBe(202)
  await settled(edge, "1002")
  expect(await edge.call("GET", "/v1/payouts?limit=10")).toMatchObject({ status: 200, json: { data: [{ id: "1002" }, { id: "1001" }] } })
  expect((await bank.ledger()).map(({ beneficiaryAccount }) => beneficiaryAccount).sort()).toEqual(["000123451001", "000123451002"])
  expect([...(await bank.seen()).values()]).toEqual([1, 1])
}, 120_000)

const settled = async (edge: LocalEdge, id: string): Promise<void> => {
  for (let time = 0; time < 200; time++) {
    const { json } = await edge.call("GET", `/v1/payouts/${id}`)
    if ((json as { readonly status?: string }).status === "settled") return
    await sleep(50)
  }
  throw new Error(`${id} was never paid`)
}
