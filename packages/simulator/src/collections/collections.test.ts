import { describe, expect, it } from "vitest"
import type { Bank, BankEvent, BankOptions, CallOutReply, DueCallOut } from "../bank.ts"
import { createBank } from "../bank.ts"
import { createBenchBank, startMs } from "../testing/bench-bank.ts"

const openingPaise = 10_000_000_000n
const accept = { AcceptOrReject: "Y", Message: "Accept", Code: "11" }
const reject = { AcceptOrReject: "N", Message: "Reject", Code: "12" }

const run = (bank: Bank, call: string, order: Record<string, unknown> = {}): any => bank.controls()[call]?.(order)
const payIn = (bank: Bank, order: Record<string, unknown> = {}) =>
  run(bank, "POST /_sim/collections", { virtualAccount: "TEST00000001", amount: "1000.00", rail: "NEFT", payerName: "TEST USER", ...order })

/** What a partner would do with each call-out that is due. */
const answerAll = (bank: Bank, answer: (order: DueCallOut) => CallOutReply["reply"]): readonly DueCallOut[] => {
  const orders = bank.takeCallOuts()
  for (const order of orders) {
    const { id, key, kind, partner, attempt, isLast } = order
    const reply = answer(order)
    bank.calledOut(order.product, { id, key, kind, partner, attempt, isLast, ...(reply === undefined ? {} : { reply }) })
  }
  return orders
}
const always = (value: unknown, status = 200) => () => ({ status, value })
const silent = () => undefined

const start = (settings: Record<string, unknown> = {}, options: Partial<BankOptions> = {}) => {
  const events: BankEvent[] = []
  const bench = createBenchBank({ onEvent: (event) => void events.push(event), ...options })
  run(bench.bank, "POST /_sim/collections/settings", { clientCode: "TEST", ...settings })
  const balance = () => bench.bank.balancePaise(bench.partner.apiKey)
  const stateOf = (utr: string) => run(bench.bank, "GET /_sim/collections").collections.find((one: { utr: string }) => one.utr === utr)
  return { ...bench, events, balance, stateOf }
}

describe("with validation", () => {
  it("asks in the newer form, with nothing credited yet", () => {
    const { bank, partner, balance } = start()
    const { utr, state } = payIn(bank, { payerAccount: "000000000077", payerIfsc: "TEST0000009", remark: "rent" })
    expect(state).toBe("held")
    const [order] = bank.takeCallOuts()
    expect(order).toMatchObject({ kind: "ecollection.msg_hold", key: utr, form: "hybrid", deadlineMs: 10_000, attempt: 1, isLast: true })
    expect(order?.body).toEqual({
      ClientCode: "TEST", VirtualAccountNumber: "TEST00000001", Mode: "NEFT", UTR: utr, SenderRemark: "rent",
      ClientAccountNo: partner.debitAccount, Amount: "1000.00", PayerName: "TEST USER", PayerAccNumber: "000000000077",
      PayerBankIFSC: "TEST0000009", PayerPaymentDate: "20300131", BankInternalTransactionNumber: "50000001"
    })
    expect(balance()).toBe(openingPaise)
  })

  it("credits what is accepted, on the statement too, and posts the MIS", () => {
    const { bank, partner, balance, stateOf } = start()
    const { utr } = payIn(bank)
    answerAll(bank, always(accept))
    expect(balance()).toBe(openingPaise + 100_000n)
    expect(stateOf(utr)).toMatchObject({ state: "credited", decision: "accepted", misCode: null })
    const { entries } = bank.statement(partner.apiKey, { fromMs: startMs - 1, untilMs: startMs + 1, withCharges: false })
    expect(entries).toMatchObject([{ amountPaise: 100_000n, narration: `NEFT/${utr}/TEST USER` }])
    const [mis] = answerAll(bank, always({ Response: "Success", Code: "11" }))
    expect(mis).toMatchObject({ kind: "ecollection.mis_posting", key: utr, body: { UTR: utr, Amount: "1000.00" } })
    expect(stateOf(utr)).toMatchObject({ misCode: "11" })
    expect(bank.takeCallOuts()).toEqual([])
  })

  it("gives back what is rejected: no credit, no MIS", () => {
    const { bank, balance, stateOf } = start()
    const { utr } = payIn(bank)
    answerAll(bank, always(reject))
    expect([balance(), bank.credits()]).toEqual([openingPaise, []])
    expect(stateOf(utr)).toMatchObject({ state: "returned", decision: "rejected" })
    expect(bank.takeCallOuts()).toEqual([])
  })

  it.each([["UPI", 5000], ["IMPS", 5000], ["NEFT", 10_000], ["RTGS", 10_000], ["FT", 15_000]])("waits for an answer to %s for %i ms", (rail, ms) => {
    const { bank, clock, stateOf } = start({ onNoAnswer: "reject" })
    const { utr } = payIn(bank, { rail: rail.toLowerCase(), amount: "200000.00" })
    expect(bank.takeCallOuts()).toMatchObject([{ deadlineMs: ms }])
    clock.nowMs += ms
    bank.settleDue()
    expect(stateOf(utr)).toMatchObject({ state: "held" })
    clock.nowMs += 2001
    bank.settleDue()
    expect(stateOf(utr)).toMatchObject({ state: "returned", decision: "deemed-rejected" })
  })

  const noAnswers: readonly (readonly [string, () => CallOutReply["reply"]])[] = [
    ["silence", silent], ["an error", always(accept, 500)], ["garbage", always(undefined)], ["another word", always({ AcceptOrReject: "OK" })],
    ["a contradiction", always({ AcceptOrReject: "Y", Code: "12" })], ["a list", always([])], ["the MIS answer", always({ Code: "11" })]
  ]
  it.each(noAnswers)("takes %s as no answer: the agreed default counts", (_, answer) => {
    for (const [onNoAnswer, decision, paise] of [["accept", "deemed-accepted", 100_000n], ["reject", "deemed-rejected", 0n]] as const) {
      const { bank, balance, stateOf } = start({ onNoAnswer })
      const { utr } = payIn(bank)
      answerAll(bank, answer)
      expect(stateOf(utr)).toMatchObject({ decision })
      expect(balance()).toBe(openingPaise + paise)
      // A question is put once; after a deemed accept the MIS comes all the same.
      expect(bank.takeCallOuts().map(({ kind }) => kind)).toEqual(paise === 0n ? [] : ["ecollection.mis_posting"])
    }
  })

  it("does not hear a word that comes after the decision", () => {
    const { bank, clock, partner, balance } = start()
    const { utr } = payIn(bank)
    const [order] = bank.takeCallOuts()
    clock.nowMs += 60_000
    bank.settleDue()
    expect(balance()).toBe(openingPaise + 100_000n)
    const reply = { kind: order?.kind ?? "", key: utr, partner: partner.apiKey, attempt: 1, isLast: true, reply: { status: 200, value: reject } }
    bank.calledOut("collections", { ...reply, id: order?.id ?? 0 })
    expect(balance()).toBe(openingPaise + 100_000n)
  })
})

