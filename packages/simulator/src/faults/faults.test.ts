import { describe, expect, it } from "vitest"
import type { BankAnswer, DebitState, FaultKind, FaultRequest } from "../bank.ts"
import { faultTable } from "../fault-table.ts"
import { minutesMs, nextDayMs, startMs, tPlus2Ms } from "../testing/bench-bank.ts"
import { createRailBench } from "../testing/rail-calls.ts"

type RailName = "imps" | "upi" | "neft"

/** Now, after 3 and 10 minutes, the next day, T+2, and noon of T+6, a Wednesday. */
const moments = [startMs, startMs + minutesMs(3), startMs + minutesMs(10), nextDayMs, tPlus2Ms, Date.UTC(2030, 1, 8, 6, 30)]

interface Expectation {
  readonly rail?: RailName
  readonly order?: Partial<FaultRequest>
  /** What the payment's own answer looks like. */
  readonly see: object
  /** The ledger at each moment: `-` no row, then the first letter of debited, settled, reversed. */
  readonly ledger: string
  /** What the enquiry says at each moment. */
  readonly codes?: string
  /** Lines of the statement at the end, in paise; one debit unless told, and with `reversed` its return. */
  readonly lines?: readonly string[]
}

const paid = "ssssss"
const nothing = "------"
const body = (fields: object): object => ({ body: fields })
const act = (ActCode: string): object => ({ manner: "answer", sealed: true, body: { ActCode } })
/** An unclear code with each of its truths. */
const unclear = (code: string): readonly [Expectation, Expectation, Expectation] => [
  { see: act(code), ledger: "dsssss", codes: `${code} 0 0 0 0 0` },
  { see: act(code), ledger: "drrrrr", codes: `${code} 5 5 5 5 5` },
  { see: act(code), ledger: nothing, codes: `${code} ${code} ${code} ${code} ${code} ${code}` }
]
const [c33, r33, n33] = unclear("33")
const [c63, r63, n63] = unclear("63")
const [c92, r92, n92] = unclear("92")
const [c96, r96, n96] = unclear("96")
const [c101, r101, n101] = unclear("101")

