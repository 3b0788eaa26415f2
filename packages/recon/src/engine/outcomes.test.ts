import { describe, expect, it } from "vitest"
import type { ReconFinding } from "../result.ts"
import { defaultRules } from "./rules.ts"
import { account, debitOf, makeEntry, makeLine, narrationOf, reconcile, returnOf } from "./testing/make-rows.ts"

const only = async (...given: Parameters<typeof reconcile>): Promise<ReconFinding> => {
  const { findings } = await reconcile(...given)
  expect(findings).toHaveLength(1)
  return findings[0] as ReconFinding
}

const entry = makeEntry(1)

describe("one payout and what the statement says of it", () => {
  it.each(["imps", "upi", "internal"] as const)("matched by our reference: %s", async (rail) => {
    const payout = makeEntry(1, { rail, rrn: rail === "internal" ? "609200013" : entry.rrn })
    expect(await only([payout], [debitOf(payout)])).toMatchObject({ outcome: "matched", pass: "reference", score: 100, explained: true,
      why: "Our reference is in the narration; amount and date agree" })
  })

  it.each([["neft", "ICIN209200000001"], ["rtgs", "ICICR52026040200000001"]] as const)("matched by the bank's number: %s", async (rail, rrn) => {
    const payout = makeEntry(1, { rail, rrn })
    expect(await only([payout], [debitOf(payout)])).toMatchObject({ outcome: "matched", pass: "bank-number", score: 100 })
  })

  it("is matched when the journal does not know the end yet, and says so", async () => {
    const payout = makeEntry(1, { state: "unknown", rrn: null })
    const finding = await only([payout], [debitOf(payout)])
    expect(finding).toMatchObject({ outcome: "matched", explained: true })
    expect(finding.why).toContain("the journal still has it as unknown")
  })

  it.each([14, 13, 12])("is matched by %i characters of the reference when the amount agrees", async (length) => {
    const payout = makeEntry(1, { rrn: null, state: "unknown" })
    const narration = `MMT/IMPS/609299999999/${payout.reference.slice(0, length)}/RAVI KUMAR/HDFC`
    expect(await only([payout], [makeLine(narration, -payout.amountPaise)])).toMatchObject({ outcome: "matched", pass: "reference", score: 90 })
  })

  it("is not matched by eleven characters, nor by twelve with another amount", async () => {
    const payout = makeEntry(1, { rrn: null, state: "unknown" })
    const eleven = await reconcile([payout], [makeLine(`XX/${payout.reference.slice(0, 11)}/Y`, -payout.amountPaise)])
    expect(eleven.findings.map(({ outcome }) => outcome)).not.toContain("matched")
    const twelve = await reconcile([payout], [makeLine(`XX/${payout.reference.slice(0, 12)}/Y`, -payout.amountPaise - 1n)])
    expect(twelve.findings.map(({ outcome }) => outcome).toSorted()).toEqual(["debit-not-ours", "sent-no-debit"])
  })

  it("finds a reference whose remark follows without a space", async () => {
    const payout = makeEntry(1, { rrn: null })
    expect(await only([payout], [makeLine(`PAID ${payout.reference}INVOICE`, -payout.amountPaise)])).toMatchObject({ outcome: "matched", pass: "reference" })
  })

  it("amount differs", async () => {
    const finding = await only([entry], [debitOf(entry, { amountPaise: entry.amountPaise + 50n })])
    expect(finding).toMatchObject({ outcome: "amount-differs", explained: false })
    expect(finding.why).toBe("Our reference is in the narration, but the bank took Rs 100.57 for Rs 100.07")
  })

  it("an amount within the rules' tolerance is explained", async () => {
    const line = debitOf(entry, { amountPaise: entry.amountPaise + 1n })
    expect(await only([entry], [line], { rules: { ...defaultRules, tolerancePaise: 1n } })).toMatchObject({ outcome: "amount-differs", explained: true })
  })

  it("sent, and no debit", async () => {
    expect(await only([entry], [])).toMatchObject({ outcome: "sent-no-debit", explained: false, journalPaise: -entry.amountPaise, statementPaise: 0n })
  })

  it("pending while its window is open, statement incomplete when no statement covers it", async () => {
    expect(await only([entry], [], { asOf: "2026-04-03" })).toMatchObject({ outcome: "pending", explained: true })
    const days = { from: "2026-03-30", to: "2026-04-01" }
    expect(await only([entry], [], { head: days })).toMatchObject({ outcome: "statement-incomplete", explained: false })
    const earlier = makeEntry(1, { businessDate: "2026-03-25" })
    expect(await only([earlier], [])).toMatchObject({ outcome: "statement-incomplete", explained: true })
  })

  it.each(["reserved", "not-sent", "rejected"] as const)("not sent: %s without a debit", async (state) => {
    expect(await only([makeEntry(1, { state })], [])).toMatchObject({ outcome: "not-sent", explained: true, journalPaise: 0n })
  })

  it("late money: failed for us, debited at the bank", async () => {
    const payout = makeEntry(1, { state: "rejected" })
    expect(await only([payout], [debitOf(payout)])).toMatchObject({ outcome: "late-money", explained: false })
  })

  it("debited twice, also when the second debit has a number of its own", async () => {
    const again = debitOf(makeEntry(1, { rrn: "609288888888" }))
    expect(await only([entry], [debitOf(entry), again])).toMatchObject({ outcome: "duplicate-debit", explained: false, why: "2 debits for one payout of Rs 100.07" })
  })

  it("debited twice, and once given back: known, and nothing is missing", async () => {
    const { findings, run } = await reconcile([entry], [debitOf(entry), debitOf(entry), returnOf(entry)])
    expect(findings).toMatchObject([{ outcome: "duplicate-debit", explained: true }])
    expect(run.totals[0]?.unexplainedPaise).toBe(0n)
  })

  it("split by the bank: two debits make the amount", async () => {
    const first = debitOf(entry, { amountPaise: 4_000n })
    const rest = debitOf(makeEntry(1, { rrn: "609277777777" }), { amountPaise: entry.amountPaise - 4_000n })
    expect(await only([entry], [first, rest])).toMatchObject({ outcome: "matched", pass: "group", explained: true })
  })

  it("penny drop, own account by kind, own account by a pattern of the rules", async () => {
    const drop = makeEntry(1, { kind: "verification", amountPaise: 100n })
    expect(await only([drop], [debitOf(drop)])).toMatchObject({ outcome: "penny-drop", explained: true })
    const own = makeEntry(1, { kind: "own-account" })
    expect(await only([own], [debitOf(own)])).toMatchObject({ outcome: "own-account", explained: true })
    const rules = { ...defaultRules, ownAccounts: ["^INF/INFT/[0-9]+/FUNDING"] }
    expect(await only([], [makeLine("INF/INFT/000000000123/FUNDING", 5_000_00n)], { rules })).toMatchObject({ outcome: "own-account", pass: "rule" })
  })
})

