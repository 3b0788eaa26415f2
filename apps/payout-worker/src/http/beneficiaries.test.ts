import { parsePolicy } from "@hundi/operations/controls"
import { describe, expect, it } from "vitest"
import { goodBody as body, openTestApp } from "../testing/call-app.ts"

const policy = parsePolicy({
  approvals: [{ fromPaise: "0", people: 0 }],
  newBeneficiary: { approvals: 1, coolingOffMs: 0, firstPaymentMaxPaise: "1000000" },
  drops: { people: 0 },
  velocity: []
})
const { name, accountNumber, ifsc } = body.beneficiary
const account = { name, accountNumber, ifsc }

describe("the register", () => {
  it("takes a beneficiary on, has it approved by another person, and lets its payouts go", async () => {
    const { order, as, call, runUntil } = openTestApp({ operations: { policy } })
    await order(body, "K1", "asha")
    await runUntil("K1", "awaiting-approval")
    expect((await call("GET", "/v1/payouts/K1")).json.hold).toMatchObject({ kind: "beneficiary", reason: expect.stringContaining("Nothing was ever paid to this beneficiary and nobody has added it") })
    const added = await as("meera", "POST", "/v1/beneficiaries", { ...account, label: "vendor 12" })
    expect(added).toMatchObject({ status: 201, json: { state: "waits-for-approval", label: "vendor 12", by: "meera", approvedBy: [], approvedAt: null } })
    const [pending] = (await call("GET", "/v1/approvals")).json.data as { beneficiaryHash: string; actions: { action: string; notBy: string[] }[] }[]
    expect(pending).toMatchObject({ beneficiaryHash: added.json.hash, actions: [{ action: "approve-beneficiary", notBy: ["meera"] }, { action: "reject" }] })
    const { approve, self } = added.json.links as { approve: string; self: string }
    expect(await as("meera", "POST", approve, {})).toMatchObject({ status: 409, json: { rule: "adder-is-not-checker", detail: expect.stringContaining("meera added or changed it") } })
    expect(await as("ravi", "POST", approve, { version: 99 })).toMatchObject({ status: 409, json: { rule: "another-version" } })
    expect(await as("ravi", "POST", approve, { reason: "called them", version: added.json.version })).toMatchObject({ status: 200, json: { state: "approved", approvedBy: ["ravi"] } })
    await runUntil("K1", "settled")
    expect((await call("GET", self)).json).toMatchObject({ state: "approved" })
    expect(await as("ravi", "POST", `${self}/remove`, { reason: "closed" })).toMatchObject({ status: 200, json: { state: "removed" } })
    await order({ ...body, amountPaise: "10051" }, "K2", "asha")
    await runUntil("K2", "awaiting-approval")
    for (const text of [added.text, JSON.stringify(pending)]) expect(text).not.toMatch(/Asha Rao|000123456789/)
  })

  it("names what is wrong, and refuses without a policy", async () => {
    const { as, call } = openTestApp({ operations: { policy } })
    expect(await as("meera", "POST", "/v1/beneficiaries", { ...account, ifsc: "TEST1" })).toMatchObject({ status: 422, json: { field: "ifsc" } })
    expect(await as("meera", "POST", "/v1/beneficiaries", { ...account, accountNumber: "12" })).toMatchObject({ status: 422, json: { field: "accountNumber" } })
    expect(await as("meera", "POST", "/v1/beneficiaries", { name })).toMatchObject({ status: 422, json: { field: "accountNumber" } })
    expect(await as("meera", "POST", "/v1/beneficiaries", { ...account, label: "000123456789" })).toMatchObject({ status: 422, json: { field: "label" } })
    expect(await as("meera", "POST", "/v1/beneficiaries", { ...account, town: "Pune" })).toMatchObject({ status: 422, json: { field: "town" } })
    expect(await call("POST", "/v1/beneficiaries", account)).toMatchObject({ status: 422, json: { field: "X-Hundi-Actor" } })
    expect(await call("GET", "/v1/beneficiaries/none")).toMatchObject({ status: 404 })
    const hash = (await as("meera", "POST", "/v1/beneficiaries", account)).json.hash as string
    expect(await as("asha", "POST", "/v1/beneficiaries", account)).toMatchObject({ status: 409, json: { rule: "already-added" } })
    expect(await as("ravi", "POST", `/v1/beneficiaries/${hash}/approve`, { version: "1" })).toMatchObject({ status: 422, json: { field: "version" } })
    expect(await openTestApp().as("meera", "POST", "/v1/beneficiaries", account)).toMatchObject({ status: 409, json: { code: "NO_POLICY" } })
  })
})

