import { spawn } from "node:child_process"
import type { ChildProcess } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync } from "node:fs"
import { request } from "node:http"
import { connect as openSocket } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { connect, readLedger, send } from "./testing/bank-client.ts"

const main = fileURLToPath(new URL("main.ts", import.meta.url))
const state = mkdtempSync(join(tmpdir(), "bank-sim-robust-"))
let child: ChildProcess
let url: string
let complaints = ""

beforeAll(async () => {
  child = spawn(process.execPath, ["--conditions=hundi-source", main, "--port", "0", "--state", state, "--json"], { stdio: ["ignore", "pipe", "pipe"] })
  child.stderr!.setEncoding("utf8").on("data", (text: string) => (complaints += text))
  const [line] = (await once(child.stdout!.setEncoding("utf8"), "data")) as [string]
  url = (JSON.parse(line) as { url: string }).url
})
afterAll(async () => {
  const ended = once(child, "exit")
  child.kill("SIGKILL")
  await ended
  rmSync(state, { recursive: true })
})

/** One request as it is, with a path that nobody tidies up. */
const sendRaw = (path: string, method = "GET", body = "", headers: Record<string, string> = {}): Promise<{ status: number; text: string }> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url)
    const outgoing = request({ hostname, port, path, method, headers: { ...headers, "content-length": Buffer.byteLength(body) } }, (incoming) => {
      let text = ""
      incoming.setEncoding("utf8").on("data", (chunk: string) => (text += chunk))
      incoming.on("end", () => resolve({ status: incoming.statusCode ?? 0, text })).on("error", reject)
    })
    outgoing.on("error", reject).end(body)
  })

/** Whatever a socket answers to these bytes. */
const sendBytes = (bytes: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url)
    const socket = openSocket(Number(port), hostname, () => socket.write(bytes))
    let text = ""
    socket.setEncoding("utf8").on("data", (chunk: string) => (text += chunk)).on("error", reject).on("close", () => resolve(text))
  })

const isClear = (text: string): boolean => {
  const value = JSON.parse(text) as Record<string, unknown>
  return typeof value["error"] === "string" || (value["errorCode"] !== undefined && typeof value["description"] === "string")
}

describe("a request that makes no sense", () => {
  it.each<[number, string, string, string?]>([
    [401, "/api/v1/composite-payment", "POST", "{}"],
    [404, "/_sim/none", "GET"],
    [404, "/_sim/none", "POST", "{}"],
    [405, "/_sim/ledger", "POST", "{}"],
    [405, "/_sim/clock", "PUT", "{}"],
    [400, "/_sim/clock", "POST", "{\"advanceMs\":"],
    [400, "/_sim/clock", "POST", "null"],
    [400, "/%zz/%", "GET"],
    [400, "/_sim/%E0%A4%A", "GET"],
    [400, "/api/v1/%ff", "POST", "{}"],
    [400, "/_sim/statement?from=2030-01-31&from=2030-01-31", "GET"],
    [401, "//evil.test/_sim/health", "GET"],
    [400, "/api/v1/composite-payment", "TRACE"],
    [401, "/api/v1/composite-payment", "PROPFIND"],
    [401, "/toString", "GET"]
  ])("gets %i: %s %s", async (status, path, method, body) => {
    const reply = await sendRaw(path, method, body)
    expect([reply.status, isClear(reply.text)]).toEqual([status, true])
  })

  it("gets 413 in the bank's shape for a body over 1 MB, on every kind of path", async () => {
    for (const path of ["/_sim/clock", "/api/v1/composite-payment", "/equity/placement"]) {
      const reply = await sendRaw(path, "POST", " ".repeat(1_100_000))
      expect([reply.status, JSON.parse(reply.text)]).toEqual([413, { success: false, errorCode: "413", description: "The body is longer than 1 MB" }])
    }
  })

  it("gets 431 and 400 in the bank's shape when it is hardly HTTP", async () => {
    const huge = await sendBytes(`GET /_sim/health HTTP/1.1\r\nhost: a\r\nx-long: ${"x".repeat(70_000)}\r\n\r\n`)
    expect(huge).toMatch(/^HTTP\/1\.1 431 [^]*"errorCode":"431"/)
    expect(await sendBytes("HELLO\r\n\r\n")).toMatch(/^HTTP\/1\.1 400 [^]*"errorCode":"400"/)
    expect((await send(`${url}/_sim/health`)).status).toBe(200)
  })

  it("with another content type is read all the same, since the bank's own clients differ", async () => {
    const partner = await connect(url)
    expect(await partner.pay({ tranRefNo: "TYPE1" })).toMatchObject({ ActCode: "0" })
    for (const type of ["text/plain", "application/xml", "nonsense", "application/json; charset=utf-16"]) {
      const reply = await sendRaw("/_sim/clock", "POST", "{\"advanceMs\":0}", { "content-type": type })
      expect(reply.status).toBe(200)
    }
  })
})

