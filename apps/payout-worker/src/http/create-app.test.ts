import { describe, expect, it } from "vitest"
import { csvColumns } from "../csv/read-payouts-csv.ts"
import { goodBody as body, openTestApp as setUp } from "../testing/call-app.ts"

describe("POST /v1/payouts", () => {
  it("takes a payout on once: 202, then 200 with what is stored, then 409 for another body", async () => {
    const { order, wakes } = setUp()
    const first = await order(body)
    expect(first.status).toBe(202)
    expect(first.json).toEqual({
      id: "K1", status: "queued", outcome: null, reference: null, createdAt: expect.stringMatching(/^\d{4}-.*Z$/), links: { self: "/v1/payouts/K1", retry: "/v1/payouts/K1/retry" }
    })
    expect(await order(body)).toMatchObject({ status: 200, json: { id: "K1", createdAt: first.json.createdAt } })
    expect(await order({ ...body, amountPaise: "10051" })).toMatchObject({
      status: 409, type: "application/problem+json", json: { code: "IDEMPOTENCY_CONFLICT", field: "amountPaise", sent: "no" }
    })
    expect(wakes()).toBe(1)
  })
  it("refuses the same key for another id, and the same id for another key with another body", async () => {
    const { order } = setUp()
    await order({ ...body, payoutId: "A" }, "K1")
    expect((await order({ ...body, payoutId: "B" }, "K1")).status).toBe(409)
    expect((await order({ ...body, payoutId: "A", remark: "other" }, "K2")).status).toBe(409)
  })
  it.each([
    ["amountPaise", { ...body, amountPaise: 10050 }],
    ["amountPaise", { ...body, amountPaise: "100.50" }],
    ["amountPaise", { ...body, amountPaise: "99" }],
    ["currency", { ...body, currency: "USD" }],
    ["rail", { ...body, rail: "upi" }],
    ["payoutId", { ...body, payoutId: "verification-1" }],
    ["beneficiary", { ...body, beneficiary: "Asha" }],
    ["beneficiary.vpa", { ...body, beneficiary: { name: "Asha", vpa: "asha@bank" } }],
    ["beneficiary.ifsc", { ...body, beneficiary: { ...body.beneficiary, ifsc: "TEST1000001" } }],
    ["beneficiary.accountNumber", { ...body, beneficiary: { ...body.beneficiary, accountNumber: "12 34" } }],
    ["payoutId", { ...body, payoutId: "a b" }],
    ["amount", { ...body, amount: "1" }]
  ])("422 names %s and the rule", async (field, content) => {
    const { order } = setUp()
    const answer = await order(content)
    expect(answer).toMatchObject({ status: 422, type: "application/problem+json", json: { code: "INVALID_REQUEST", field, rule: expect.any(String), sent: "no" } })
    expect(answer.text).not.toContain("000123456789")
  })
  it("names what is wrong with the call itself", async () => {
    const { call, order } = setUp()
    expect(await call("POST", "/v1/payouts", body)).toMatchObject({ status: 422, json: { field: "Idempotency-Key" } })
    expect(await order("{")).toMatchObject({ status: 400, json: { code: "BAD_JSON" } })
    expect(await order("[]")).toMatchObject({ status: 400, json: { code: "BAD_JSON" } })
    expect(await call("POST", "/v1/payouts", "x", { "content-type": "text/plain", "idempotency-key": "K" })).toMatchObject({ status: 415, json: { code: "WRONG_CONTENT_TYPE" } })
    expect(await order({ ...body, remark: "x".repeat(70_000) })).toMatchObject({ status: 413, json: { code: "TOO_LARGE" } })
    expect(await call("GET", "/v2")).toMatchObject({ status: 404, json: { code: "NO_SUCH_ROUTE" } })
  })
})

