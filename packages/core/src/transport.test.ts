import * as http from "node:http"
import type { AddressInfo } from "node:net"
import { describe, expect, it } from "vitest"
import { createFetchTransport } from "./fetch.ts"
import { createNodeTransport } from "./node.ts"
import { type FlakyServer, transportSuite } from "./testing/transport-suite.ts"

const serve = async (): Promise<FlakyServer> => {
  const seen = new Map<string, number>()
  const server = http.createServer((request, response) => {
    const path = request.url ?? ""
    seen.set(path, (seen.get(path) ?? 0) + 1)
    request.resume().on("end", () => {
      if (path.startsWith("/status/")) return void response.writeHead(Number(path.slice(8))).end("body")
      if (path === "/redirect") return void response.writeHead(307, { location: "/status/200" }).end()
      if (path === "/drop") return void request.socket.destroy()
      if (path === "/cut") {
        response.writeHead(200, { "content-length": "100" })
        response.write("half")
        setTimeout(() => request.socket.destroy(), 50)
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen: (path) => seen.get(path) ?? 0,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      })
  }
}

const unusedUrl = async (): Promise<string> => {
  const server = await serve()
  await server.close()
  return server.url
}

describe("node transport", () => {
  transportSuite({ test: it }, { open: (baseUrl) => createNodeTransport({ baseUrl }), serve, unusedUrl, witnesses: true })

  it("L3: a TLS handshake that fails is witnessed as not sent", async () => {
    const server = await serve()
    const transport = createNodeTransport({ baseUrl: server.url.replace("http:", "https:") })
    const result = await transport.send({ method: "POST", path: "/status/200", headers: {}, body: "{}", timeoutMs: 2000 })
    expect(result).toMatchObject({ kind: "failure", sent: "no" })
    expect(server.seen("/status/200")).toBe(0)
    await server.close()
  })

  it("L3: a connection that does not stand in time is witnessed as not sent", async () => {
    // TEST-NET-1 (RFC 5737) is never routed; where the network refuses at once, that too is before any byte.
    const transport = createNodeTransport({ baseUrl: "http://192.0.2.1:9", connectTimeoutMs: 200 })
    expect(await transport.send({ method: "POST", path: "/", headers: {}, body: "{}", timeoutMs: 1000 })).toMatchObject({
      kind: "failure",
      sent: "no"
    })
  })
})

describe("fetch transport", () => {
  transportSuite({ test: it }, { open: (baseUrl) => createFetchTransport({ baseUrl }), serve, unusedUrl, witnesses: false })
})