describe("what comes back", () => {
  it.each(["imps", "internal"] as const)("reversed: %s", async (rail) => {
    const payout = makeEntry(1, { rail, rrn: rail === "internal" ? "609200013" : entry.rrn })
    expect(await only([payout], [debitOf(payout), returnOf(payout)])).toMatchObject({ outcome: "reversed", pass: "return", explained: true, statementPaise: 0n })
  })

  it("reversed, though the journal never learnt the bank's number", async () => {
    const payout = makeEntry(1, { rail: "internal", rrn: null })
    expect(await only([payout], [debitOf(payout), returnOf(payout)])).toMatchObject({ outcome: "reversed" })
  })

  it.each([["neft", "ICIN209200000001"], ["rtgs", "ICICR52026040200000001"]] as const)("returned under a number of its own: %s", async (rail, rrn) => {
    const payout = makeEntry(1, { rail, rrn })
    expect(await only([payout], [debitOf(payout), returnOf(payout, { postedOn: "2026-04-03" })])).toMatchObject({ outcome: "returned", explained: true })
  })

  it("reversed in part", async () => {
    const finding = await only([entry], [debitOf(entry), returnOf(entry, { amountPaise: 5_000n })])
    expect(finding).toMatchObject({ outcome: "reversed-in-part", explained: false, why: "Only Rs 50.00 of Rs 100.07 came back" })
  })

  it("the journal says reversed, and nothing came back", async () => {
    const payout = makeEntry(1, { state: "reversed" })
    expect(await only([payout], [debitOf(payout)])).toMatchObject({ outcome: "reversed-in-part", explained: false })
    expect(await only([payout], [debitOf(payout)], { asOf: "2026-04-03" })).toMatchObject({ outcome: "pending" })
  })

  it("declined with debit and reversal, known to the journal or not", async () => {
    const payout = makeEntry(1, { state: "rejected" })
    expect(await only([payout], [debitOf(payout), returnOf(payout)])).toMatchObject({ outcome: "declined-with-reversal", explained: true, journalPaise: 0n })
    expect(await only([], [debitOf(payout), returnOf(payout)])).toMatchObject({ outcome: "declined-with-reversal", journal: [] })
  })

  it("came back, but nothing had left", async () => {
    expect(await only([], [returnOf(entry)])).toMatchObject({ outcome: "orphan-reversal", explained: false })
    expect(await only([entry], [returnOf(entry)])).toMatchObject({ outcome: "orphan-reversal", journal: [{ payoutId: "p1" }] })
  })
})