describe("reading", () => {
  it("shows a payout with its timeline in plain words, masked", async () => {
    const { bank, call } = setUp()
    await bank.payouts.pay({ payoutId: "a/b", amountPaise: 10_050n, beneficiary: body.beneficiary })
    const { status, json, text } = await call("GET", "/v1/payouts/a%2Fb")
    expect(status).toBe(200)
    expect(json).toMatchObject({ id: "a/b", status: "settled", outcome: "Settled", amountPaise: "10050", attempts: [{ number: 1, rrn: "000000000001" }], next: { at: null } })
    expect(json.timeline.map((entry: { kind: string }) => entry.kind)).toEqual(["accepted-by-us", "reserved", "sending", "settled"])
    expect(json.timeline.at(-1)).toMatchObject({ text: expect.stringContaining("RRN) is 000000000001"), code: "0", next: expect.stringContaining("Paid") })
    expect(text).not.toMatch(/000123456789|Asha/)
  })
  it("says for an unknown one why, and when the bank is asked next", async () => {
    const { bank, call } = setUp({ code: () => "11" })
    await bank.payouts.pay({ payoutId: "U1", amountPaise: 10_050n, beneficiary: body.beneficiary })
    const { json } = await call("GET", "/v1/payouts/U1")
    expect(json).toMatchObject({ status: "unknown", outcome: "Unknown", next: { at: expect.any(String), text: expect.stringMatching(/^Next enquiry .* IST/) } })
    expect(json.timeline.at(-1).text).toContain("Not known whether money moved")
  })
  it("lists by status, page by page", async () => {
    const { order, call } = setUp()
    for (const key of ["A", "B", "C"]) await order(body, key)
    const page = await call("GET", "/v1/payouts?status=queued&limit=2")
    expect(page.json.data.map(({ id }: { id: string }) => id)).toEqual(["C", "B"])
    const rest = await call("GET", `/v1/payouts?status=queued&limit=2&cursor=${page.json.nextCursor}`)
    expect(rest.json).toMatchObject({ data: [{ id: "A" }], nextCursor: null })
    expect((await call("GET", "/v1/payouts?status=settled")).json.data).toEqual([])
    expect((await call("GET", "/v1/review")).json).toEqual({ data: [], nextCursor: null })
    for (const query of ["status=paid", "limit=0", "limit=x", "cursor=a"]) expect((await call("GET", `/v1/payouts?${query}`)).status).toBe(422)
    expect((await call("GET", "/v1/payouts/none")).status).toBe(404)
  })
})

describe("retry", () => {
  it("is refused while the last try is not proved failed, and taken after a proved refusal", async () => {
    let code = "11"
    const { bank, call, sent } = setUp({ code: () => code })
    await bank.payouts.pay({ payoutId: "U1", amountPaise: 10_050n, beneficiary: body.beneficiary })
    expect(await call("POST", "/v1/payouts/U1/retry")).toMatchObject({ status: 409, json: { code: "LIVE_ATTEMPT", sent: "no" } })
    code = "52"
    await bank.payouts.pay({ payoutId: "R1", amountPaise: 10_050n, beneficiary: body.beneficiary })
    expect(await call("POST", "/v1/payouts/R1/retry")).toMatchObject({ status: 202, json: { id: "R1", status: "queued" } })
    expect(await call("POST", "/v1/payouts/none/retry")).toMatchObject({ status: 404, json: { code: "NOT_FOUND" } })
    expect(sent).toHaveLength(2)
  })
  it("takes another rail by its name, and refuses one that does not fit", async () => {
    const { bank, call, worker } = setUp({ code: () => "52" })
    await bank.payouts.pay({ payoutId: "R1", amountPaise: 10_050n, beneficiary: body.beneficiary })
    const retry = (order: unknown) => call("POST", "/v1/payouts/R1/retry", order)
    expect(await retry({ rail: "wire" })).toMatchObject({ status: 422, json: { field: "rail", rule: "one of imps, upi, neft, rtgs" } })
    expect(await retry({ railway: "neft" })).toMatchObject({ status: 422, json: { field: "railway" } })
    expect(await retry({ rail: "upi" })).toMatchObject({ status: 422, json: { field: "rail" } })
    expect((await worker.journal.get("default/R1"))?.attempts).toHaveLength(1)
    expect(await retry({ rail: "imps" })).toMatchObject({ status: 202, json: { id: "R1", status: "queued" } })
  })
  it("says who ordered it, when somebody is named, and leaves penny drops alone", async () => {
    const { bank, as, call } = setUp({ code: () => "52" })
    await bank.payouts.pay({ payoutId: "R1", amountPaise: 10_050n, beneficiary: body.beneficiary })
    await as("asha", "POST", "/v1/payouts/R1/retry")
    expect((await call("GET", "/v1/payouts/R1")).json.timeline.at(-1)).toMatchObject({ text: "asha ordered another try." })
    expect(await as("asha", "POST", "/v1/payouts/verification-1/retry")).toMatchObject({ status: 422, json: { field: "id", rule: expect.stringContaining("check the beneficiary again") } })
  })
})