describe("the MIS", () => {
  it("is repeated without answer, and a repeat may be answered 06", () => {
    const { bank, clock, stateOf } = start({ validation: false })
    const { utr } = payIn(bank)
    expect(stateOf(utr)).toMatchObject({ state: "credited", decision: "not-asked" })
    expect(answerAll(bank, silent)).toMatchObject([{ kind: "ecollection.mis_posting", attempt: 1 }])
    expect(bank.takeCallOuts()).toEqual([])
    clock.nowMs += 60_000
    expect(answerAll(bank, always({ Response: "?", Code: "99" }))).toMatchObject([{ attempt: 2 }])
    clock.nowMs += 300_000
    expect(answerAll(bank, always({ Response: "Duplicate UTR", Code: "06" }))).toMatchObject([{ attempt: 3 }])
    clock.nowMs += 86_400_000
    expect(bank.takeCallOuts()).toEqual([])
    expect(stateOf(utr)).toMatchObject({ misCode: "06" })
    expect(run(bank, "GET /_sim/callbacks").callOuts).toMatchObject([{ state: "answered", tries: [{ status: null }, { status: 200 }, { good: true }] }])
  })

  it("is given up after six tries", () => {
    const { bank, clock } = start({ validation: false })
    payIn(bank)
    let tries = 0
    for (let hour = 0; hour < 48; hour++, clock.nowMs += 3_600_000) tries += answerAll(bank, silent).length
    expect(tries).toBe(6)
    expect(run(bank, "GET /_sim/callbacks")).toMatchObject({ waiting: 0, callOuts: [{ state: "given-up" }] })
  })

  it("has an older form, with an answer of its own", () => {
    const { bank, partner, stateOf } = start({ validation: false, format: "older", dateForm: "MM/DD/YYYY" })
    const { utr } = payIn(bank, { rail: "FT" })
    const [mis] = answerAll(bank, always({ SuccessANDRejected: "Successful Transaction", CODE: "11" }))
    expect(mis?.body).toEqual({
      CustomerCode: "TEST", VirtualACCode: "TEST00000001", MODE: "FT", UTR: utr, "SENDER REMARK": "",
      CustomerAccountNo: partner.debitAccount, AMT: "1000.00", PayeeName: "TEST USER", PayeeAccountNumber: "000000000001",
      PayeeBankIFSC: "", PayeePaymentDate: "01/31/2030", BankInternalTransactionNumber: "50000001"
    })
    expect(stateOf(utr)).toMatchObject({ misCode: "11" })
  })
})

