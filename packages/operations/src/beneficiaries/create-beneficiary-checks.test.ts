import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { HundiError, type PayoutStatus, Sensitive } from "@hundi/core"
import { lookUp } from "@hundi/error-codes"
import { describe, expect, it } from "vitest"
import { openOperationsSql } from "../sqlite.ts"
import type { CheckOrder } from "./check-order.ts"
import { type BeneficiaryChecksOptions, createBeneficiaryChecks, type DropPort } from "./create-beneficiary-checks.ts"
import { accountDeclines, type DropView } from "./drop-verdict.ts"

/** Thursday 31 January 2030, 11:30 in India. */
const NOW = Date.UTC(2030, 0, 31, 6)
const HOUR = 3_600_000
const KEY = new Uint8Array(32).fill(7)
const ACCOUNT = "000123456789"
const order = (changes: Partial<CheckOrder> = {}): CheckOrder => ({
  beneficiary: { name: "Asha Rao", accountNumber: ACCOUNT, ifsc: "TEST0000001" },
  askedBy: "clerk-1",
  consent: { given: true, how: "form 12" },
  ...changes
})
const named = (name: string) => order({ beneficiary: { ...order().beneficiary, name } })
const numbered = (accountNumber: string) => order({ beneficiary: { ...order().beneficiary, accountNumber } })

/** A payouts API with a memory: what was taken on, and how it stands. */
const bankOf = () => {
  const payouts = new Map<string, { body: string; view: DropView }>()
  const calls = { accept: 0, look: 0 }
  const drop: DropPort = {
    accept: async ({ payoutId, ...body }) => {
      calls.accept++
      await Promise.resolve()
      const text = `${body.amountPaise} ${body.beneficiary.name} ${body.beneficiary.accountNumber} ${body.remark} ${body.tenant}`
      const known = payouts.get(payoutId)
      if (known !== undefined && known.body !== text) throw new HundiError("IDEMPOTENCY_CONFLICT", "another body")
      if (known === undefined) payouts.set(payoutId, { body: text, view: { status: "queued" } })
    },
    look: async (payoutId) => {
      calls.look++
      await Promise.resolve()
      return payouts.get(payoutId)?.view
    }
  }
  const turn = (status: PayoutStatus, more: { code?: string; name?: string } = {}): void => {
    for (const payout of payouts.values()) {
      if (payout.view.status === "settled" || payout.view.status === "failed") continue
      const registeredName = more.name === undefined ? {} : { registeredName: new Sensitive(more.name, 0) }
      payout.view = { status, ...(more.code === undefined ? {} : { code: more.code }), ...registeredName }
    }
  }
  return { drop, payouts, calls, turn }
}

const deskOf = (changes: Partial<BeneficiaryChecksOptions> = {}) => {
  const bank = bankOf()
  const clock = { now: NOW }
  const sql = openOperationsSql(":memory:")
  const options: BeneficiaryChecksOptions = {
    ...{ sql, key: KEY, now: () => clock.now, drop: bank.drop, owner: "01" },
    budget: { userDayPaise: 1_000n, dayPaise: 2_000n },
    ...changes
  }
  return { ...bank, clock, sql, options, ...createBeneficiaryChecks(options) }
}
const found = (name?: string) => async () => ({ kind: "found" as const, ...(name === undefined ? {} : { name: new Sensitive(name, 0) }) })

