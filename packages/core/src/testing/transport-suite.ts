import type { Transport, WireResult } from "../ports.ts"
import { equal, ok } from "./assert.ts"
import type { Runner } from "./journal-suite.ts"

/** A server that misbehaves by path, and counts the requests it read: the test brings it. */
export interface FlakyServer {
  readonly url: string
  /** Requests read so far under a path. */
  readonly seen: (path: string) => number
  readonly close: () => Promise<void>
}

/** What a transport must do to carry money (L3). `witnesses: true` for one that can tell that no byte was written. */
export const transportSuite = (
  runner: Runner,
  env: {
    readonly open: (baseUrl: string) => Transport
    readonly serve: () => Promise<FlakyServer>
    readonly unusedUrl: () => Promise<string>
    readonly witnesses: boolean
  }
): void => {
  const send = (transport: Transport, path: string, timeoutMs = 2000, signal?: AbortSignal): Promise<WireResult> =>
    transport.send({ method: "POST", path, headers: { "content-type": "application/json" }, body: "{}", timeoutMs }, signal)
  const test = (name: string, body: (transport: Transport, server: FlakyServer) => Promise<void>): void =>
    runner.test(name, async () => {
      const server = await env.serve()
      try {
        await body(env.open(server.url), server)
      } finally {
        await server.close()
      }
    })

  test("gives the reply as it came, whatever its status", async (transport) => {
    const reply = await send(transport, "/status/418")
    ok(reply.kind === "reply" && reply.status === 418 && reply.body === "body", "status and body")
  })
  test("follows no redirect", async (transport, server) => {
    const reply = await send(transport, "/redirect")
    ok(reply.kind === "failure" || (reply.status >= 300 && reply.status < 400) || reply.status === 0, "the redirect itself, or a failure")
    equal(server.seen("/status/200"), 0)
  })
  test("L3: repeats nothing when the connection drops before the reply", async (transport, server) => {
    await send(transport, "/status/200")
    const result = await send(transport, "/drop")
    ok(result.kind === "failure" && result.sent === "maybe", "maybe sent")
    equal(server.seen("/drop"), 1)
  })
  test("L3: a reply cut in the middle is maybe sent", async (transport) => {
    const result = await send(transport, "/cut")
    ok(result.kind === "failure" && result.sent === "maybe", "maybe sent")
  })
  test("L3: a time-out is maybe sent, and ends on time", async (transport, server) => {
    const result = await send(transport, "/hang", 300)
    ok(result.kind === "failure" && result.sent === "maybe" && result.why === "time-out", "time-out")
    equal(server.seen("/hang"), 1)
  })
  test("a stop cuts what is on the wire, and says maybe", async (transport) => {
    const cut = new AbortController()
    setTimeout(() => cut.abort(), 100)
    const result = await send(transport, "/hang", 5000, cut.signal)
    ok(result.kind === "failure" && result.sent === "maybe", "maybe sent")
  })
  runner.test(`L3: a refused connection is ${env.witnesses ? "witnessed as not sent" : "maybe sent, for want of a witness"}`, async () => {
    const result = await send(env.open(await env.unusedUrl()), "/status/200")
    ok(result.kind === "failure" && result.sent === (env.witnesses ? "no" : "maybe"), "refused")
  })
  runner.test("L3: a name that does not resolve is a failure of the same kind", async () => {
    const result = await send(env.open("http://bank.invalid"), "/status/200")
    ok(result.kind === "failure" && result.sent === (env.witnesses ? "no" : "maybe"), "DNS failure")
  })
}
