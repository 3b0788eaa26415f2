import { describe, expect, it } from "vitest"
import { DAY, HOUR, MINUTE, NOW, openDesk } from "./testing-desk.ts"

const MIDNIGHT = Date.UTC(2030, 0, 31, 18, 30)

describe("limits", () => {
  it("holds what would break the day's limit until midnight in India, with the figures", async () => {
    const { take, ask, clock, send } = openDesk({ limits: [{ name: "vendors, a day", over: "all", maxPaise: 1_000_00n }] })
    await take("P1", { amountPaise: 700_00n })
    await take("P2", { amountPaise: 300_01n })
    expect(await ask("P1")).toEqual({ kind: "go" })
    expect(await ask("P2")).toEqual({
      kind: "hold",
      hold: {
        kind: "limit",
        status: "queued",
        dueAt: MIDNIGHT,
        reason:
          "The limit «vendors, a day» is Rs 1000.00 a day; used of it: Rs 700.00; this payout is Rs 300.01. It is looked at again at 2030-02-01 00:00 IST; if it must go before, have the limit changed."
      }
    })
    // Unknown counts as spent; only proof of failure gives it back.
    await send("P1", "unknown")
    expect(await ask("P2")).toMatchObject({ kind: "hold" })
    clock.now = MIDNIGHT
    expect(await ask("P2")).toEqual({ kind: "go" })
  })

  it("what failed is given back", async () => {
    const { take, ask, send } = openDesk({ limits: [{ name: "a day", over: "all", maxCount: 1 }] })
    await take("P1")
    await take("P2")
    await ask("P1")
    expect(await ask("P2")).toMatchObject({ hold: { reason: expect.stringContaining("is 1 payout a day; used of it: 1 payout;") } })
    await send("P1", "failed")
    expect(await ask("P2")).toEqual({ kind: "go" })
  })

  it("one that alone is above a limit is told that it never fits", async () => {
    const { take, ask } = openDesk({ limits: [{ name: "a day", over: "beneficiary", maxPaise: 100_00n }] })
    await take("P1", { amountPaise: 100_01n })
    expect(await ask("P1")).toMatchObject({ hold: { reason: expect.stringContaining("It alone is above that limit and will never fit") } })
  })

  it.each([
    ["beneficiary", { beneficiaryHash: "b2" }],
    ["rail", { rail: "neft" as const }],
    ["tenant", { tenant: "t2" }]
  ] as const)("over a %s it counts only what shares it", async (over, other) => {
    const { take, ask } = openDesk({ limits: [{ name: "a day", over, maxCount: 1 }] })
    await take("P1")
    await take("P2", other)
    await take("P3")
    expect(await ask("P1")).toEqual({ kind: "go" })
    expect(await ask("P2", "tenant" in other ? other.tenant : undefined)).toEqual({ kind: "go" })
    expect(await ask("P3")).toMatchObject({ kind: "hold" })
  })

  it("one rail's limit is not another rail's", async () => {
    const { take, ask } = openDesk({ limits: [{ name: "RTGS", over: "rail", maxCount: 0, rail: "rtgs" }, { name: "t2", over: "all", maxCount: 0, tenant: "t2" }] })
    await take("P1")
    await take("P2", { rail: "rtgs" })
    await take("P3", { tenant: "t2" })
    expect([(await ask("P1")).kind, (await ask("P2")).kind, (await ask("P3", "t2")).kind]).toEqual(["go", "hold", "hold"])
  })

  it("velocity holds until the window has room", async () => {
    const { take, ask, clock } = openDesk({ velocity: [{ name: "to one beneficiary", over: "beneficiary", maxCount: 2, withinMs: HOUR }] })
    for (const id of ["P1", "P2", "P3"]) await take(id)
    await ask("P1")
    clock.now += 30 * MINUTE
    await ask("P2")
    const answer = await ask("P3")
    expect(answer).toMatchObject({
      hold: {
        kind: "limit",
        dueAt: clock.now + 6 * MINUTE,
        reason: expect.stringContaining("The limit «to one beneficiary» is 2 payouts within 1 hour; used of it: 2 payouts; this payout is Rs 100.50.")
      }
    })
    clock.now = NOW + HOUR
    expect(await ask("P3")).toEqual({ kind: "go" })
  })

  it("race: of two claimed payouts that fit one limit only once, exactly one goes", async () => {
    const { take, controls, mustClaim, clock } = openDesk({ limits: [{ name: "a day", over: "all", maxPaise: 150_00n }] })
    await take("P1", { amountPaise: 100_00n })
    await take("P2", { amountPaise: 100_00n })
    const works = [await mustClaim("P1"), await mustClaim("P2")]
    const answers = await Promise.all(works.map((work) => controls.gate.admit(work, clock.now)))
    expect(answers.map(({ kind }) => kind).sort()).toEqual(["go", "hold"])
    // Asked again, each gets the same answer.
    expect((await Promise.all(works.map((work) => controls.gate.admit(work, clock.now)))).map(({ kind }) => kind)).toEqual(
      answers.map(({ kind }) => kind)
    )
  })
})