describe("cancel", () => {
  const word = { reason: "twice in the file" }
  it("ends what was not sent, and refuses what was", async () => {
    let code = "11"
    const { bank, call, as, order, sent } = setUp({ code: () => code })
    await order(body, "C1")
    expect(await as("asha", "POST", "/v1/payouts/C1/cancel", word)).toMatchObject({ status: 200, json: { id: "C1", status: "cancelled" } })
    expect((await call("GET", "/v1/payouts/C1")).json.timeline.at(-1)).toMatchObject({ text: "Cancelled by asha, before anything was sent: twice in the file." })
    expect(await as("asha", "POST", "/v1/payouts/C1/cancel", word)).toMatchObject({ status: 409, json: { code: "ILLEGAL_TRANSITION" } })
    expect(await call("POST", "/v1/payouts/C1/retry")).toMatchObject({ status: 409 })
    await bank.payouts.pay({ payoutId: "U1", amountPaise: 10_050n, beneficiary: body.beneficiary })
    expect(await as("asha", "POST", "/v1/payouts/U1/cancel", word)).toMatchObject({ status: 409, json: { code: "LIVE_ATTEMPT" } })
    expect(await as("asha", "POST", "/v1/payouts/U1/cancel", {})).toMatchObject({ status: 422, json: { field: "reason" } })
    expect(await as("asha", "POST", "/v1/payouts/none/cancel", word)).toMatchObject({ status: 404 })
    expect(await call("POST", "/v1/payouts/C1/cancel", word)).toMatchObject({ status: 422, json: { field: "X-Hundi-Actor", rule: expect.stringContaining("required") } })
    expect(await as("asha", "POST", "/v1/payouts/C1/cancel", { ...word, by: "ravi" })).toMatchObject({ status: 422, json: { field: "by" } })
    code = "0"
    expect(sent).toHaveLength(1)
  })
})

describe("review", () => {
  it("takes two people, and the page says in plain words who decided what", async () => {
    const { bank, call, as, worker } = setUp({ code: () => "11" })
    const { attempts } = await bank.payouts.pay({ payoutId: "U1", amountPaise: 10_050n, beneficiary: body.beneficiary })
    const work = await worker.journal.claim("default/U1", { owner: "01", now: Date.now(), leaseMs: 1000 })
    const holder = { payoutId: "default/U1", reference: attempts[0]?.reference ?? "", epoch: work?.epoch ?? 0, at: Date.now() }
    const change = { attempt: { state: "unknown" as const }, payout: { status: "review" as const, dueAt: null, reviewReason: "no proof" } }
    await worker.journal.record(holder, { ...change, event: { kind: "unknown", detail: { reason: "not-found" } } })
    const paid = { reason: "line 14 of the statement", rrn: "600000000001" }
    const path = "/v1/review/U1/confirm-paid"
    expect(await as("asha", "POST", path, paid)).toMatchObject({ status: 202, json: { decided: false, status: "review" } })
    expect(await as("asha", "POST", path, paid)).toMatchObject({ status: 409 })
    expect(await as("ravi", "POST", path, { ...paid, by: "ravi" })).toMatchObject({ status: 200, json: { decided: true, status: "settled" } })
    expect((await call("GET", "/v1/payouts/U1")).json.timeline.at(-1).text).toBe(
      "Decided by asha and ravi: it was paid, as 600000000001 on the statement. Reason: line 14 of the statement."
    )
    expect(await as("asha", "POST", "/v1/review/U1/close", paid)).toMatchObject({ status: 422, json: { field: "action" } })
    expect(await as("asha", "POST", path, { ...paid, rrn: 6 })).toMatchObject({ status: 422, json: { field: "rrn" } })
  })
})