describe("what is not ours", () => {
  it("charges and tax are never a payout's, whatever their amount", async () => {
    const payout = makeEntry(1, { amountPaise: 500n })
    const { findings } = await reconcile([payout], [makeLine(`IMPS CHG/${payout.rrn}`, -500n), makeLine(`GST IMPS CHG/${payout.rrn}`, -90n)])
    expect(findings.map(({ outcome, explained }) => [outcome, explained]).toSorted()).toEqual([["charge", true], ["gst", true], ["sent-no-debit", false]])
  })

  it("debits and credits of others", async () => {
    const known = { ...defaultRules, knownCredits: ["CUSTOMER"] }
    expect(await only([], [makeLine("MMT/IMPS/609255555555/RENT/OWNER/SBIN", -9_000n)])).toMatchObject({ outcome: "debit-not-ours", explained: false })
    expect(await only([], [makeLine("NEFT/ICIN20/CUSTOMER ONE", 9_000n)])).toMatchObject({ outcome: "credit-not-ours", explained: false })
    expect(await only([], [makeLine("NEFT/ICIN20/CUSTOMER ONE", 9_000n)], { rules: known })).toMatchObject({ outcome: "credit-not-ours", explained: true })
  })

  it("a number that comes again on another rail, or a week later, is another payment", async () => {
    const upi = makeLine(`UPI/${entry.rrn}/GROCERIES/shop@upi`, -entry.amountPaise)
    const later = makeLine(`MMT/IMPS/${entry.rrn}/GROCERIES/SHOP/HDFC`, -entry.amountPaise, { postedOn: "2026-04-05" })
    for (const line of [upi, later]) {
      const { findings } = await reconcile([entry], [line])
      expect(findings.map(({ outcome }) => outcome).toSorted()).toEqual(["debit-not-ours", "sent-no-debit"])
    }
  })

  it("a bank number with another amount and another's remark is another payment", async () => {
    const line = makeLine(`MMT/IMPS/${entry.rrn ?? ""}/RENT APRIL/OWNER/SBIN`, -entry.amountPaise - 5n)
    const { findings } = await reconcile([entry], [line])
    expect(findings.map(({ outcome }) => outcome).toSorted()).toEqual(["debit-not-ours", "sent-no-debit"])
    const bare = makeLine(`MMT/IMPS/${entry.rrn ?? ""}/NA/RAVI KUMAR/HDFC`, -entry.amountPaise - 5n)
    expect(await only([entry], [bare])).toMatchObject({ outcome: "amount-differs", pass: "bank-number", score: 80 })
  })

  it("another account's debit is not this account's", async () => {
    const { findings } = await reconcile([entry], [debitOf(entry, { account: "000999999999" })])
    expect(findings.map(({ outcome }) => outcome).toSorted()).toEqual(["debit-not-ours", "sent-no-debit"])
  })
})