describe("the stored result", () => {
  it("answers for 180 days without asking anybody, for the same name and account only", async () => {
    const desk = deskOf({ validate: found("ASHA RAO") })
    const first = await desk.check(order())
    expect(first).toMatchObject({ status: "verified", by: "validation", nameScore: 100, at: NOW, expiresAt: NOW + 180 * 24 * HOUR })
    const later = createBeneficiaryChecks({ ...desk.options, validate: async () => ({ kind: "not-found" }) })
    desk.clock.now = NOW + 180 * 24 * HOUR - 1
    expect(await later.check(order())).toMatchObject({ status: "verified", by: "stored", nameScore: 100, at: NOW })
    expect(await later.check(named("  ASHA   rao"))).toMatchObject({ by: "stored" })
    expect(await later.check(numbered("000123456780"))).toMatchObject({ status: "not-verified", by: "validation" })
    desk.clock.now += 1
    expect(await later.check(order())).toMatchObject({ status: "not-verified", by: "validation" })
  })

  it.each([
    ["another name", named("Vikram Singh")],
    ["another IFSC", order({ beneficiary: { ...order().beneficiary, ifsc: "TEST0000002" } })],
    ["another tenant", order({ tenant: "other" })]
  ])("%s is another beneficiary", async (_, other) => {
    const desk = deskOf({ validate: found("ASHA RAO") })
    await desk.check(order())
    expect((await desk.check(other)).by).toBe("validation")
  })

  it("another key does not find it, and finds nothing wrong", async () => {
    const desk = deskOf({ validate: found("ASHA RAO") })
    await desk.check(order())
    const other = createBeneficiaryChecks({ ...desk.options, key: new Uint8Array(32).fill(8) })
    expect(await other.check(order())).toMatchObject({ status: "verified", by: "validation" })
    expect(await desk.check(order())).toMatchObject({ by: "stored" })
  })

  it("ends when the bank speaks against the account", async () => {
    const desk = deskOf({ validate: found("ASHA RAO") })
    await desk.check(order())
    const gone = createBeneficiaryChecks({ ...desk.options, validate: async () => ({ kind: "not-found" }) })
    await gone.check(named("Vikram Singh"))
    expect(await gone.check(order())).toMatchObject({ status: "not-verified", by: "validation" })
  })

  it("L10: neither account nor name stands in any table", async () => {
    const desk = deskOf()
    await desk.check(order())
    desk.turn("settled", { name: "ASHA RAO" })
    await desk.check(order())
    const tables = ["results", "drops", "consents"].map((table) => JSON.stringify(desk.sql.all(`SELECT * FROM beneficiaries_${table}`)))
    expect(tables.every((text) => text.length > 50)).toBe(true)
    for (const secret of [ACCOUNT, ACCOUNT.slice(-6), "Asha", "ASHA", "Rao"]) expect(tables.join().includes(secret), secret).toBe(false)
  })
})

describe("the validation call", () => {
  it("a name that is another's is not verified, a close one is for people, no name verifies the account alone; none is stored as positive for a name", async () => {
    expect(await deskOf({ validate: found("VIKRAM SINGH") }).check(order())).toMatchObject({ status: "not-verified", by: "validation" })
    expect(await deskOf({ validate: found("A RAO") }).check(order())).toMatchObject({ status: "unknown", by: "validation", nameScore: 78 })
    const bare = await deskOf({ validate: found() }).check(order())
    expect(bare).toMatchObject({ status: "verified", by: "validation" })
    expect(bare).not.toHaveProperty("nameScore")
  })

  it.each(["14", "91", "11", undefined])("an unknown answer (%s) goes on to the drop and never speaks against the account", async (code) => {
    const desk = deskOf({ validate: async () => ({ kind: "unknown", ...(code === undefined ? {} : { code }) }) })
    expect(await desk.check(order())).toMatchObject({ status: "pending", by: "penny-drop" })
    expect(desk.calls.accept).toBe(1)
  })

  it("a call that fails has said nothing: it goes on to the drop", async () => {
    const desk = deskOf({ validate: () => Promise.reject(new Error("the line is down")) })
    expect(await desk.check(order())).toMatchObject({ status: "pending", by: "penny-drop" })
  })
})

