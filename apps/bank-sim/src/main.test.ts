import { spawn } from "node:child_process"
import type { ChildProcess } from "node:child_process"
import { once } from "node:events"
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, afterEach, describe, expect, it } from "vitest"
import { connect, readLedger, send } from "./testing/bank-client.ts"

const main = fileURLToPath(new URL("main.ts", import.meta.url))
// One folder for all tests: making RSA-4096 keys is slow, and a bank that goes on is what is tested.
const state = mkdtempSync(join(tmpdir(), "bank-sim-"))
const running = new Set<ChildProcess>()

afterEach(async () => {
  await Promise.all([...running].map((child) => stop(child, "SIGKILL")))
})
afterAll(() => rmSync(state, { recursive: true }))

const launch = (...args: string[]): ChildProcess => {
  const child = spawn(process.execPath, ["--conditions=hundi-source", main, ...args], { stdio: ["ignore", "pipe", "pipe"] })
  running.add(child)
  return child
}

const stop = async (child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> => {
  running.delete(child)
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  const ended = once(child, "exit")
  child.kill(signal)
  await ended
  return child.exitCode
}

const start = async (...args: string[]): Promise<{ child: ChildProcess; url: string }> => {
  const child = launch("--port", "0", "--state", state, "--json", ...args)
  const [line] = (await once(child.stdout!.setEncoding("utf8"), "data")) as [string]
  return { child, url: (JSON.parse(line) as { url: string }).url }
}

const runToEnd = async (...args: string[]): Promise<{ code: number | null; out: string; err: string }> => {
  const child = launch(...args)
  let [out, err] = ["", ""]
  child.stdout!.setEncoding("utf8").on("data", (text: string) => (out += text))
  child.stderr!.setEncoding("utf8").on("data", (text: string) => (err += text))
  const [code] = (await once(child, "close")) as [number | null]
  running.delete(child)
  return { code, out, err }
}

describe("the command", () => {
  it("explains itself", async () => {
    const { code, out } = await runToEnd("--help")
    expect(code).toBe(0)
    for (const flag of ["--port", "--state", "--seed", "--host", "--json"]) expect(out).toContain(flag)
  })

  it.each([[["--prot", "1"]], [["--port", "http"]], [["--port", "70000"]], [["--seed", "-1"]]])("refuses %j with code 2", async (args) => {
    const { code, err } = await runToEnd(...args)
    expect([code, err]).toEqual([2, expect.stringMatching(/^bank-sim: .+\n$/)])
  })

  it("prints its address for people, and ends cleanly on SIGTERM", async () => {
    const child = launch("--port", "0", "--state", state)
    const [line] = (await once(child.stdout!.setEncoding("utf8"), "data")) as [string]
    expect(line).toMatch(/^bank-sim listening on http:\/\/127\.0\.0\.1:\d+\n$/)
    expect(await stop(child, "SIGTERM")).toBe(0)
  })

  it("says so when the port is taken, or the state folder", async () => {
    const { url } = await start()
    const other = mkdtempSync(join(tmpdir(), "bank-sim-"))
    const taken = await runToEnd("--port", new URL(url).port, "--state", other)
    rmSync(other, { recursive: true })
    expect([taken.code, taken.err]).toEqual([2, expect.stringContaining("is in use")])
    const shared = await runToEnd("--port", "0", "--state", state)
    expect([shared.code, shared.err]).toEqual([2, expect.stringContaining("another bank-sim uses the state folder")])
  })
})

describe("the server", () => {
  it("keeps the key for its owner, and gives the certificate to all", async () => {
    const { url } = await start()
    expect(statSync(join(state, "bank-keys.json")).mode & 0o777).toBe(0o600)
    expect((await send(`${url}/_sim/health`)).text).toBe(`{"ok":true}`)
    expect((await send(`${url}/_sim/certificate`)).text).toContain("BEGIN CERTIFICATE")
    expect((await send(`${url}/_sim/certificate`)).text).not.toContain("PRIVATE")
  })

  it("resets the connection of a dropped request, before and after processing", async () => {
    const { url } = await start()
    const { pay } = await connect(url)
    await expect(pay({ tranRefNo: "DROP11", beneAccNo: "999000000011" })).rejects.toMatchObject({ code: "ECONNRESET" })
    await expect(pay({ tranRefNo: "DROP10", beneAccNo: "999000000010" })).rejects.toMatchObject({ code: "ECONNRESET" })
    const references = (await readLedger(url)).map(({ tranRefNo }) => tranRefNo)
    expect([references.includes("DROP11"), references.includes("DROP10")]).toEqual([false, true])
  })

  it("goes on when a client hangs up during a delay", async () => {
    const { url } = await start()
    const { pay } = await connect(url)
    await send(`${url}/_sim/faults`, JSON.stringify({ match: { tranRefNo: "HANGUP" }, fault: "delay", delayMs: 60_000 }))
    const hangUp = new AbortController()
    const reply = pay({ tranRefNo: "HANGUP" }, hangUp.signal).catch((error: Error) => error.name)
    await expect.poll(async () => (await readLedger(url)).some(({ tranRefNo }) => tranRefNo === "HANGUP")).toBe(true)
    hangUp.abort()
    expect(await reply).toBe("AbortError")
    expect((await send(`${url}/_sim/health`)).status).toBe(200)
    expect((await readLedger(url)).filter(({ tranRefNo }) => tranRefNo === "HANGUP")).toHaveLength(1)
  })

  it("refuses a body that no request of a bank has", async () => {
    const { url } = await start()
    expect((await send(`${url}/_sim/clock`, " ".repeat(1_100_000))).status).toBe(413)
  })

  it("has the same ledger, clock and partners after SIGKILL", async () => {
    const first = await start()
    const { pay } = await connect(first.url)
    await pay({ tranRefNo: "KILL1" })
    await pay({ tranRefNo: "KILL2", beneAccNo: "999000000040" })
    await send(`${first.url}/_sim/clock`, JSON.stringify({ advanceMs: 86_400_000 }))
    await pay({ tranRefNo: "KILL3" })
    const before = await readLedger(first.url)
    expect(before.find(({ tranRefNo }) => tranRefNo === "KILL2")?.state).toBe("reversed")
    await stop(first.child, "SIGKILL")
    // A line that the kill cut short.
    appendFileSync(join(state, "events.jsonl"), `{"type":"payment","paym`)

    const second = await start("--seed", "5")
    expect(await readLedger(second.url)).toEqual(before)
    expect(JSON.parse((await send(`${second.url}/_sim/clock`)).text)).toMatchObject({ offsetMs: 86_400_000 })
    const { pay: payAgain } = await connect(second.url)
    expect(await payAgain({ tranRefNo: "KILL4" })).toMatchObject({ ActCode: "0" })
    expect(await readLedger(second.url)).toHaveLength(before.length + 1)
    expect(readFileSync(join(state, "events.jsonl"), "utf8").split("\n").slice(0, -1).every((line) => JSON.parse(line) !== null)).toBe(true)
  })
})
