import * as cib from "@hundi/catalog/cib"
import * as composite from "@hundi/catalog/composite/all"
import * as erupi from "@hundi/catalog/erupi"
import * as upi from "@hundi/catalog/upi"
import * as upi2 from "@hundi/catalog/upi2"
import { expect, it } from "vitest"
import type { Bank, BankEvent, DueCallOut, FaultKind, Partner, Payment } from "./bank.ts"
import { createBank } from "./bank.ts"
import { partReturnPaise } from "./books.ts"
import { magicAccounts } from "./composite/magic-accounts.ts"
import { faultTable } from "./fault-table.ts"
import { istDate, istStamp } from "./ist.ts"
import { drawNumber } from "./random.ts"
import { findRoute } from "./routes.ts"
import type { ScenarioName } from "./scenarios/scenarios.ts"
import { scenarios } from "./scenarios/scenarios.ts"
import { startMs } from "./testing/bench-bank.ts"

type Fields = Record<string, unknown>
interface Base {
  readonly path: string
  /** The one that goes with the fields. */
  readonly priority: string
  readonly body: Fields
}

const OPENING_PAISE = 10_000_000_000n
const REQUESTS = 10_000

/** Every declaration with a path and a sample request, whatever shape its module has. */
const findBases = (value: unknown, depth = 0): readonly Base[] => {
  if (typeof value !== "object" || value === null || depth > 2) return []
  const { path, samples } = value as { path?: unknown; samples?: { request?: unknown } }
  if (typeof path !== "string" || samples === undefined) return Object.values(value).flatMap((one) => findBases(one, depth + 1))
  const body = typeof samples.request === "object" && samples.request !== null ? samples.request as Fields : {}
  const priority = "payee-va" in body || "ori-seq-no" in body ? "1000" : "CREDITACC" in body ? "0001" : "bcID" in body ? "0100" : "0010"
  return [{ path, priority, body }]
}

const priorities = ["0100", "1000", "0010", "0001", "0120", "1234", "", "9"]

/** Numbers that follow from the seed, one after the other. */
const createDice = (seed: number) => {
  let drawn = 0
  const number = (below: number): number => Math.floor(drawNumber(seed, "fuzz", drawn++) * below)
  return {
    number,
    chance: (share: number): boolean => number(1_000_000) < share * 1_000_000,
    pick: <T>(values: readonly T[]): T => values[number(values.length)] as T
  }
}
type Dice = ReturnType<typeof createDice>
type Bench = ReturnType<typeof open>

const noise: readonly unknown[] = [
  "", " ", "0", "-1", "1e9", "99999999999999999999", "1.001", "NaN", "\u0000", "ी", "'; --", "x".repeat(5000), "<a>&amp;", "__proto__", null, true,
  0, -1, 1.5, 2 ** 53, [], [1], {}, { amount: { amount: "1" } }, "2030-02-31", "31/31/2030", "R1", "toString", "constructor"
]

/** Fields that say who asks, or about what: with the samples' values every request would be turned away at the door. */
const ownFields = (partner: Partner, nowMs: number, dice: Dice): Readonly<Record<string, () => unknown>> => {
  const reference = (): string => `R${dice.number(2000)}`
  const rupees = (): string => dice.pick(["1.00", "2.50", "100", "250000.00", "999999999.00"])
  const account = (): string => dice.pick(["000000000001", "000000000002", ...Object.keys(magicAccounts)])
  const is = (value: string) => () => value
  return {
    crpId: is(partner.corpId), CORPID: is(partner.corpId), crpUsr: is(partner.userId), USERID: is(partner.userId),
    aggrId: is(partner.aggrId), AGGRID: is(partner.aggrId),
    urn: is(partner.urn), URN: is(partner.urn), AGGRNAME: is(partner.aggrName), aggrName: is(partner.aggrName),
    senderAcctNo: is(partner.debitAccount), DEBITACC: is(partner.debitAccount), ACCOUNTNO: is(partner.debitAccount), bcID: is(partner.bcId),
    passCode: is(partner.passCode), merchantId: is(partner.merchantId), subMerchantId: is(partner.merchantId),
    tranRefNo: reference, transRefNo: reference, UNIQUEID: reference, "seq-no": reference, "ori-seq-no": reference, merchantTranId: reference,
    amount: rupees, AMOUNT: rupees, beneAccNo: account, CREDITACC: account, "payee-va": () => `${account()}@upi`,
    localTxnDtTime: is(istStamp(nowMs)), date: is(istDate(nowMs)), "profile-id": is("1000001")
  }
}