describe("the penny drop", () => {
  it("is one rupee, taken on once, and asked after until it is final", async () => {
    const desk = deskOf()
    expect(await desk.check(order())).toMatchObject({ status: "pending", by: "penny-drop" })
    expect([...desk.payouts.values()].map(({ body }) => body)).toEqual([`100 Asha Rao ${ACCOUNT} ACCOUNT CHECK default`])
    expect(await desk.check(order())).toMatchObject({ status: "pending" })
    expect(desk.calls.accept).toBe(1)
    desk.turn("settled", { name: "RAO ASHA" })
    expect(await desk.check(order())).toMatchObject({ status: "verified", by: "penny-drop", nameScore: 97 })
    expect(await desk.check(order())).toMatchObject({ status: "verified", by: "stored" })
    expect(desk.payouts.size).toBe(1)
  })

  it("20 checks of one account at once, by two instances on one file, make one drop", async () => {
    const path = join(mkdtempSync(join(tmpdir(), "hundi-checks-")), "journal.sqlite")
    const desk = deskOf({ sql: openOperationsSql(path) })
    const others = createBeneficiaryChecks({ ...desk.options, sql: openOperationsSql(path), owner: "02" })
    const both = [desk, others, desk, others].flatMap((one) => [1, 2, 3, 4, 5].map(() => one))
    const results = await Promise.all(both.map((one, index) => one.check(index < 10 ? order() : named("Asha B Rao"))))
    expect(results.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => "pending"))
    expect([desk.payouts.size, desk.calls.accept]).toEqual([1, 1])
  })

  it("the table itself refuses a second open drop of an account", async () => {
    const { sql, check } = deskOf()
    await check(order())
    const columns = "tenant, account_hash, key_id, asked_by, day, amount_paise, opened_at, leased_by, leased_until"
    const copy = `INSERT INTO beneficiaries_drops (payout_id, ${columns}) SELECT 'other', ${columns} FROM beneficiaries_drops`
    expect(() => sql.all(copy)).toThrow("UNIQUE")
  })

  it.each(["unknown", "review"] as const)("%s drops no second rupee, however long it lasts", async (status) => {
    const desk = deskOf()
    await desk.check(order())
    desk.turn(status)
    for (const days of [0, 1, 30, 400]) {
      desk.clock.now = NOW + days * 24 * HOUR
      expect(await desk.check(order())).toMatchObject({ status: "unknown", by: "penny-drop" })
    }
    expect([desk.payouts.size, desk.calls.accept]).toEqual([1, 1])
  })

  it("the name spelled another way goes on with the same drop, also when it was never marked as taken on", async () => {
    const desk = deskOf()
    const cut = createBeneficiaryChecks({ ...desk.options, drop: { ...desk.drop, accept: async (payout) => { await desk.drop.accept(payout); throw new Error("cut") } } })
    await expect(cut.check(order())).rejects.toThrow("cut")
    expect(await desk.check(named("Asha B Rao"))).toMatchObject({ status: "pending" })
    expect(desk.payouts.size).toBe(1)
  })

  it("a payout that was taken on and is not found any more is unknown, and drops nothing", async () => {
    const desk = deskOf()
    await desk.check(order())
    desk.payouts.clear()
    const again = await desk.check(order())
    expect(again).toMatchObject({ status: "unknown", by: "penny-drop" })
    expect(again.next).toContain("set back")
    expect(desk.payouts.size).toBe(0)
  })
})

describe("how a drop ends", () => {
  const endOf = async (status: PayoutStatus, code?: string) => {
    const desk = deskOf()
    await desk.check(order())
    desk.turn(status, code === undefined ? {} : { code })
    return desk.check(order())
  }

  it.each(accountDeclines)("ActCode %s declines the account: not verified, in the bank's words", async (code) => {
    expect(lookUp("imps", "any", code).class).toBe("rejected")
    const result = await endOf("failed", code)
    expect(result).toMatchObject({ status: "not-verified", by: "penny-drop" })
    expect(result.reasons[0]).toBe(`the bank answered ${code}: ${lookUp("imps", "any", code).meaning}`)
  })

  it.each(["14", "60", "RJ", "51", "12", "2", "202", "206", "901", "91", "not a code", undefined])("failed with %s says nothing about the account", async (code) => {
    expect(await endOf("failed", code)).toMatchObject({ status: "unknown", by: "penny-drop" })
  })

  it.each(["reversed", "cancelled"] as const)("%s is unknown, and lets another drop be made", async (status) => {
    const desk = deskOf()
    await desk.check(order())
    desk.turn(status)
    expect(await desk.check(order())).toMatchObject({ status: "unknown" })
    expect(await desk.check(order())).toMatchObject({ status: "pending" })
    expect(desk.payouts.size).toBe(2)
  })

  it("what the rupee found out is not paid for twice, whatever it was", async () => {
    const desk = deskOf()
    await desk.check(order())
    desk.turn("settled", { name: "VIKRAM SINGH" })
    expect(await desk.check(order())).toMatchObject({ status: "not-verified", by: "penny-drop", nameScore: 0 })
    expect(await desk.check(order())).toMatchObject({ status: "not-verified", by: "stored" })
    desk.clock.now += 6 * HOUR
    expect(await desk.check(order())).toMatchObject({ status: "pending" })
  })

  it("a decline ends what was verified before, for every name", async () => {
    const desk = deskOf()
    await desk.check(order())
    desk.turn("settled", { name: "ASHA RAO" })
    expect(await desk.check(order())).toMatchObject({ status: "verified" })
    await desk.check(named("Vikram Singh"))
    desk.turn("failed", { code: "5" })
    expect(await desk.check(named("Vikram Singh"))).toMatchObject({ status: "not-verified" })
    expect(await desk.check(order())).toMatchObject({ status: "not-verified", by: "stored" })
    desk.clock.now += 6 * HOUR
    expect(await desk.check(order())).toMatchObject({ status: "pending", by: "penny-drop" })
  })

  it("a drop of another tenant is waited for, its result stays that tenant's", async () => {
    const desk = deskOf()
    await desk.check(order({ tenant: "one" }))
    expect(await desk.check(order({ tenant: "two" }))).toMatchObject({ status: "pending", reasons: ["another check of this account is under way"] })
    expect(desk.payouts.size).toBe(1)
    desk.turn("settled", { name: "ASHA RAO" })
    expect(await desk.check(order({ tenant: "two" }))).toMatchObject({ status: "pending" })
    expect(desk.payouts.size).toBe(2)
  })
})

