import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { createServer } from "node:http"
import type { IncomingMessage, Server } from "node:http"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createBankKeys } from "@hundi/simulator"
import { afterEach, beforeEach, expect, it } from "vitest"
import { callPartner } from "./call-partner.ts"
import type { RunningServer } from "./start-server.ts"
import { startServer } from "./start-server.ts"
import type { BankClient } from "./testing/bank-client.ts"
import { connect, send } from "./testing/bank-client.ts"

let state: string
let bank: RunningServer
let partner: Server
let client: BankClient
let heard: { path: string; type: string | undefined; body: Record<string, unknown> }[]
let answer: (path: string) => { status?: number; headers?: Record<string, string>; body: string } | undefined

const startBank = () => startServer({ host: "127.0.0.1", port: 0, seed: 1, stateFolder: state, note: () => {} })
const readAll = async (incoming: IncomingMessage): Promise<string> => {
  let text = ""
  for await (const chunk of incoming.setEncoding("utf8") as AsyncIterable<string>) text += chunk
  return text
}
const control = async (path: string, body?: unknown): Promise<any> =>
  JSON.parse((await send(`${bank.url}/_sim/${path}`, body === undefined ? undefined : JSON.stringify(body))).text)
const partnerUrl = (): string => `http://127.0.0.1:${(partner.address() as AddressInfo).port}`

beforeEach(async () => {
  heard = []
  state = mkdtempSync(join(tmpdir(), "bank-sim-"))
  writeFileSync(join(state, "bank-keys.json"), JSON.stringify(await createBankKeys({ now: Date.now(), bits: 2048 })))
  bank = await startBank()
  client = await connect(bank.url)
  partner = createServer((incoming, outgoing) => {
    void readAll(incoming).then((text) => {
      const path = incoming.url ?? ""
      heard.push({ path, type: incoming.headers["content-type"], body: text.startsWith("{") ? client.open(text) : {} })
      const reply = answer(path)
      if (reply === undefined) return
      outgoing.writeHead(reply.status ?? 200, reply.headers).end(reply.body)
    })
  })
  await new Promise<void>((done) => partner.listen(0, "127.0.0.1", done))
})

afterEach(async () => {
  partner.closeAllConnections()
  await Promise.all([bank.close(), new Promise((done) => partner.close(done))])
  rmSync(state, { recursive: true })
})

it("asks and tells a partner over HTTP, and credits what it accepts", async () => {
  answer = (path) => ({ body: client.seal(path === "/hold" ? { AcceptOrReject: "Y", Code: "11" } : { Response: "Success", Code: "11" }) })
  await control("collections/settings", { clientCode: "TEST" })
  await control("callbacks", { kind: "ecollection.msg_hold", url: `${partnerUrl()}/hold` })
  await control("callbacks", { kind: "ecollection.mis_posting", url: `${partnerUrl()}/mis` })
  const { utr } = await control("collections", { virtualAccount: "TEST01", amount: "250.00", rail: "IMPS" })
  await expect.poll(async () => (await control("collections")).collections).toMatchObject([{ utr, decision: "accepted", misCode: "11" }])
  expect(heard.map(({ path, type }) => `${path} ${type}`)).toEqual(["/hold application/json", "/mis application/json"])
  expect(heard[1]?.body).toMatchObject({ UTR: utr, Amount: "250.00" })
})

it("goes on calling after it was stopped in the middle of a call", async () => {
  answer = () => undefined
  await control("collections/settings", { clientCode: "TEST", validation: false })
  await control("callbacks", { url: partnerUrl() })
  const { utr } = await control("collections", { virtualAccount: "TEST01", amount: "250.00" })
  await expect.poll(() => heard.length).toBe(1)
  await bank.close()

  answer = () => ({ body: client.seal({ Response: "Duplicate UTR", Code: "06" }) })
  bank = await startBank()
  await expect.poll(async () => (await control("callbacks")).callOuts).toMatchObject([{ state: "waiting", tries: [{ status: null }] }])
  await control("clock", { advanceMs: 60_000 })
  await expect.poll(async () => (await control("collections")).collections).toMatchObject([{ utr, misCode: "06" }])
  expect(heard).toHaveLength(2)
})

it("takes what is slow, long or elsewhere for no answer", async () => {
  const init = { method: "POST", headers: {}, body: "{}" } as const
  answer = () => undefined
  await expect(callPartner(partnerUrl(), init, 30)).rejects.toThrow()
  answer = () => ({ body: "x".repeat(70_000) })
  await expect(callPartner(partnerUrl(), init, 5000)).rejects.toThrow(/too long/)
  answer = () => ({ status: 307, headers: { location: "http://127.0.0.1:1/" }, body: "" })
  expect(await callPartner(partnerUrl(), init, 5000)).toEqual({ status: 307, body: "" })
  await expect(callPartner("http://127.0.0.1:1/", init, 5000)).rejects.toThrow()
})
