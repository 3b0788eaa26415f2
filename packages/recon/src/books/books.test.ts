import { describe, expect, it } from "vitest"
import { openBooks } from "./open-books.node.ts"
import { ACCOUNT, entryOf, findingOf, lineOf, runOf, totalsOf } from "./testing/sample-run.ts"

const NOW = Date.UTC(2030, 0, 31, 6)
const open = () => openBooks(":memory:", { now: () => NOW })
const RUN = "1".repeat(64)
const stray = findingOf("debit-not-ours", { lines: [lineOf()] })
const queued = () => {
  const books = open()
  books.days.save(runOf(RUN, [stray]), [stray], "asha")
  return books
}
const order = { id: stray.id, by: "asha" }
const asOf = "2030-02-04"

describe("the queue", () => {
  it("takes what nobody can explain, with its age, and nothing else", () => {
    const books = open()
    books.days.save(runOf(RUN, [stray]), [stray, findingOf("charge", { lines: [lineOf()] })], "asha")
    expect(books.exceptions.list({ asOf })).toMatchObject([
      { id: stray.id, outcome: "debit-not-ours", status: "open", statementPaise: -10_050n, ageDays: 4, age: "4 to 7 days", assignee: null, run: RUN }
    ])
  })

  it("keeps who does what, and shows it in order", () => {
    const books = queued()
    books.exceptions.assign({ ...order, to: "ravi" })
    books.exceptions.note({ ...order, by: "ravi", text: "asked the bank, ticket 4711" })
    const { assignee, words } = books.exceptions.get("debit-n", asOf)
    expect(assignee).toBe("ravi")
    expect(words.map(({ kind, by, text }) => [kind, by, text])).toEqual([
      ["opened", "hundi-recon", `found by run ${RUN.slice(0, 12)}`], ["assigned", "asha", "to ravi"], ["noted", "ravi", "asked the bank, ticket 4711"]
    ])
    expect(books.exceptions.list({ asOf, assignee: " RAVI" })).toHaveLength(1)
    expect(books.exceptions.list({ asOf, assignee: "meera" })).toHaveLength(0)
  })

  it("four eyes: one person proposes, another one closes, however the name is written", () => {
    const books = queued()
    const reason = "credited on the 5th"
    expect(books.exceptions.close({ ...order, reason })).toBe("proposed")
    for (const by of ["asha", " Asha ", "ＡＳＨＡ"]) expect(() => books.exceptions.close({ ...order, by, reason })).toThrow("the second person must be another one")
    expect(books.exceptions.list({ asOf })[0]).toMatchObject({ status: "proposed", proposedBy: "asha" })
    expect(books.exceptions.close({ ...order, by: "ravi", reason })).toBe("closed")
    expect(books.exceptions.list({ asOf })).toEqual([])
    expect(books.exceptions.list({ asOf, status: "closed" })).toHaveLength(1)
    expect(() => books.exceptions.note({ ...order, text: "too late" })).toThrow("is closed")
  })

  it("a later run clears what it no longer finds, and opens it again when it does", () => {
    const books = queued()
    books.days.save(runOf("2".repeat(64), []), [], "asha")
    expect(books.exceptions.list({ asOf, status: "all" })).toMatchObject([{ status: "cleared" }])
    books.days.save(runOf("3".repeat(64), [stray]), [stray], "asha")
    expect(books.exceptions.list({ asOf })).toMatchObject([{ status: "open", run: "3".repeat(64) }])
  })

  it("what two people closed stays closed when a run finds it again", () => {
    const books = queued()
    books.exceptions.close({ ...order, reason: "known" })
    books.exceptions.close({ ...order, by: "ravi", reason: "agreed" })
    books.days.save(runOf("2".repeat(64), [stray]), [stray], "asha")
    expect(books.exceptions.list({ asOf })).toEqual([])
  })

  it("remembers what waits for its debit, until a run no longer leaves it waiting", () => {
    const books = open()
    books.days.save(runOf(RUN, []), [], "asha", [findingOf("pending", { journal: [entryOf({ payoutId: "INV-7", attempt: 2 })] })])
    expect([...books.days.awaited(ACCOUNT)]).toEqual(["INV-7/2"])
    books.days.save(runOf("2".repeat(64), []), [], "asha")
    expect(books.days.awaited(ACCOUNT).size).toBe(0)
  })

  it.each([
    [{ id: "abc", by: "asha", text: "note" }, "at least its first six characters"], [{ id: "nothing-like-it", by: "asha", text: "note" }, "there is no exception"],
    [{ id: stray.id, by: " ", text: "note" }, "by: 1 to 64"], [{ id: stray.id, by: "a​b", text: "note" }, "visible"], [{ id: stray.id, by: "asha", text: "x" }, "text: 3 to 500"]
  ])("%j is refused with its rule", (word, message) => {
    expect(() => queued().exceptions.note(word)).toThrow(message)
  })
})