describe("budgets", () => {
  /** Opens a drop and ends it with a technical failure, so that the next check needs another. */
  const spend = async (desk: ReturnType<typeof deskOf>, one: CheckOrder) => {
    await desk.check(one)
    desk.turn("failed", { code: "60" })
    return desk.check(one)
  }

  it("three drops to an account in 6 hours, then it says when the next may go", async () => {
    const desk = deskOf()
    for (const minutes of [0, 10, 20]) {
      desk.clock.now = NOW + minutes * 60_000
      await spend(desk, order())
    }
    const result = await desk.check(order())
    expect(result).toMatchObject({ status: "unknown", by: "penny-drop", freeAt: NOW + 6 * HOUR })
    expect(result.reasons[0]).toContain("3 penny drops of 3 to one account in 6 hours")
    expect(result.reasons[0]).toContain("2030-01-31 17:30 IST")
    expect(desk.payouts.size).toBe(3)
    desk.clock.now = NOW + 6 * HOUR - 1
    expect((await desk.check(order())).freeAt).toBe(NOW + 6 * HOUR)
    desk.clock.now = NOW + 6 * HOUR
    expect(await desk.check(order())).toMatchObject({ status: "pending" })
  })

  it("rupees of an asker and of all in a day of India", async () => {
    const desk = deskOf({ budget: { userDayPaise: 200n, dayPaise: 300n } })
    const check = (account: string, askedBy: string) => desk.check({ ...numbered(account), askedBy })
    for (const account of ["1000001", "1000002"]) expect((await check(account, "a")).status).toBe("pending")
    const mine = await check("1000003", "a")
    expect(mine).toMatchObject({ status: "unknown", freeAt: Date.UTC(2030, 0, 31, 18, 30) })
    expect(mine.reasons[0]).toContain("this asker's penny drops of the day are used: Rs 2.00 of Rs 2.00; room again from 2030-02-01 00:00 IST")
    expect((await check("1000003", "b")).status).toBe("pending")
    expect((await check("1000004", "b")).reasons[0]).toContain("everybody's penny drops of the day are used: Rs 3.00 of Rs 3.00")
    desk.clock.now = Date.UTC(2030, 0, 31, 18, 30)
    expect((await check("1000004", "a")).status).toBe("pending")
  })

  it("many at once spend no more than there is", async () => {
    const desk = deskOf({ budget: { userDayPaise: 500n, dayPaise: 2_000n } })
    const results = await Promise.all(Array.from({ length: 20 }, (_, index) => desk.check(numbered(`20000${index + 10}`))))
    expect(results.filter(({ status }) => status === "pending")).toHaveLength(5)
    expect(desk.payouts.size).toBe(5)
  })

  it("with another key nobody can tell whose the open drops are: they end first, and count for every account", async () => {
    const desk = deskOf()
    await spend(desk, order())
    await spend(desk, order())
    await desk.check(order())
    const other = createBeneficiaryChecks({ ...desk.options, key: new Uint8Array(32).fill(8) })
    expect(await other.check(order())).toMatchObject({ status: "pending" })
    expect(desk.payouts.size).toBe(3)
    desk.turn("failed", { code: "60" })
    expect(await other.check(order())).toMatchObject({ status: "unknown", freeAt: NOW + 6 * HOUR })
    desk.clock.now = NOW + 6 * HOUR
    expect(await other.check(order())).toMatchObject({ status: "pending" })
    expect(desk.payouts.size).toBe(4)
  })

  it("a drop that the payouts refuse for its form costs nothing", async () => {
    const refusing: DropPort = { ...bankOf().drop, accept: async () => { throw new HundiError("INVALID_REQUEST", "remark: no") } }
    const desk = deskOf({ drop: refusing })
    for (let times = 0; times < 5; times++) await expect(desk.check(order())).rejects.toThrow("remark: no")
    expect(await createBeneficiaryChecks({ ...desk.options, drop: desk.drop }).check(order())).toMatchObject({ status: "pending" })
  })
})