describe("POST /v1/batches", () => {
  const csv = (...rows: string[]) => [csvColumns.join(","), ...rows].map((row) => `${row}\n`).join("")
  const send = (call: ReturnType<typeof setUp>["call"], text: string) => call("POST", "/v1/batches", text, { "content-type": "text/csv; charset=utf-8" })
  it("answers what became of the rows", async () => {
    const { call } = setUp()
    const file = csv("P1,1.00,A,000123456789,TEST0000001,x", "P2,1.00,A,000123456789,TEST0000001,x", "P3,0.50,A,000123456789,TEST0000001,x")
    expect(await send(call, file)).toMatchObject({
      status: 202,
      json: { accepted: 2, existing: 0, invalid: [{ line: 4, column: "amount", rule: "at least 1.00 rupee" }], suspectedDuplicates: [{ line: 3, payoutId: "P2", sameAs: ["P1"] }] }
    })
    expect((await send(call, file)).json).toMatchObject({ accepted: 0, existing: 2 })
  })
  it("refuses a file with a wrong header whole", async () => {
    const { call } = setUp()
    expect(await send(call, "payout_id\nP1\n")).toMatchObject({ status: 422, json: { code: "INVALID_CSV", field: "amount", line: 1 } })
    expect((await call("POST", "/v1/batches", csv())).status).toBe(415)
    expect((await call("GET", "/v1/payouts")).json.data).toEqual([])
  })
})

describe("who may call", () => {
  it("with a token: every call under /v1 needs it, the page and the health do not", async () => {
    const { call } = setUp({ token: "made-up-token" })
    expect(await call("GET", "/v1/payouts")).toMatchObject({ status: 401, json: { code: "UNAUTHORIZED" } })
    expect((await call("GET", "/v1/payouts", undefined, { authorization: "Bearer made-up-token2" })).status).toBe(401)
    expect((await call("GET", "/v1/payouts", undefined, { authorization: "Bearer made-up-token" })).status).toBe(200)
    expect((await call("GET", "/healthz")).status).toBe(200)
    expect((await call("GET", "/")).headers.get("content-security-policy")).toContain("default-src 'none'")
  })
  it("a web page of another site is refused, and so is another name for this machine", async () => {
    const { call, app } = setUp()
    expect((await call("POST", "/v1/payouts/P1/retry", undefined, { origin: "https://elsewhere.example" })).status).toBe(403)
    expect((await call("GET", "/v1/payouts", undefined, { origin: "http://127.0.0.1:4100" })).status).toBe(200)
    expect((await app.request("http://rebound.example:4100/v1/payouts")).status).toBe(403)
  })
})

describe("health", () => {
  it("tells liveness, readiness with paused rails, metrics and the API", async () => {
    const { call, worker, order } = setUp()
    await order(body)
    await worker.journal.pause("imps", "8010: wrong set-up", 1)
    expect((await call("GET", "/healthz")).json).toEqual({ ok: true, now: expect.any(String) })
    expect((await call("GET", "/readyz")).json).toEqual({ ok: true, pausedRails: [{ rail: "imps", reason: "8010: wrong set-up" }] })
    expect((await call("GET", "/v1/payouts/K1")).json.next).toEqual({ at: null, text: "Held: imps is paused until somebody resumes it." })
    const { text } = await call("GET", "/metrics")
    expect(text).toContain('hundi_payouts{status="queued"} 1')
    expect(text).toContain('hundi_rail_paused{rail="imps"} 1')
    expect(text).toContain('hundi_payouts_taken_total{rail="imps",result="created"} 1')
    expect(text.match(/# TYPE hundi_payouts gauge/g)).toHaveLength(1)
    const { json } = await call("GET", "/openapi.json")
    expect(json).toMatchObject({ openapi: "3.1.0" })
    for (const path of ["/v1/approvals", "/v1/payouts/{id}/reject", "/v1/batches/{fileId}/approve", "/v1/beneficiaries/verify", "/v1/callbacks/{source}"]) {
      expect(json.paths).toHaveProperty([path])
    }
    expect(JSON.stringify(json)).not.toContain("501")
  })
  it("streams changes", async () => {
    const { app, order } = setUp()
    const response = await app.request("http://127.0.0.1:4100/v1/events")
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
    let text = (await reader.read()).value ?? ""
    expect(text).toContain("event: hello")
    await order(body)
    while (!text.includes("event: payout")) text += (await reader.read()).value ?? ""
    expect(text).toContain('"id":"K1"')
    await reader.cancel()
  })
})