describe("a period", () => {
  const day = (on: string, change = {}) => totalsOf({ from: on, to: on, ...change })
  const second = day("2030-02-01", { openingPaise: 989_950n, debitsPaise: 50n, closingPaise: 989_900n })
  const closed = () => {
    const books = open()
    books.days.save(runOf(RUN, []), [], "asha")
    books.days.save(runOf("2".repeat(64), [], [second]), [], "asha")
    return books
  }
  const span = { account: ACCOUNT, from: "2030-01-31", to: "2030-02-01", by: "asha" }

  it("closes when every day is there and every balance follows from the one before", () => {
    const books = closed()
    expect(books.periods.close(span)).toEqual({
      account: ACCOUNT, from: "2030-01-31", to: "2030-02-01", openingPaise: 1_000_000n, creditsPaise: 0n, debitsPaise: 10_100n, closingPaise: 989_900n,
      runs: [RUN, "2".repeat(64)]
    })
    expect(books.periods.list("4321")).toMatchObject([{ state: "closed", proof: { closingPaise: 989_900n } }])
  })

  it("locks: another run cannot become the day's run; the same one changes nothing", () => {
    const books = closed()
    books.periods.close(span)
    expect(() => books.days.save(runOf("9".repeat(64), []), [], "asha")).toThrow(/2030-01-31 to 2030-02-01 of account ..4321 is closed/)
    books.days.save(runOf(RUN, []), [], "asha")
    expect(() => books.periods.close({ ...span, from: "2030-02-01" })).toThrow("is closed already")
  })

  it("is reopened by two people with a reason", () => {
    const books = closed()
    books.periods.close(span)
    expect(() => books.periods.reopen({ ...span, reason: "" })).toThrow("reason")
    expect(books.periods.reopen({ ...span, reason: "bank corrected it" })).toBe("proposed")
    expect(() => books.periods.reopen({ ...span, by: "ASHA", reason: "again" })).toThrow("another one")
    expect(() => books.days.save(runOf("9".repeat(64), []), [], "asha")).toThrow("is closed")
    expect(books.periods.reopen({ ...span, by: "ravi", reason: "agreed" })).toBe("reopened")
    books.days.save(runOf("9".repeat(64), []), [], "asha")
    expect(() => books.periods.reopen({ ...span, reason: "once more" })).toThrow("no closed period")
  })

  it.each([
    ["a day without a run", [totalsOf()], "no saved run covers 2030-02-01"],
    ["a day without balances", [totalsOf(), { ...second, openingPaise: null }], "do not prove themselves"],
    ["a gap between two balances", [totalsOf(), { ...second, openingPaise: 989_960n, closingPaise: 989_910n }], "is not the closing balance of the day before"],
    ["a sum that is wrong", [totalsOf(), { ...second, closingPaise: 1n }], "opening + credits - debits is not the closing balance"]
  ])("%s keeps it open", (_, days, message) => {
    const books = open()
    days.forEach((totals, index) => books.days.save(runOf(String(index).repeat(64), [], [totals]), [], "asha"))
    expect(() => books.periods.close(span)).toThrow(message)
  })

  it("an exception that waits keeps it open, and so does a balance that is not the one before", () => {
    const books = queued()
    expect(() => books.periods.close({ ...span, to: "2030-01-31" })).toThrow("1 exception of account ..4321 still waits")
    books.exceptions.close({ ...order, reason: "known" })
    books.exceptions.close({ ...order, by: "ravi", reason: "agreed" })
    books.periods.close({ ...span, to: "2030-01-31" })
    books.days.save(runOf("2".repeat(64), [], [{ ...second, openingPaise: 1_000_000n, closingPaise: 999_950n }]), [], "asha")
    expect(() => books.periods.close({ ...span, from: "2030-02-01" })).toThrow("is not the closing balance 9,899.50 of the period before")
  })

  it("dates must exist, in order", () => {
    expect(() => open().periods.close({ ...span, from: "2030-02-30" })).toThrow("from: a date that exists")
    expect(() => open().periods.close({ ...span, to: "2030-01-01" })).toThrow("to: not before from")
  })
})

it("amounts beyond 2^53-1 are refused rather than rounded", () => {
  const huge = findingOf("sent-no-debit", { journal: [entryOf({ amountPaise: 2n ** 53n })] })
  expect(() => open().days.save(runOf(RUN, [huge]), [huge], "asha")).toThrow("larger than the books can hold")
})