describe("crashes", () => {
  const ports = ["validate", "accept", "look"] as const
  const cases = ports.flatMap((port) => (["before", "after"] as const).flatMap((when) => [1, 2].map((nth) => ({ port, when, nth }))))

  it.each(cases)("$when call $nth of $port: run again, at most one payout is taken on", async ({ port, when, nth }) => {
    const desk = deskOf()
    let count = 0
    const crashing = <A extends readonly unknown[], R>(name: string, call: (...given: A) => Promise<R>) => async (...given: A) => {
      const isHit = name === port && ++count === nth
      if (isHit && when === "before") throw new Error("crash")
      const result = await call(...given)
      if (isHit) throw new Error("crash")
      return result
    }
    const checks = createBeneficiaryChecks({
      ...desk.options,
      validate: crashing("validate", async () => ({ kind: "unknown" as const, code: "14" })),
      drop: { accept: crashing("accept", desk.drop.accept), look: crashing("look", desk.drop.look) }
    })
    for (let times = 0; times < 4; times++) await checks.check(order()).catch((error: Error) => expect(error.message).toBe("crash"))
    expect(desk.payouts.size).toBe(1)
    desk.turn("settled", { name: "ASHA RAO" })
    expect(await checks.check(order())).toMatchObject({ status: "verified", by: "penny-drop" })
    expect(desk.payouts.size).toBe(1)
  })

  it("a process that dies while it gives the payout away: the next one goes on with the same id when its time is up", async () => {
    const desk = deskOf()
    const dying = createBeneficiaryChecks({ ...desk.options, drop: { ...desk.drop, accept: () => new Promise(() => undefined) } })
    void dying.check(order())
    await new Promise(setImmediate)
    expect(await desk.check(order())).toMatchObject({ status: "pending", reasons: ["another check of this account is under way"] })
    expect(desk.payouts.size).toBe(0)
    desk.clock.now += 30_000
    expect(await desk.check(order())).toMatchObject({ status: "pending" })
    const [row] = desk.sql.all("SELECT payout_id FROM beneficiaries_drops")
    expect([...desk.payouts.keys()]).toEqual([row?.["payout_id"]])
    expect(await desk.check(order({ tenant: "two" }))).toMatchObject({ status: "pending" })
  })

  it("tables that were lost lead to the same payout again", async () => {
    const desk = deskOf()
    await desk.check(order())
    await createBeneficiaryChecks({ ...desk.options, sql: openOperationsSql(":memory:") }).check(order())
    expect(desk.payouts.size).toBe(1)
  })

  it("what another tenant never gave away is given up after a day, and only if no payout was ever seen", async () => {
    const desk = deskOf()
    const dying = createBeneficiaryChecks({ ...desk.options, drop: { ...desk.drop, accept: () => new Promise(() => undefined) } })
    void dying.check(order({ tenant: "one" }))
    await new Promise(setImmediate)
    desk.clock.now = NOW + 24 * HOUR
    expect(await desk.check(order({ tenant: "two" }))).toMatchObject({ status: "pending" })
    expect(desk.payouts.size).toBe(0)
    desk.clock.now += 1
    await desk.check(order({ tenant: "two" }))
    expect(desk.payouts.size).toBe(1)
  })
})

