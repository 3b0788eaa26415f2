import { createServer as createHttpServer } from "node:http"
import { type AddressInfo, createServer, type Server } from "node:net"
import { createServer as createTlsServer } from "node:tls"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { checkClock, judgeSkew } from "./check-clock.ts"
import { checkReach } from "./check-reach.ts"
import { type HostFacts, probeHost } from "./probe-host.ts"
import { makeKeys } from "./testing.ts"

const NOW = Date.now()
const about = { host: "bank.example", simulated: false, now: NOW }
const servers: Server[] = []
const listen = (server: Server): Promise<number> => {
  servers.push(server)
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port)))
}
afterAll(() => servers.forEach((server) => server.close()))

let keys: Awaited<ReturnType<typeof makeKeys>>
beforeAll(async () => {
  keys = await makeKeys(20)
})

describe("the way to the bank", () => {
  it("through TLS: times, version, the chain, and that nobody vouches for it", async () => {
    const port = await listen(createTlsServer({ key: keys.privateKeyPem, cert: keys.certificatePem }, (socket) => socket.on("error", () => undefined)))
    const facts = await probeHost(new URL(`https://127.0.0.1:${port}`))
    expect(facts).toMatchObject({ addresses: ["127.0.0.1"], localAddress: "127.0.0.1", distrust: "DEPTH_ZERO_SELF_SIGNED_CERT", tlsVersion: "TLSv1.3" })
    expect(facts.chain).toMatchObject([{ bits: 2048 }])
    const findings = checkReach(facts, about)
    expect(findings.map(({ name, result }) => `${name}: ${result}`)).toEqual(["bank: ok", "server certificate, trust: fail", "server certificate: warn", "allow-list: note"])
    expect(findings[0]?.detail).toMatch(/connected in \d+ ms, TLS \(TLSv1\.3\) in \d+ ms/)
    const elsewhere = await probeHost(new URL(`https://127.0.0.1:${port}`), { ca: keys.certificatePem })
    expect(checkReach(elsewhere, about)[1]).toMatchObject({ result: "fail", todo: expect.stringContaining("another name") })
  })
  it("refused: tells of the allow-list, of our address, and whom to ask", async () => {
    const gone = createServer()
    const port = await listen(gone)
    await new Promise((resolve) => gone.close(resolve))
    const [finding, ...more] = checkReach(await probeHost(new URL(`https://127.0.0.1:${port}`)), about)
    expect(more).toEqual([])
    expect(finding).toMatchObject({ name: "bank", result: "fail", todo: expect.stringContaining("allow-list it") })
    expect(finding?.detail).toMatch(/was refused \(ECONNREFUSED\).*allow-list.*127\.0\.0\.1, a private address/)
  })
  it("reset in the handshake, and silent: the same, said as it was", async () => {
    const port = await listen(createServer((socket) => socket.destroy()))
    expect(checkReach(await probeHost(new URL(`https://127.0.0.1:${port}`)), about)[0]).toMatchObject({ result: "fail", detail: expect.stringContaining("TLS handshake to bank.example was reset (ECONNRESET)") })
    const silent = await listen(createServer((socket) => socket.on("error", () => undefined)))
    expect(checkReach(await probeHost(new URL(`https://127.0.0.1:${silent}`), { stepMs: 100 }), about)[0]?.detail).toContain("got no answer (ETIMEDOUT)")
  })
  it("a name that nobody knows; a simulator that is not there; one that is", async () => {
    const unnamed: HostFacts = { addresses: [], dnsMs: 3, dnsFault: "ENOTFOUND", chain: [] }
    expect(checkReach(unnamed, about)).toMatchObject([{ result: "fail", detail: expect.stringContaining("cannot be looked up (ENOTFOUND") }])
    const away: HostFacts = { addresses: ["127.0.0.1"], dnsMs: 1, tcpFault: "ECONNREFUSED", chain: [] }
    expect(checkReach(away, { ...about, simulated: true })).toMatchObject([{ result: "fail", todo: expect.stringContaining("start the simulator") }])
    expect(checkReach({ addresses: ["127.0.0.1"], dnsMs: 1, tcpMs: 2, chain: [] }, { ...about, simulated: true })).toMatchObject([{ name: "bank", result: "ok" }])
  })
  it("a public address is named; an issuer that lapses is found", () => {
    const dayOf = (count: number) => new Date(NOW + count * 86_400_000 + 1000).toISOString()
    const chain = [90, 3, 900].map((days) => ({ notBefore: dayOf(-1), notAfter: dayOf(days), bits: 2048 }))
    const timings = { dnsMs: 1, tcpMs: 1, tlsMs: 1, tlsVersion: "TLSv1.3" }
    const facts: HostFacts = { ...timings, addresses: ["192.0.2.1"], chain, localAddress: "198.51.100.7" }
    const findings = checkReach(facts, about)
    expect(findings.map(({ name, result }) => `${name}: ${result}`)).toEqual(["bank: ok", "server certificate: ok", "server certificate, issuer: fail", "allow-list: note"])
    expect(findings.at(-1)?.detail).toContain("come from 198.51.100.7")
  })
})

describe("the clock", () => {
  it.each([
    [900, "ok", "within a second"],
    [29_000, "ok", "29 s ahead"],
    [-31_000, "warn", "31 s behind"],
    [299_000, "warn", "5 min ahead"],
    [-301_000, "fail", "5 min behind"],
    [4 * 3_600_000, "fail", "4 h ahead"]
  ])("%s ms away is %s", (skewMs, result, text) => {
    const finding = judgeSkew(skewMs)
    expect(finding).toMatchObject({ result, detail: expect.stringContaining(text) })
    if (result !== "ok") expect(finding.detail).toContain("business date")
  })
  it("is compared with the Date of the bank's answer, whatever the answer is", async () => {
    const date = new Date(NOW - 600_000).toUTCString()
    const port = await listen(createHttpServer((_request, response) => response.writeHead(401, { date }).end()))
    const url = new URL(`http://127.0.0.1:${port}`)
    expect(await checkClock(url, () => NOW)).toMatchObject({ result: "fail", detail: expect.stringContaining("10 min ahead") })
    const bare = await listen(createHttpServer((_request, response) => {
      response.sendDate = false
      response.end()
    }))
    expect(await checkClock(new URL(`http://127.0.0.1:${bare}`), () => NOW)).toMatchObject({ result: "note" })
  })
})