const table: Readonly<Partial<Record<FaultKind, Expectation>>> = {
  "drop-before-processing": { see: { manner: "drop", moneyMoved: false }, ledger: nothing, codes: "25 25 25 25 25 25" },
  "drop-after-processing": { see: { manner: "drop", moneyMoved: true }, ledger: paid },
  "cut-reply": { see: { manner: "drop", wire: "cut", body: { ActCode: "0" } }, ledger: paid },
  "slow-reply": { see: { wire: "dribble", delayMs: 10_000, body: { ActCode: "0" } }, ledger: paid },
  delay: { see: { delayMs: 30_000, body: { ActCode: "0" } }, ledger: paid },
  "arrives-late": {
    order: { delayMs: minutesMs(8) }, see: { manner: "drop", moneyMoved: false }, ledger: "--ssss", codes: "25 25 0 0 0 0"
  },
  "http-500": { see: { status: 500, sealed: false, body: { errorCode: "500" } }, ledger: paid },
  "plain-error": { see: { status: 400, sealed: false, body: { errorCode: "8099" } }, ledger: paid },
  "ip-not-allowed": { see: { status: 401, sealed: false, body: { errorCode: "8016" } }, ledger: nothing },
  "ip-not-allowed-500": { see: { status: 500, sealed: false, body: { errorCode: "500" } }, ledger: nothing },
  "rate-limit": { see: { status: 429, sealed: false, body: { errorCode: "429" }, headers: { "retry-after": "60" } }, ledger: nothing },
  "bare-429": { see: { status: 429, sealed: false, body: "" }, ledger: paid },
  "maintenance-page": { see: { status: 503, body: expect.stringContaining("<h1>Scheduled maintenance") }, ledger: nothing },
  "bad-gateway-page": { see: { status: 502, body: expect.stringContaining("502 Bad Gateway") }, ledger: paid },
  "gateway-timeout-page": { see: { status: 504, body: expect.stringContaining("504 Gateway") }, ledger: paid },
  "page-with-200": { see: { status: 200, sealed: false, body: expect.stringContaining("Sign in") }, ledger: paid },
  redirect: { see: { status: 307, wire: "redirect" }, ledger: paid },
  "garbled-reply": { see: { manner: "garble", body: { ActCode: "0" } }, ledger: paid },
  "old-certificate": { see: { wire: "old-certificate" }, ledger: paid },
  "damaged-reply": { see: { wire: "damaged" }, ledger: paid },
  "truncated-reply": { see: { wire: "truncated" }, ledger: paid },
  "doubled-reply": { see: { wire: "doubled" }, ledger: paid },
  "empty-reply": { see: { wire: "empty" }, ledger: paid },
  "long-session-key": { see: { wire: "long-key" }, ledger: paid },
  "oaep-reply": { see: { wire: "oaep" }, ledger: paid },
  "iv-in-field": { see: { wire: "iv-field" }, ledger: paid },
  "iv-in-plaintext": { see: { wire: "iv-plaintext" }, ledger: paid },
  "minimal-envelope": { see: { wire: "minimal" }, ledger: paid },
  "wrong-content-type": { see: { wire: "html-type" }, ledger: paid },
  "plain-reply": { see: { sealed: false, body: { ActCode: "0" } }, ledger: paid },
  "key-case-drift": { see: body({ actCode: "0", Success: true, bankRRN: expect.any(String) }), ledger: paid },
  "numeric-code": { see: body({ ActCode: 0 }), ledger: paid },
  "padded-code": { see: body({ ActCode: "00" }), ledger: paid },
  "triple-zero-code": { see: body({ ActCode: "000" }), ledger: paid },
  "extra-fields": { see: body({ ActCode: "0", additionalInfo: { node: "2" }, remarks2: null }), ledger: paid },
  "missing-code": { see: { body: expect.not.objectContaining({ ActCode: expect.anything() }) }, ledger: paid },
  "missing-number": { see: { body: expect.not.objectContaining({ BankRRN: expect.anything() }) }, ledger: paid },
  "other-number": { see: body({ ActCode: "0" }), ledger: paid },
  "other-reference": { see: body({ TransRefNo: "REF2" }), ledger: paid },
  "utr-without-status": {
    rail: "neft", see: { body: expect.not.objectContaining({ STATUS: expect.anything() }) }, ledger: "dddsss", codes: "SUCCESS ".repeat(6).trim()
  },
  "success-true-on-decline": { see: body({ success: true, ActCode: "52" }), ledger: nothing, codes: "52 52 52 52 52 52" },
  "success-text-while-initiated": { see: body({ success: "true", ActCode: "92" }), ledger: "dsssss", codes: "92 0 0 0 0 0" },
  "act-code": { order: { actCode: "30" }, see: act("30"), ledger: "dsssss", codes: "30 0 0 0 0 0" },
  "timed-out-credited": { see: act("11"), ledger: "dsssss", codes: "11 0 0 0 0 0" },
  "timed-out-reversed": { see: act("11"), ledger: "drrrrr", codes: "11 5 5 5 5 5" },
  "timed-out-never-debited": { see: act("11"), ledger: nothing, codes: "11 11 11 11 11 11" },
  "timed-out-for-ever": { see: act("11"), ledger: "dddddd", codes: "11 11 11 11 11 11" },
  "no-answer-credited": { see: act("30"), ledger: "ddddss", codes: "30 30 30 30 30 30" },
  "no-answer-reversed": { see: act("30"), ledger: "ddddrr", codes: "30 30 30 30 30 30" },
  "no-answer-never-debited": { see: act("30"), ledger: nothing, codes: "30 30 30 30 30 30" },
  deemed: { see: act("91"), ledger: "ddddss", codes: "91 91 91 91 0 0" },
  "deemed-reversed": { see: act("91"), ledger: "ddddrr", codes: "91 91 91 91 91 91" },
  "deemed-never-debited": { see: act("91"), ledger: nothing, codes: "91 91 91 91 91 91" },
  "act-33-credited": c33, "act-33-reversed": r33, "act-33-never-debited": n33,
  "act-63-credited": c63, "act-63-reversed": r63, "act-63-never-debited": n63,
  "act-92-credited": c92, "act-92-reversed": r92, "act-92-never-debited": n92,
  "act-96-credited": c96, "act-96-reversed": r96, "act-96-never-debited": n96,
  "act-101-credited": c101, "act-101-reversed": r101, "act-101-never-debited": n101,
  "late-reversal": { see: act("0"), ledger: "sssrrr" },
  "return-days-later": {
    rail: "neft", see: body({ STATUS: "SUCCESS" }), ledger: "dddssr", codes: "SUCCESS ".repeat(6).trim(),
    lines: ["-20000000 INF/NEFT", "20000000 NEFT/TESTN"]
  },
  "return-announced-early": { see: act("0"), ledger: "sssddr" },
  "partial-return": { see: act("0"), ledger: paid, lines: ["-20000000 MMT/IMPS", "10000000 MMT/IMPS"] },
  "status-flips": { see: act("11"), ledger: "ddrrrr", codes: "11 0 5 5 5 5" },
  "success-then-recon-failed": { see: act("0"), ledger: "ssssrr", codes: "0 0 0 0 0 0" },
  "recon-lags": { see: act("0"), ledger: paid },
  "pending-then-failure": {
    rail: "neft", see: body({ STATUS: "PENDING", RESPONSE: "FAILURE" }), ledger: nothing, codes: "PENDING FAILURE FAILURE FAILURE FAILURE FAILURE"
  },
  "neft-batch-late": { rail: "neft", see: body({ STATUS: "SUCCESS" }), ledger: "dddsss", codes: "SUCCESS ".repeat(6).trim() },
  "approval-forced": {
    rail: "neft", order: { delayMs: minutesMs(10) }, see: body({ STATUS: "PENDING FOR APPROVAL" }), ledger: "--dsss",
    codes: "PENDING FOR APPROVAL,PENDING FOR APPROVAL,SUCCESS,SUCCESS,SUCCESS,SUCCESS".replaceAll(",", " ")
  },
  "approval-refused": {
    rail: "neft", order: { delayMs: minutesMs(10) }, see: body({ STATUS: "PENDING FOR APPROVAL" }), ledger: nothing,
    codes: "PENDING FOR APPROVAL,PENDING FOR APPROVAL,FAILURE,FAILURE,FAILURE,FAILURE".replaceAll(",", " ")
  },
  "balance-short": { see: act("76"), ledger: nothing, codes: "76 76 76 76 76 76" },
  "duplicate-on-first": { see: act("80"), ledger: "dsssss", codes: "80 0 0 0 0 0" },
  "duplicate-never-paid": { see: act("80"), ledger: nothing, codes: "80 80 80 80 80 80" },
  "not-found-on-pay": { see: act("25"), ledger: "dsssss", codes: "25 0 0 0 0 0" },
  "booked-next-day": { see: act("0"), ledger: paid, codes: "25 25 25 25 25 25" },
  "pays-again": { order: { times: 2 }, see: act("0"), ledger: paid },
  "pays-again-unheard": { order: { times: 2 }, see: { manner: "drop", moneyMoved: true }, ledger: paid },
  "not-found-for-a-while": { see: { manner: "drop", moneyMoved: true }, ledger: paid, codes: "25 0 0 0 0 0" }
}