describe("verify", () => {
  const consent = { given: true, how: "form 12" }
  const drops = { dayPaise: 200n, userDayPaise: 100n }
  const verify = "/v1/beneficiaries/verify"

  it("makes one drop of a rupee, exempt from the rules of new beneficiaries, and knows the answer from then on", async () => {
    const { as, runUntil, worker, sent, call } = openTestApp({ operations: { policy, drops } })
    const first = await as("asha", "POST", verify, { ...account, consent })
    expect(first).toMatchObject({ status: 200, json: { status: "pending", by: "penny-drop", next: expect.stringContaining("Check again") } })
    const [drop] = (await call("GET", "/v1/payouts")).json.data as { id: string; amountPaise: string }[]
    expect(drop).toMatchObject({ id: expect.stringMatching(/^verification-/), amountPaise: "100" })
    await runUntil(drop?.id ?? "", "settled")
    expect((await as("asha", "POST", verify, { ...account, consent })).json).toMatchObject({ status: "verified", by: "penny-drop" })
    expect((await as("ravi", "POST", verify, { ...account, consent })).json).toMatchObject({ status: "verified", by: "stored", expiresAt: expect.any(String) })
    const pays = sent.filter((one) => "amount" in one)
    expect(pays).toHaveLength(1)
    const other = { ...account, accountNumber: "000123456780" }
    expect((await as("asha", "POST", verify, { ...other, consent })).json).toMatchObject({ status: "unknown", reasons: [expect.stringContaining("Rs 1.00 of Rs 1.00")], freeAt: expect.any(String) })
    expect((await worker.payouts.list({})).data).toHaveLength(1)
  })

  it("without budgets makes no drop, and says so", async () => {
    const { as, call } = openTestApp()
    expect((await as("asha", "POST", verify, { ...account, consent })).json).toMatchObject({
      status: "unknown",
      reasons: ["penny drops are off: HUNDI_DROP_DAY_PAISE and HUNDI_DROP_USER_DAY_PAISE are not set"],
      next: expect.stringContaining("other means")
    })
    expect((await call("GET", "/v1/payouts")).json.data).toEqual([])
  })

  it("needs a person and a consent", async () => {
    const { as, call } = openTestApp({ operations: { drops } })
    expect(await call("POST", verify, { ...account, consent })).toMatchObject({ status: 422, json: { field: "X-Hundi-Actor" } })
    expect(await as("asha", "POST", verify, account)).toMatchObject({ status: 422, json: { field: "consent.given" } })
    expect(await as("asha", "POST", verify, { ...account, consent: { given: true } })).toMatchObject({ status: 422, json: { field: "consent.how" } })
    expect(await as("asha", "POST", verify, { name, vpa: "asha@bank", consent })).toMatchObject({ status: 422, json: { field: "vpa" } })
  })

  it("waits for a checker where the policy wants one for drops", async () => {
    const { as, call, runUntil } = openTestApp({ operations: { policy: parsePolicy({ newBeneficiary: null, velocity: [] }), drops } })
    await as("asha", "POST", verify, { ...account, consent })
    const [drop] = (await call("GET", "/v1/payouts")).json.data as { id: string }[]
    await runUntil(drop?.id ?? "", "awaiting-approval")
    expect((await call("GET", "/v1/approvals")).json.data).toMatchObject([{ makers: ["asha"], reason: expect.stringContaining("Rs 1.00 needs the approval of 1 person") }])
  })
})