describe("the control plane's orders", () => {
  it.each([
    [{ amount: "0" }, /amount/], [{ amount: 5 }, /amount/], [{ amount: "1.005" }, /amount/], [{ amount: "199999.99", rail: "RTGS" }, /2 lakh/],
    [{ rail: "CHEQUE" }, /rail/], [{ virtualAccount: "OTHER0001" }, /client code/], [{ virtualAccount: "TEST" }, /client code/],
    [{ payerIfsc: "x" }, /payerIfsc/], [{ partner: "nobody" }, /partner/], [{ utr: "?" }, /utr/], [{ payerName: "" }, /payerName/]
  ])("refuse %j by name", (order, reason) => {
    const { bank } = start()
    expect(() => payIn(bank, order)).toThrow(reason)
    expect(run(bank, "GET /_sim/collections").collections).toEqual([])
  })

  it.each([[{ validation: "yes" }, /validation/], [{ onNoAnswer: "ask" }, /onNoAnswer/], [{ format: "v3" }, /format/], [{ clientCode: "a" }, /clientCode/]])(
    "refuse settings %j by name", (settings, reason) => expect(() => start(settings)).toThrow(reason)
  )

  it("take a UTR once, and make different ones in the rails' forms", () => {
    const { bank } = start()
    payIn(bank, { utr: "UTR0001" })
    expect(() => payIn(bank, { utr: "UTR0001" })).toThrow(/utr/)
    const utrs = ["NEFT", "NEFT", "RTGS", "IMPS", "UPI", "FT"].map((rail) => payIn(bank, { rail, amount: "200000.00" }).utr as string)
    expect(new Set(utrs).size).toBe(6)
    expect(utrs.map((utr) => utr.length)).toEqual([16, 16, 22, 12, 12, 9])
  })

  it("give every partner a client code of its own while none is set", () => {
    const { bank } = createBenchBank()
    bank.registerPartner({ name: "Other", certificatePem: "" })
    const codes = run(bank, "GET /_sim/collections").settings.map((one: { clientCode: string }) => one.clientCode)
    expect(codes[0]).toMatch(/^[A-Z]{4}$/)
    expect(codes[0]).not.toBe(codes[1])
  })
})

it("narrates a transfer inside the bank as one", () => {
  const { bank, partner } = start({ validation: false })
  const { utr } = payIn(bank, { rail: "FT", remark: "rent" })
  const { entries } = bank.statement(partner.apiKey, { fromMs: startMs - 1, untilMs: startMs + 1, withCharges: false })
  expect(entries).toMatchObject([{ narration: `INF/INFT/${utr.padStart(12, "0")}/rent` }])
})

describe("a bank made again", () => {
  it.each(["events", "snapshot"])("from its %s knows everything, and puts no question twice", (source) => {
    const { bank, clock, partner, events } = start()
    const { utr } = payIn(bank)
    answerAll(bank, always(accept))
    answerAll(bank, silent)
    payIn(bank, { rail: "IMPS" })
    const history = JSON.parse(JSON.stringify(source === "events" ? events : bank.snapshot())) as BankEvent[]
    const twin = createBank({ seed: 1, now: () => clock.nowMs, history })
    for (const call of ["GET /_sim/collections", "GET /_sim/callbacks"]) expect(run(twin, call)).toEqual(run(bank, call))
    expect(twin.balancePaise(partner.apiKey)).toBe(openingPaise + 100_000n)
    expect(answerAll(twin, always(reject))).toMatchObject([{ kind: "ecollection.msg_hold", body: { Mode: "IMPS" } }])
    clock.nowMs += 60_000
    expect(answerAll(twin, always({ Response: "Success", Code: "11" }))).toMatchObject([{ key: utr, attempt: 2 }])
    expect(twin.balancePaise(partner.apiKey)).toBe(openingPaise + 100_000n)
  })

  it("takes a question that was under way for unanswered", () => {
    const { bank, clock, partner } = start({ onNoAnswer: "reject" })
    const { utr } = payIn(bank)
    expect(bank.takeCallOuts()).toHaveLength(1)
    const twin = createBank({ seed: 1, now: () => clock.nowMs, history: bank.snapshot() })
    expect(twin.takeCallOuts()).toEqual([])
    expect(run(twin, "GET /_sim/collections").collections).toMatchObject([{ utr, decision: "deemed-rejected" }])
    expect(twin.balancePaise(partner.apiKey)).toBe(openingPaise)
  })

  it("goes on with the repeats of a MIS that was under way", () => {
    const { bank, clock } = start({ validation: false })
    payIn(bank)
    expect(bank.takeCallOuts()).toMatchObject([{ attempt: 1 }])
    const twin = createBank({ seed: 1, now: () => clock.nowMs, history: bank.snapshot() })
    expect(twin.takeCallOuts()).toEqual([])
    clock.nowMs += 60_000
    expect(twin.takeCallOuts()).toMatchObject([{ attempt: 2 }])
  })
})
