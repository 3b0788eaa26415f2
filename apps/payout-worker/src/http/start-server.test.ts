import { expect, it } from "vitest"
import { noOperations } from "../setup/operations-settings.ts"
import { makeTestWorker } from "../testing/make-test-worker.ts"
import { startCallbackServer, startServer } from "./start-server.ts"

const post = async (url: string, path: string, headers: Record<string, string> = {}) => {
  const response = await fetch(`${url}${path}`, { method: "POST", body: "{}", headers })
  return { status: response.status, text: await response.text() }
}

it("takes callbacks from this machine beside the API, and on a listener of their own that knows nothing else", async () => {
  const { worker } = makeTestWorker(undefined, { operations: { callbacks: { host: "127.0.0.1", port: 0 } } })
  const main = await startServer({ worker, host: "127.0.0.1", port: 0, token: "made-up-token" })
  const callbacks = await startCallbackServer(worker)
  try {
    expect(await post(main.url, "/v1/callbacks/cib")).toEqual({ status: 200, text: "{}" })
    expect((await post(main.url, "/v1/payouts")).status).toBe(401)
    expect(await post(callbacks?.url ?? "", "/v1/callbacks/cib")).toEqual({ status: 200, text: "{}" })
    expect((await post(callbacks?.url ?? "", "/v1/payouts")).status).toBe(404)
    // The bank knows one port: another one would hear nothing.
    const port = Number(new URL(callbacks?.url ?? "").port)
    const other = makeTestWorker(undefined, { operations: { ...noOperations, callbacks: { host: "127.0.0.1", port } } })
    await expect(startCallbackServer(other.worker)).rejects.toThrow(`port ${port} is in use (HUNDI_CALLBACK_PORT)`)
  } finally {
    await callbacks?.close()
    await main.close()
  }
  expect(await startCallbackServer(makeTestWorker().worker)).toBeUndefined()
})

it("reads a person's name as it was written, in UTF-8 too", async () => {
  const { worker } = makeTestWorker()
  const main = await startServer({ worker, host: "127.0.0.1", port: 0, token: undefined })
  try {
    await worker.payouts.accept([{ payoutId: "P1", amountPaise: 10_050n, beneficiary: { name: "Asha Rao", accountNumber: "000123456789", ifsc: "TEST0000001" } }])
    const latin1 = Buffer.from("आशा", "utf8").toString("latin1")
    const headers = { "content-type": "application/json", "x-hundi-actor": latin1 }
    await fetch(`${main.url}/v1/payouts/P1/cancel`, { method: "POST", headers, body: '{"reason": "twice"}' })
    expect((await worker.payouts.get("P1"))?.events.at(-1)?.detail).toMatchObject({ by: "आशा" })
  } finally {
    await main.close()
  }
})