const amount = "200000.00"

const open = (rail: RailName = "imps") => {
  const bench = createRailBench()
  const { bank, partner, rails, status } = bench
  const pay = (): BankAnswer =>
    rails.payBy({ imps: "0100", upi: "1000", neft: "0010" }[rail], { amount, "payee-va": "000000000001@upi" })
  const ask = (fields: Record<string, unknown> = {}): BankAnswer => {
    if (rail === "imps") return status("REF1", fields)
    return rail === "upi" ? rails.askUpi("REF1", fields) : rails.askNeft("REF1", fields)
  }
  const lines = () => bank.statement(partner.apiKey, { fromMs: 0, untilMs: Number.MAX_SAFE_INTEGER, withCharges: false })
  return { ...bench, pay, ask, lines }
}

const codeIn = ({ body }: BankAnswer): string => {
  const fields = body as Record<string, unknown>
  const upi = fields["MobileAppData"] as Record<string, unknown> | undefined
  return String(upi?.["original-txn-response-code"] ?? fields["ActCode"] ?? fields["STATUS"] ?? fields["response"])
}

const letters: Readonly<Record<DebitState, string>> = { debited: "d", settled: "s", reversed: "r" }
const kinds = Object.keys(faultTable) as FaultKind[]

describe("each fault on a payment", () => {
  it("has its expectation", () => {
    expect(Object.keys(table).sort()).toEqual(kinds.filter((kind) => ["pay", "any"].includes(faultTable[kind].on)).sort())
  })

  it.each(Object.entries(table) as [FaultKind, Expectation][])("%s", (fault, expected) => {
    const { rail, order, see, ledger, codes, lines: wanted } = expected
    const bench = open(rail)
    bench.bank.addFault({ match: {}, fault, ...order })
    const answer = bench.pay()
    expect(answer).toMatchObject(see)
    const seen = moments.map((nowMs) => {
      bench.clock.nowMs = nowMs
      const row = bench.bank.ledger()[0]
      // The books and the statement tell the same story at every moment.
      expect(bench.lines().closingPaise).toBe(bench.bank.balancePaise(bench.partner.apiKey))
      return { letter: row === undefined ? "-" : letters[row.state], code: codeIn(bench.ask()) }
    })
    expect(seen.map(({ letter }) => letter).join("")).toBe(ledger)
    if (codes !== undefined) expect(seen.map(({ code }) => code).join(" ")).toBe(codes)
    const own = ledger === nothing ? [] : ledger.endsWith("r") ? ["-20000000", "20000000"] : ["-20000000"]
    const entries = bench.lines().entries.map(({ amountPaise, narration }) => `${amountPaise} ${narration}`)
    const lines = wanted ?? own
    expect(entries).toHaveLength(lines.length)
    lines.forEach((line, index) => expect(entries[index]).toContain(line))
    checkMoneyColumn(fault, answer, ledger)
  })

  it("is unlike every other, to the client or in the books", () => {
    const fingerprints = Object.entries(table).map(([kind, { rail, order }]) => {
      const bench = open(rail)
      bench.bank.addFault({ match: {}, fault: kind as FaultKind, ...order })
      const views: unknown[] = [bench.pay()]
      // A repeat of the reference is where the generous faults differ.
      bench.clock.nowMs += 1
      views.push(bench.pay())
      for (const nowMs of [startMs + 1, ...moments.slice(1), startMs + minutesMs(90)].toSorted()) {
        bench.clock.nowMs = nowMs
        views.push(bench.ask(), bench.ask({ recon360: "Y" }), [...bench.bank.ledger()], bench.lines().entries)
      }
      return [kind, JSON.stringify(views, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value))] as const
    })
    const first = new Map<string, string>()
    for (const [kind, fingerprint] of fingerprints) {
      expect(`${kind} is like ${first.get(fingerprint) ?? "no other"}`).toBe(`${kind} is like no other`)
      first.set(fingerprint, kind)
    }
  })
})