const mutate = (body: Fields, dice: Dice): Fields => {
  const fields = { ...body }
  for (let times = dice.number(3); times > 0; times--) {
    const key = dice.pick(Object.keys(fields)) ?? "amount"
    if (dice.chance(0.4)) delete fields[key]
    else fields[dice.chance(0.1) ? "extra" : key] = dice.pick(noise)
  }
  return fields
}

const open = (seed: number) => {
  const clock = { nowMs: startMs }
  const events: BankEvent[] = []
  const bank = createBank({ seed, now: () => clock.nowMs, onEvent: (event) => void events.push(event) })
  const partners = ["Acme", "Beta", "Gamma"].map((name) => bank.registerPartner({ name, certificatePem: "" }))
  // Payments of the composite API several times, or most of the requests would only ask.
  const bases = [composite, composite, composite, composite, cib, upi, upi2, erupi].flatMap((family) => findBases({ ...family }))
  return { clock, events, bank, partners, bases }
}

const actAtRandom = (bench: Bench, dice: Dice): void => {
  const partner = dice.pick(bench.partners)
  const kind = dice.number(100)
  if (kind < 3) return orderTrouble(bench.bank, partner, dice)
  if (kind < 6) return void (bench.clock.nowMs += dice.pick([1, 60_000, 200_000, 3_600_000, 40_000_000]))
  if (kind < 12) return runControl(bench.bank, partner, dice)
  if (kind < 15) return bench.bank.takeCallOuts().forEach((order) => answerCallOut(bench.bank, order, dice))
  sendRequest(bench, partner, dice)
}

const orderTrouble = (bank: Bank, { name }: Partner, dice: Dice): void => {
  if (dice.chance(0.02)) return void bank.startScenario(dice.pick(Object.keys(scenarios) as ScenarioName[]), { partner: name })
  bank.addFault({
    match: dice.chance(0.5) ? {} : { partner: name }, fault: dice.pick(Object.keys(faultTable) as FaultKind[]),
    actCode: dice.pick(["0", "11", "52", "U30", "FAILURE"]), times: 1 + dice.number(3), probability: dice.pick([0.5, 1])
  })
}

/** A request with the partner's own fields, every second one mutated; it has to be answered, whatever it is. */
const sendRequest = ({ bank, clock, bases }: Bench, partner: Partner, dice: Dice): void => {
  const base = dice.pick(bases)
  const own = ownFields(partner, clock.nowMs, dice)
  const body = Object.fromEntries(Object.entries(base.body).map(([key, value]) => [key, own[key]?.() ?? value]))
  const path = base.path.replace(/\{\w+\}/g, partner.merchantId)
  const answer = bank.handle({
    partner: dice.chance(0.98) ? partner.apiKey : "nobody",
    path: dice.chance(0.98) ? path : `${path}/x`,
    priority: dice.chance(0.8) ? base.priority : dice.pick(priorities),
    body: dice.chance(0.5) ? body : mutate(body, dice)
  })
  expect(answer.status).toBeGreaterThanOrEqual(200)
  expect(answer.status).toBeLessThan(600)
  expect(answer.body).toBeDefined()
}

