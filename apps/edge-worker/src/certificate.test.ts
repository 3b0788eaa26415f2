import { expect, it, onTestFinished } from "vitest"
import { registerAtSimulator } from "./dev/register-at-simulator.ts"
import { startBank } from "./testing/start-bank.ts"
import { startEdge } from "./testing/start-edge.ts"
import { temporaryFolder } from "./testing/temporary-folder.ts"

it("calls the bank through the client certificate's binding when there is one, and in no other way", async () => {
  const bank = await startBank()
  onTestFinished(bank.stop)
  const { bindings } = await registerAtSimulator(bank.url)
  const heard: string[] = []
  const certificate = async (url: string, body: string): Promise<string> => {
    heard.push(`${new URL(url).pathname} ${body.length > 100}`)
    return "garbled"
  }
  const edge = await startEdge({ folder: temporaryFolder(onTestFinished), bindings, certificate })
  onTestFinished(edge.stop)
  const beneficiary = { name: "Asha Rao", accountNumber: "000123456789", ifsc: "TEST0000001" }
  await edge.call("POST", "/v1/payouts", { headers: { "idempotency-key": "P1" }, body: { amountPaise: "10050", currency: "INR", beneficiary } })
  await expect.poll(async () => (await edge.call("GET", "/v1/payouts/P1")).json, { timeout: 10_000 }).toMatchObject({ status: "unknown" })
  expect(heard).toEqual(["/api/v1/composite-payment true"])
  expect((await bank.ask<{ readonly debits: readonly unknown[] }>("ledger")).debits).toEqual([])
})