describe("a drop is given up only when no payout can come of it", () => {
  const refuse = (): never => {
    throw new HundiError("INVALID_REQUEST", "remark: no")
  }

  it("not when it was taken on and its payout is not found, whoever asks and however late", async () => {
    const desk = deskOf()
    await desk.check(order({ tenant: "one" }))
    desk.payouts.clear()
    desk.clock.now += 48 * HOUR
    expect(await desk.check(order({ tenant: "two" }))).toMatchObject({ status: "pending" })
    expect(desk.payouts.size).toBe(0)
  })

  it("not when the payouts refuse it while an earlier try may still arrive", async () => {
    const desk = deskOf()
    let arrive = (): void => undefined
    const onItsWay = new Promise<void>((resolve) => (arrive = resolve))
    const slow: DropPort = { ...desk.drop, accept: (payout) => onItsWay.then(() => desk.drop.accept(payout)) }
    const first = createBeneficiaryChecks({ ...desk.options, drop: slow }).check(order())
    await new Promise(setImmediate)
    desk.clock.now += 30_000
    const refused = createBeneficiaryChecks({ ...desk.options, drop: { ...desk.drop, accept: async () => refuse() } })
    await expect(refused.check(order())).rejects.toThrow("remark: no")
    arrive()
    await first
    await desk.check(order())
    expect(desk.payouts.size).toBe(1)
  })

  it("not when the refusal came after the time in which nobody else may try", async () => {
    const desk = deskOf()
    const accept = async (): Promise<never> => {
      desk.clock.now += 30_000
      return refuse()
    }
    const late = createBeneficiaryChecks({ ...desk.options, drop: { ...desk.drop, accept } })
    await expect(late.check(order())).rejects.toThrow("remark: no")
    expect(desk.sql.all("SELECT 1 FROM beneficiaries_drops WHERE closed_at IS NULL")).toHaveLength(1)
  })
})

describe("consent", () => {
  it("is kept with who, how and when, and only ever added to; withdrawing it deletes what is stored", async () => {
    const desk = deskOf({ validate: found("ASHA RAO") })
    await desk.check(order())
    await desk.check(order())
    await desk.check(order({ askedBy: "clerk-2" }))
    expect(desk.forget({ beneficiary: order().beneficiary, by: "asha", reason: "asked by letter" })).toBe(1)
    expect(desk.consents({ beneficiary: order().beneficiary })).toEqual([
      { kind: "given", who: "clerk-1", how: "form 12", at: NOW },
      { kind: "given", who: "clerk-2", how: "form 12", at: NOW },
      { kind: "withdrawn", who: "asha", how: "asked by letter", at: NOW }
    ])
    expect(() => desk.sql.all("DELETE FROM beneficiaries_consents")).toThrow("only added to")
    expect(() => desk.sql.all("UPDATE beneficiaries_consents SET who = 'x'")).toThrow("only added to")
    expect(await desk.check(order())).toMatchObject({ by: "validation" })
  })

  it.each([
    [{ consent: { given: false as never, how: "form" } }, "consent.given"], [{ consent: { given: true as const, how: " " } }, "consent.how"], [{ askedBy: "" }, "askedBy"],
    [{ tenant: "a b" }, "tenant"], [{ beneficiary: { ...order().beneficiary, accountNumber: "12" } }, "beneficiary.accountNumber"],
    [{ beneficiary: { ...order().beneficiary, ifsc: "test" } }, "beneficiary.ifsc"], [{ beneficiary: { ...order().beneficiary, name: "" } }, "beneficiary.name"]
  ])("%j is refused by field, and nobody is asked", async (changes, field) => {
    const desk = deskOf()
    await expect(desk.check(order(changes))).rejects.toMatchObject({ code: "INVALID_REQUEST", reason: { field } })
    expect([desk.calls.accept, desk.sql.all("SELECT 1 FROM beneficiaries_consents").length]).toEqual([0, 0])
  })
})

describe("set-up", () => {
  it.each([
    [{ key: new Uint8Array(31) }, "key"], [{ budget: { userDayPaise: -1n, dayPaise: 1n } }, "budget.userDayPaise"], [{ budget: { userDayPaise: 1n, dayPaise: 5 as never } }, "budget.dayPaise"],
    [{ budget: { userDayPaise: 1n, dayPaise: 1n, perAccount: 4 } }, "budget.perAccount"], [{ budget: { userDayPaise: 1n, dayPaise: 1n, perAccount: 0 } }, "budget.perAccount"]
  ])("%# is refused", (changes, field) => {
    expect(() => deskOf(changes)).toThrow(field)
  })
})