describe("balance", () => {
  const policy = { balance: { keepPaise: 50_00n, maxAgeMs: 5 * MINUTE } }
  const bankOf = (paise: bigint) => {
    const bank = { paise, asOf: undefined as number | undefined, asked: 0, fails: false }
    const desk = openDesk(policy, async () => {
      bank.asked++
      if (bank.fails) throw new Error("passcode 1234 is wrong")
      return { paise: bank.paise, asOf: bank.asOf ?? desk.clock.now }
    })
    return { bank, ...desk }
  }

  it("what is reserved or unknown counts as spent; the hold says what is missing", async () => {
    const { take, ask, send } = bankOf(250_00n)
    await take("P1", { amountPaise: 150_00n })
    await take("P2", { amountPaise: 100_00n })
    expect(await ask("P1")).toEqual({ kind: "go" })
    const short = {
      kind: "hold",
      hold: {
        kind: "balance",
        status: "queued",
        dueAt: NOW + MINUTE,
        reason:
          "The account held Rs 250.00 at 2030-01-31 11:30 IST, of which Rs 50.00 stays there; Rs 150.00 is on its way or not known to have failed. This payout of Rs 100.00 needs Rs 50.00 more. Add money; it is looked at again every minute."
      }
    }
    expect(await ask("P2")).toEqual(short)
    await send("P1", "unknown")
    expect(await ask("P2")).toEqual(short)
  })

  it("new money is seen at the next look; a failed payout gives its part back", async () => {
    const { take, ask, send, bank, clock } = bankOf(50_00n)
    await take("P1", { amountPaise: 100_00n })
    expect(await ask("P1")).toMatchObject({ hold: { kind: "balance" } })
    bank.paise = 150_00n
    clock.now += MINUTE
    expect(await ask("P1")).toEqual({ kind: "go" })
    await take("P2", { amountPaise: 100_00n })
    expect(await ask("P2")).toMatchObject({ hold: { kind: "balance" } })
    await send("P1", "failed")
    expect(await ask("P2")).toEqual({ kind: "go" })
    expect(bank.asked).toBe(2)
  })

  it("the bank is asked once for many, and again when its word is too old", async () => {
    const { take, controls, mustClaim, ask, bank, clock } = bankOf(1_000_00n)
    const works = []
    for (const id of ["P1", "P2", "P3"]) {
      await take(id)
      works.push(await mustClaim(id))
    }
    await Promise.all(works.map((work) => controls.gate.admit(work, clock.now)))
    expect(bank.asked).toBe(1)
    clock.now += 5 * MINUTE
    await ask("P1")
    expect(bank.asked).toBe(1)
    clock.now += 1
    await ask("P1")
    expect(bank.asked).toBe(2)
  })

  it("a bank that does not say holds everything, is left alone for half a minute, and its error is repeated nowhere", async () => {
    const { take, ask, bank, clock } = bankOf(1_000_00n)
    bank.fails = true
    await take("P1")
    expect(await ask("P1")).toEqual({
      kind: "hold",
      hold: {
        kind: "balance",
        status: "queued",
        dueAt: NOW + MINUTE,
        reason:
          "The bank did not say what the account holds, so this payout of Rs 100.50 waits. It is asked again every minute; if it stays so, look at the balance enquiry."
      }
    })
    await ask("P1")
    expect(bank.asked).toBe(1)
    bank.fails = false
    clock.now += MINUTE
    expect(await ask("P1")).toEqual({ kind: "go" })
  })

  it("a balance of long ago is none", async () => {
    const { take, ask, bank } = bankOf(1_000_00n)
    bank.asOf = NOW - DAY
    await take("P1")
    expect(await ask("P1")).toMatchObject({ hold: { reason: expect.stringContaining("is of 2030-01-30 11:30 IST, older than the policy allows") } })
  })

  it("what settled after the bank's word is not yet in it", async () => {
    const { take, ask, send, clock } = bankOf(250_00n)
    await take("P1", { amountPaise: 150_00n })
    await ask("P1")
    clock.now += 1
    await send("P1")
    await take("P2", { amountPaise: 100_00n })
    expect(await ask("P2")).toMatchObject({ hold: { kind: "balance" } })
  })

  it("a bank whose clock is ahead hides nothing that was paid since it was asked", async () => {
    const { take, ask, send, bank, clock } = bankOf(250_00n)
    bank.asOf = NOW + HOUR
    await take("P1", { amountPaise: 150_00n })
    await ask("P1")
    clock.now += 1
    await send("P1")
    await take("P2", { amountPaise: 100_00n })
    expect(await ask("P2")).toMatchObject({ hold: { kind: "balance", reason: expect.stringContaining("Rs 150.00 is on its way") } })
  })

  it("a policy with a balance rule needs somebody to ask", () => {
    expect(() => openDesk(policy)).toThrow(expect.objectContaining({ code: "CONFIGURATION" }))
  })
})