/** What the table says about the money is what the books say. */
const checkMoneyColumn = (fault: FaultKind, answer: BankAnswer, ledger: string): void => {
  const { money } = faultTable[fault]
  const isMovedAtOnce = !ledger.startsWith("-")
  expect(answer.moneyMoved).toBe(isMovedAtOnce)
  if (money === "by-code") return
  const isBack = ledger.endsWith("r")
  const words = ledger === nothing ? "not-moved" : !isMovedAtOnce ? "later" : isBack ? "returned" : "moved"
  expect(money === "part-returned" ? "moved" : money).toBe(words)
}

describe("each fault on an enquiry", () => {
  const path = "/api/v1/composite-status"
  const rows: readonly (readonly [FaultKind, RailName, object, Record<string, unknown>?])[] = [
    ["status-drop", "imps", { manner: "drop" }],
    ["failure-once", "imps", { body: { ActCode: "62", Amount: amount } }],
    ["failure-once", "upi", { body: { MobileAppData: { "original-txn-response-code": "U30" } } }],
    ["failure-once", "neft", { body: { STATUS: "FAILURE", Response: "FAILURE" } }],
    ["enquiry-failed", "neft", { body: { STATUS: "ERROR", RESPONSE: "FAILURE" } }],
    ["not-found-17", "imps", { body: { ActCode: "17" } }],
    ["other-amount", "imps", { body: { ActCode: "0", Amount: "200000.01" } }],
    ["other-amount", "imps", recon("TransactionAmount", "200000.01"), { recon360: "Y" }],
    ["other-account", "imps", { body: { ActCode: "0", BeneAccNo: "000000000002" } }],
    ["other-account", "imps", recon("BeneficiaryAccountNumber", "XXXXXXXX0002"), { recon360: "Y" }],
    ["other-ifsc", "imps", { body: { BeneIFSC: "TEST0000002" } }],
    ["other-reference", "imps", { body: { TranRefNo: "REF2", ActCode: "0" } }],
    ["wrapped-status", "imps", { body: { ImpsResponse: { ActCode: "0", TranRefNo: "REF1" } } }],
    ["outer-success-only", "upi", { body: { response: "0" } }],
    ["utr-without-status", "neft", { body: { UTRNUMBER: expect.any(String) } }],
    ["key-case-drift", "neft", { body: { Status: "SUCCESS" } }],
    ["padded-code", "upi", { body: { response: "00", MobileAppData: { "original-txn-response-code": "00" } } }],
    ["drop-before-processing", "imps", { manner: "drop" }],
    ["delay", "imps", { delayMs: 30_000, body: { ActCode: "0" } }],
    ["http-500", "imps", { status: 500, sealed: false }],
    ["plain-error", "imps", { status: 400, body: { errorCode: "8099" } }],
    ["rate-limit", "imps", { status: 429 }],
    ["garbled-reply", "imps", { manner: "garble" }],
    ["act-code", "imps", { body: { ActCode: "25" } }],
    ["not-found-for-a-while", "imps", { manner: "answer", body: { ActCode: "25" } }]
  ]
  it("is tried", () => {
    const tried = new Set(rows.map(([kind]) => kind))
    expect(kinds.filter((kind) => faultTable[kind].on === "status" && !tried.has(kind))).toEqual([])
  })

  const cases = rows.map(([fault, rail, see, fields]) => ({ fault, rail, see, fields }))
  it.each(cases)("$fault on $rail shows $see, and leaves the books alone", ({ fault, rail, see, fields }) => {
    const { bank, pay, ask, lines } = open(rail)
    bank.addFault({ match: { path }, fault, ...(fault === "act-code" ? { actCode: "25" } : {}) })
    pay()
    const before = [structuredClone(bank.ledger()), lines()]
    const answer = ask(fields)
    expect(answer).toMatchObject({ ...see, moneyMoved: false })
    expect([bank.ledger(), lines()]).toEqual(before)
    // The next enquiry is told the truth.
    const next = ask(fields)
    expect(JSON.stringify(next.body)).toMatch(/SUCCESS|Success|Credit Confirmation/)
    expect(next).not.toEqual(answer)
  })
})

/** A parameter of Recon360. */
function recon(name: string, value: string): object {
  return { body: { "recon-api-response": { parameters: { index: { parameter: expect.arrayContaining([{ name, value }]) } } } } }
}