describe("faults that only a server can show", () => {
  it("cut-reply resets the connection after half of the body", async () => {
    const { pay } = await connect(url)
    await send(`${url}/_sim/faults`, JSON.stringify({ match: { tranRefNo: "CUT1" }, fault: "cut-reply" }))
    await expect(pay({ tranRefNo: "CUT1" })).rejects.toMatchObject({ code: "ECONNRESET" })
    expect((await readLedger(url)).some(({ tranRefNo }) => tranRefNo === "CUT1")).toBe(true)
  })

  it("slow-reply comes in pieces over its time", async () => {
    const { pay } = await connect(url)
    await send(`${url}/_sim/faults`, JSON.stringify({ match: { tranRefNo: "SLOW1" }, fault: "slow-reply", delayMs: 600 }))
    const before = performance.now()
    expect(await pay({ tranRefNo: "SLOW1" })).toMatchObject({ ActCode: "0" })
    expect(performance.now() - before).toBeGreaterThan(500)
  })

  it("truncated-reply and page-with-200 arrive whole as far as HTTP knows", async () => {
    const { pay } = await connect(url)
    for (const fault of ["truncated-reply", "page-with-200"]) {
      await send(`${url}/_sim/faults`, JSON.stringify({ match: {}, fault }))
      await expect(pay({ tranRefNo: `WHOLE-${fault}` })).rejects.toBeInstanceOf(SyntaxError)
    }
  })
})

it("answers 400 fuzzed requests without a crash, a 500 or a word of complaint, and its books add up", async () => {
  // Small and its own: the same numbers every time.
  let seed = 20_300_131
  const dice = (below: number): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((seed / 2 ** 32) * below)
  }
  const pick = <T>(values: readonly T[]): T => values[dice(values.length)] as T
  const document = JSON.parse((await send(`${url}/_sim/openapi.json`)).text) as { paths: Record<string, unknown> }
  const paths = [
    ...Object.keys(document.paths), "/api/v1/composite-payment", "/api/v1/composite-status", "/api/v1/imps/p2a", "/imps-web-bc/api/transaction/bc/X/p2a",
    "/api/v1/CIBNEFTStatus", "/api/Corporate/CIB/v1/Transaction", "/equity/placement", "/customer/customerdetails", "/breezeapi/api/v1/order", "/", "/x"
  ]
  const partner = JSON.parse((await send(`${url}/_sim/partners`, JSON.stringify({
    name: "Fuzz", certificatePem: (await send(`${url}/_sim/certificate`)).text
  }))).text) as { apiKey: string }
  const bodies = [
    "", "{}", "[]", "null", "{\"fault\":\"delay\",\"delayMs\":1,\"match\":{\"tranRefNo\":\"no\"}}", "{\"advanceMs\":1000}", "{\"partner\":\"Fuzz\",\"url\":\"http://127.0.0.1:1/x\"}",
    "%%%", "a=b&a=c", "{\"encryptedKey\":\"AAAA\",\"encryptedData\":\"AAAA\"}", "A".repeat(684), "\u0000\uffff", "{\"__proto__\":{\"x\":1}}", "{\"name\":\"A\"}"
  ]
  const wrong: string[] = []
  for (let count = 0; count < 400; count++) {
    const path = pick(paths) + pick(["", "", "", "?a=1&a=2", "?from=x", "/%41", "//", "?%zz"])
    const method = pick(["GET", "POST", "POST", "PUT", "DELETE", "OPTIONS", "HEAD", "PATCH"])
    const headers = { apikey: pick([partner.apiKey, partner.apiKey, "none", "x".repeat(300)]), "x-priority": pick(["0100", "", "zz"]) }
    const { status } = await sendRaw(path, method, method === "GET" || method === "HEAD" ? "" : pick(bodies), headers)
    if (status >= 500 || status < 200) wrong.push(`${method} ${path} ${status}`)
  }
  expect(wrong).toEqual([])
  expect(complaints).toBe("")
  const { debits } = JSON.parse((await send(`${url}/_sim/ledger`)).text) as { debits: { amountPaise: string; state: string }[] }
  // Every partner with a debit of its own paid one rupee at a time.
  expect(debits.every(({ amountPaise }) => amountPaise === "100")).toBe(true)
  const statement = await fetch(`${url}/_sim/statement?partner=${partner.apiKey}`)
  expect(statement.headers.get("x-closing-balance")).toBe("100000000.00")
})
