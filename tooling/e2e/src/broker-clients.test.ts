import { spawn } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import { afterAll, beforeAll, expect, it } from "vitest"
import { startBankSim } from "./start-bank-sim.ts"

interface App {
  readonly appKey: string
  readonly secretKey: string
  readonly userId: string
  readonly apiSession: string
}
type Line = Readonly<Record<string, unknown>> & { readonly step: string }

const state = mkdtempSync(join(tmpdir(), "hundi-broker-"))
let bank: Awaited<ReturnType<typeof startBankSim>>
beforeAll(async () => {
  bank = await startBankSim(state)
}, 60_000)
afterAll(async () => {
  await bank.stop()
  rmSync(state, { recursive: true, force: true })
})

const newApp = async (): Promise<App> => {
  const reply = await fetch(`${bank.url}/_sim/idirect/apps`, { method: "POST", body: JSON.stringify({ name: "Acme" }) })
  expect(reply.status).toBe(201)
  return (await reply.json()) as App
}

/** What a client of its own process prints, by step. */
const runClient = async (file: string, ...args: readonly string[]): Promise<ReadonlyMap<string, Line>> => {
  const program = fileURLToPath(new URL(`../clients/node/${file}`, import.meta.url))
  const child = spawn(process.execPath, [program, bank.url, ...args], { stdio: ["ignore", "pipe", "inherit"] })
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve))
  const lines = new Map<string, Line>()
  for await (const text of createInterface({ input: child.stdout })) {
    const line = JSON.parse(text) as Line
    lines.set(line.step, line)
  }
  expect(await ended).toBe(0)
  return lines
}

it("plain Node completes the broker's flow with a checksum of its own, and a forged one is refused", async () => {
  const { appKey, secretKey, userId } = await newApp()
  const said = await runClient("broker-client.mjs", appKey, secretKey, userId)
  expect(said.get("login")).toMatchObject({ user: userId })
  expect(said.get("bought")).toMatchObject({ status: "E", quantity: "10" })
  expect(said.get("modified")).toMatchObject({ quantity: "11" })
  expect(said.get("cancelled")).toMatchObject({ status: "C" })
  expect(said.get("portfolio")?.["rows"]).toBeGreaterThan(0)
  expect(said.get("contract")).toMatchObject({ reference: expect.stringMatching(/^\d{18}$/) })
  expect(said.get("forged")).toMatchObject({ answer: expect.stringContaining("Invalid Checksum") })
}, 60_000)

it("the vendor's own npm client completes the successor's flow; its unsigned DELETE is refused, as the broker would", async () => {
  const { appKey, secretKey, userId, apiSession } = await newApp()
  const said = await runClient("vendor-client.mjs", appKey, secretKey, apiSession)
  expect(said.get("login")).toMatchObject({ user: userId })
  expect(said.get("quote")).toMatchObject({ status: 200, rows: 1 })
  expect(said.get("placed")).toMatchObject({ status: 200, error: null, reference: expect.stringMatching(/./) })
  for (const step of ["detail", "list", "contract", "funds", "holdings", "portfolio", "margin"]) expect(said.get(step)).toMatchObject({ status: 200 })
  expect(said.get("list")).toMatchObject({ rows: 1 })
  expect(said.get("cancelled")).toMatchObject({ status: 5 })
}, 60_000)