describe("doubt is a state", () => {
  it("our reference with another bank number", async () => {
    const line = makeLine(narrationOf(makeEntry(1, { rrn: "609244444444" })), -entry.amountPaise)
    expect(await only([entry], [line])).toMatchObject({ outcome: "ambiguous", explained: false, score: 50 })
  })

  it("a swap of two digits is no other number", async () => {
    const line = makeLine(narrationOf(makeEntry(1, { rrn: "609200000031" })), -entry.amountPaise)
    expect(await only([entry], [line])).toMatchObject({ outcome: "matched" })
  })

  it("one amount on one day, without any number", async () => {
    const payout = makeEntry(1, { rrn: null, state: "unknown" })
    expect(await only([payout], [makeLine("PAYMENT BY BRANCH", -payout.amountPaise)])).toMatchObject({ outcome: "ambiguous", pass: "amount-date" })
  })

  it("is over when the beneficiary agrees and nothing else fits", async () => {
    const payout = makeEntry(1, { rrn: null, state: "unknown" })
    const line = makeLine("MMT/IMPS//NA/RAVI KUMAR/HDFC", -payout.amountPaise)
    expect(await only([payout], [line])).toMatchObject({ outcome: "matched", pass: "amount-date", score: 95 })
    const twin = makeEntry(2, { rrn: null, state: "unknown", amountPaise: payout.amountPaise })
    expect(await only([payout, twin], [line])).toMatchObject({ outcome: "ambiguous", explained: false })
    expect(await only([payout], [line, line])).toMatchObject({ outcome: "ambiguous" })
  })

  it("a readable remark that is not ours speaks against it", async () => {
    const payout = makeEntry(1, { rrn: null, state: "unknown" })
    const line = makeLine("MMT/IMPS/609233333333/RENT APRIL/RAVI KUMAR/HDFC", -payout.amountPaise)
    expect(await only([payout], [line])).toMatchObject({ outcome: "ambiguous" })
  })

  it("one return for two debits of others that share a number", async () => {
    const theirs = makeLine("MMT/IMPS/609266666666/RENT/OWNER/SBIN", -9_000n)
    const back = makeLine("MMT/IMPS/609266666666/RETURN/RENT", 9_000n)
    expect(await only([], [theirs, theirs, back])).toMatchObject({ outcome: "ambiguous", explained: false, lines: [{}, {}, {}] })
  })

  it("two payouts with one reference and amount, and one debit", async () => {
    const twin = makeEntry(2, { reference: entry.reference, amountPaise: entry.amountPaise, rrn: null })
    expect(await only([{ ...entry, rrn: null }, twin], [debitOf({ ...entry, rrn: null })])).toMatchObject({ outcome: "ambiguous", journal: [{}, {}] })
  })

  it("counts all money in doubt, also when both sides are equal", async () => {
    const payout = makeEntry(1, { rrn: null, state: "unknown" })
    const { run } = await reconcile([payout], [makeLine("PAYMENT BY BRANCH", -payout.amountPaise)])
    const expected = { account, differencePaise: 0n, unexplainedNetPaise: 0n, unexplainedPaise: payout.amountPaise, balanced: true }
    expect(run.totals).toMatchObject([expected])
  })
})

describe("groups", () => {
  const rows = [1, 2, 3].map((n) => makeEntry(n, { rail: "neft", rrn: null, batch: "FILE77" }))
  const total = rows.reduce((sum, { amountPaise }) => sum + amountPaise, 0n)

  it("one debit for a bulk file", async () => {
    expect(await only(rows, [makeLine("CIB/FILE77/3 RECORDS", -total)])).toMatchObject({ outcome: "matched", pass: "group", score: 98 })
    expect(await only(rows, [makeLine("CIB/BULK", -total, { postedOn: "2026-04-04" })])).toMatchObject({ outcome: "matched", score: 92 })
  })

  it("two debits of one sum: the named one, or none", async () => {
    const named = await reconcile(rows, [makeLine("CIB/FILE77", -total), makeLine("CIB/OTHER", -total)])
    expect(named.findings.map(({ outcome }) => outcome).toSorted()).toEqual(["debit-not-ours", "matched"])
    const none = await reconcile(rows, [makeLine("CIB/X", -total), makeLine("CIB/Y", -total)])
    expect(none.findings.map(({ outcome }) => outcome)).not.toContain("matched")
  })

  it("merged for one beneficiary: all that is open makes the sum; a sum of some is in doubt", async () => {
    const open = [1, 2].map((n) => makeEntry(n, { rrn: null, state: "unknown" }))
    const sum = open.reduce((paise, { amountPaise }) => paise + amountPaise, 0n)
    expect(await only(open, [makeLine("BIL/RAVI KUMAR", -sum)])).toMatchObject({ outcome: "matched", pass: "group", score: 88 })
    const { findings } = await reconcile([...open, makeEntry(3, { rrn: null, state: "unknown" })], [makeLine("BIL/RAVI KUMAR", -sum)])
    expect(findings.map(({ outcome }) => outcome).toSorted()).toEqual(["ambiguous", "sent-no-debit"])
  })
})