/** A control call with an order that may make sense: a RangeError is the only way to say that it does not. */
const runControl = (bank: Bank, partner: Partner, dice: Dice): void => {
  const [, act] = dice.pick(Object.entries(bank.controls()))
  const keys = ["partner", "merchantTranId", "uniqueId", "UNIQUEID", "reference", "amountPaise", "amount", "url", "kind", "account", "id", "approve", "name"]
  const order: Fields = { partner: partner.name }
  for (let times = dice.number(4); times > 0; times--) order[dice.pick(keys)] = dice.pick([...noise, `R${dice.number(400)}`, "https://partner.test/hook", 100])
  try {
    act(order)
  } catch (error) {
    expect(error).toBeInstanceOf(RangeError)
  }
}

const answerCallOut = (bank: Bank, { product, id, key, kind, partner, attempt, isLast }: DueCallOut, dice: Dice): void => {
  const reply = dice.chance(0.3) ? {} : { reply: { status: dice.pick([200, 500]), value: dice.pick([...noise, { Response: "ACCEPT" }]) } }
  bank.calledOut(product, { id, key, kind, partner, attempt, isLast, ...reply })
}

const sum = (values: readonly bigint[]): bigint => values.reduce((total, value) => total + value, 0n)

/** balance = opening + credits - debits + reversals, for each partner and for all, and the statements say the same. */
const checkBooks = ({ bank, partners, clock }: Bench): void => {
  const partReturned = (payment: Payment): bigint =>
    payment.partReturnedAtMs !== undefined && payment.partReturnedAtMs <= clock.nowMs ? partReturnPaise(payment) : 0n
  const payments = bank.snapshot().flatMap((event) => (event.type === "payment" ? [event.payment] : []))
  const total = sum(partners.map(({ apiKey }) => bank.balancePaise(apiKey)))
  const ledger = bank.ledger()
  expect(total).toBe(
    OPENING_PAISE * BigInt(partners.length) + sum(bank.credits().map(({ amountPaise }) => BigInt(amountPaise)))
      - sum(ledger.map(({ amountPaise }) => BigInt(amountPaise)))
      + sum(ledger.filter(({ state }) => state === "reversed").map(({ amountPaise }) => BigInt(amountPaise)))
      + sum(payments.map(partReturned))
  )
  for (const { apiKey } of partners) {
    const { closingPaise, entries } = bank.statement(apiKey, { fromMs: 0, untilMs: Number.MAX_SAFE_INTEGER, withCharges: false })
    expect(closingPaise).toBe(bank.balancePaise(apiKey))
    expect(OPENING_PAISE + sum(entries.map(({ amountPaise }) => amountPaise))).toBe(closingPaise)
  }
}

it("stays upright under ten thousand mutated requests, and its books add up", () => {
  const dice = createDice(20_300_131)
  const bench = open(5)
  for (let request = 1; request <= REQUESTS; request++) {
    actAtRandom(bench, dice)
    if (request % 2000 === 0) checkBooks(bench)
  }
  bench.clock.nowMs += 30 * 86_400_000
  bench.bank.settleDue()
  checkBooks(bench)
  // It was not refused at the door: money has moved, in every way that there is.
  const states = bench.bank.ledger().map(({ state }) => state)
  expect(states.length).toBeGreaterThan(200)
  expect(new Set(states)).toEqual(new Set(["debited", "settled", "reversed"]))
  expect(new Set(bench.bank.ledger().map(({ rail }) => rail)).size).toBeGreaterThanOrEqual(3)
  // And every path that the catalogue declares and the bank has was asked.
  const known = bench.bases.filter(({ path }) => bench.bank.formsOf(path.replace(/\{\w+\}/g, "412345")) !== undefined || findRoute(path) !== undefined)
  expect(known.length).toBeGreaterThan(10)

  const history = JSON.parse(JSON.stringify(bench.events)) as BankEvent[]
  const twin = createBank({ seed: 5, now: () => bench.clock.nowMs, history })
  expect(twin.ledger()).toEqual(bench.bank.ledger())
  for (const { apiKey } of bench.partners) expect(twin.balancePaise(apiKey)).toBe(bench.bank.balancePaise(apiKey))
})
