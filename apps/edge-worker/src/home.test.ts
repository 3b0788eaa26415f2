import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, it, onTestFinished } from "vitest"
import { serve } from "./testing/start-bank.ts"
import { startEdge } from "./testing/start-edge.ts"
import { temporaryFolder } from "./testing/temporary-folder.ts"

const body = { payoutId: "rent-11", amountPaise: "10050", currency: "INR", beneficiary: { name: "Asha Rao", accountNumber: "000123456789", ifsc: "TEST0000001" }, remark: "rent" }

/** What came home: method, path, and the headers that matter. */
interface Heard {
  readonly what: string
  readonly body: string
  readonly headers: Readonly<Record<string, string | null>>
}

const setUp = async (answer: (what: string) => Response | undefined) => {
  const heard: Heard[] = []
  const home = await serve(async (request, text) => {
    const what = `${request.method} ${new URL(request.url).pathname}${new URL(request.url).search}`
    const pick = (name: string): [string, string | null] => [name, request.headers.get(name)]
    heard.push({ what, body: text, headers: Object.fromEntries(["authorization", "idempotency-key", "x-hundi-actor"].map(pick)) })
    return answer(what)
  })
  onTestFinished(home.stop)
  const folder = temporaryFolder(onTestFinished)
  const bindings = { HUNDI_HOME_URL: home.url, HUNDI_HOME_TOKEN: "home-token", HUNDI_HOME_CALLBACK_URL: home.url }
  const edge = await startEdge({ folder, bindings })
  onTestFinished(edge.stop)
  const order = () => edge.call("POST", "/v1/payouts", { headers: { "idempotency-key": "K1", "x-hundi-actor": "asha" }, body })
  return { heard, edge, order, folder, home }
}

const taken = (): Response => Response.json({ id: "rent-11", status: "queued" }, { status: 202 })

it("answers 202 when home has: the order goes there with home's token, and its words come back", async () => {
  const { heard, edge, order } = await setUp(taken)
  expect(await order()).toMatchObject({ status: 202, json: { id: "rent-11", status: "queued" } })
  expect(heard).toEqual([
    { what: "POST /v1/payouts", body: JSON.stringify(body), headers: { authorization: "Bearer home-token", "idempotency-key": "K1", "x-hundi-actor": "asha" } }
  ])
  for (const [method, path] of [["GET", "/v1/payouts/rent-11"], ["GET", "/v1/payouts?limit=2&status=settled"], ["POST", "/v1/payouts/rent-11/retry"], ["GET", "/v1/approvals"]] as const) {
    expect((await edge.call(method, path)).status).toBe(202)
    expect(heard.at(-1)?.what).toBe(`${method} ${path}`)
  }
  expect(await edge.call("GET", "/healthz", { anonymous: true })).toMatchObject({ json: { journal: "home" } })
})

it("hands on what home refuses, and refuses by itself what has no form or no token", async () => {
  const { heard, edge, order } = await setUp(() => Response.json({ code: "IDEMPOTENCY_CONFLICT" }, { status: 409, headers: { "content-type": "application/problem+json" } }))
  const refused = await order()
  expect([refused.status, refused.headers.get("content-type"), refused.json]).toEqual([409, "application/problem+json", { code: "IDEMPOTENCY_CONFLICT" }])
  expect((await edge.call("POST", "/v1/payouts", { body })).status).toBe(422)
  expect((await edge.call("POST", "/v1/payouts", { anonymous: true, body })).status).toBe(401)
  expect(heard).toHaveLength(1)
})

it("L1: without home's word nobody is told that an order is taken on, and nothing is ever sent from here", async () => {
  const fates: (Response | undefined)[] = [undefined, new Response("oops", { status: 500 }), new Response("<html>sign in</html>"), Response.json({ id: "other" }, { status: 202 }), new Response(null, { status: 307, headers: { location: "https://elsewhere.example" } })]
  let number = 0
  const { edge, order } = await setUp(() => fates[number++])
  for (const _ of fates) {
    expect(await order()).toMatchObject({ status: 503, json: { code: "HOME_UNREACHABLE", sent: "maybe", rule: expect.stringContaining("same Idempotency-Key") } })
  }
  expect(await edge.call("GET", "/v1/payouts/rent-11")).toMatchObject({ status: 503, json: { detail: expect.stringContaining("home's answer never came") } })
  expect((await edge.call("GET", "/v1/payouts/other")).json).not.toHaveProperty("detail")
})

it("tells callers, while home is away, that their order was taken on", async () => {
  let away = false
  const { edge, order } = await setUp(() => (away ? undefined : taken()))
  await order()
  away = true
  expect(await edge.call("GET", "/v1/payouts/rent-11")).toMatchObject({ status: 503, json: { detail: expect.stringContaining("an order of this id was taken on") } })
})

it("keeps nothing of a payment on the disk: digests and times", async () => {
  const { edge, order, folder } = await setUp(taken)
  await order()
  await edge.stop()
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const bytes = files.map((entry) => readFileSync(join(entry.parentPath, entry.name)).toString("latin1")).join("")
  expect(bytes).toContain("edge_hints")
  expect(bytes).not.toMatch(/rent-11|Asha|000123456789|10050|TEST0000001|K1\b/)
})

it("hands a callback on as it came, and says come again when home does not", async () => {
  let status = 200
  const { heard, edge } = await setUp(() => new Response("{}", { status }))
  const post = () => edge.call("POST", "/v1/callbacks/cib", { anonymous: true, headers: { "content-type": "text/plain" }, body: "c2VhbGVk" })
  expect(await post()).toMatchObject({ status: 200, text: "{}" })
  expect(heard).toMatchObject([{ what: "POST /v1/callbacks/cib", body: "c2VhbGVk", headers: { authorization: null } }])
  status = 500
  expect(await post()).toMatchObject({ status: 503 })
})
