import { expect, it } from "vitest"
import { createDueWatch } from "./due-watch.ts"
import type { Change, Journal } from "./journal.ts"

const holder = { payoutId: "default/P1", reference: "T12AA000000001A", epoch: 1, at: 0 }
const change = (status: Change["payout"]["status"], dueAt: number | null): Change => ({
  ...{ attempt: { state: "unknown" }, payout: { status, dueAt } },
  event: { kind: "unknown", detail: {} }
})
const hold = { payoutId: "default/P1", epoch: 1, at: 0, status: "queued", dueAt: 400, kind: "limit", reason: "the day is full" } as const

/** A watch that knows of nothing due before 1000, over a journal that takes everything. */
const open = () => {
  const written: string[] = []
  const woken: string[] = []
  const taken = {
    record: async () => (written.push("record"), "recorded"),
    release: async () => void written.push("release"),
    hold: async () => void written.push("hold")
  } as Partial<Journal> as Journal
  const watch = createDueWatch()
  for (const want of ["sends", "enquiries"] as const) {
    watch.learn(want, 1000)
    watch.onSooner(want, () => woken.push(`${want} ${watch.next(want)} after ${written.length}`))
  }
  return { watch, journal: watch.overhear(taken), woken }
}

it.each<readonly [string, (journal: Journal) => Promise<unknown>, readonly string[]]>([
  ["an unknown payment", (journal) => journal.record(holder, change("unknown", 400)), ["enquiries 400 after 1"]],
  ["one that is to be sent again", (journal) => journal.record(holder, change("queued", 400)), ["sends 400 after 1"]],
  ["one that was held", (journal) => journal.hold(hold), ["sends 400 after 1"]],
  ["a claim that was given back", (journal) => journal.release("default/P1", 1, 400), ["sends 400 after 1", "enquiries 400 after 1"]],
  ["one that is due later than others", (journal) => journal.record(holder, change("unknown", 1000)), []],
  ["one that nobody need look at", (journal) => journal.record(holder, change("settled", null)), []]
])("L6: %s wakes its lane, once it is written, when it is due sooner than what was known", async (_, write, expected) => {
  const { journal, woken } = open()
  await write(journal)
  expect(woken).toEqual(expected)
})

it("what the journal says replaces what was known, later or nothing as well", async () => {
  const { watch, journal, woken } = open()
  await journal.record(holder, change("unknown", 400))
  expect(watch.next("enquiries")).toBe(400)
  watch.learn("enquiries", 2000)
  expect(watch.next("enquiries")).toBe(2000)
  watch.learn("enquiries", null)
  expect(watch.next("enquiries")).toBe(Infinity)
  await journal.record(holder, change("unknown", 5000))
  expect([watch.next("sends"), watch.next("enquiries"), woken.length]).toEqual([1000, 5000, 2])
})

it("what could not be written is due for nobody", async () => {
  const { watch } = open()
  const broken = watch.overhear({ hold: () => Promise.reject(new Error("away")) } as Partial<Journal> as Journal)
  await expect(broken.hold(hold)).rejects.toThrow("away")
  expect(watch.next("sends")).toBe(1000)
})
