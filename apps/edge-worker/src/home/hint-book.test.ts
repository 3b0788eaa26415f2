import { DatabaseSync } from "node:sqlite"
import type { ObjectStorage } from "cloudflare:workers"
import { expect, it } from "vitest"
import { openHintBook } from "./hint-book.ts"

const DAY_MS = 86_400_000

const setUp = () => {
  const database = new DatabaseSync(":memory:")
  const alarms: number[] = []
  const storage = {
    sql: {
      exec: (text: string, ...parameters: (string | number | null)[]) => ({ toArray: () => database.prepare(text).all(...parameters) })
    },
    transactionSync: (work: () => unknown) => work(),
    sync: async () => undefined,
    setAlarm: async (at: number) => void alarms.push(at)
  } as unknown as ObjectStorage
  return { book: openHintBook(storage), alarms }
}

it("keeps a hint for less than a day, and deletes it by the alarm that was set with it", async () => {
  const { book, alarms } = setUp()
  await book.note("a", "asked", 1000)
  await book.note("b", "asked", 50_000_000)
  await book.note("a", "taken", 60_000_000)
  expect(alarms).toHaveLength(1)
  expect(alarms[0]).toBeLessThan(1000 + DAY_MS)
  // A repeat makes it no younger.
  expect(book.find("a")).toEqual({ state: "taken", at: 1000 })
  await book.forget(alarms[0]!)
  expect([book.find("a"), book.find("b")]).toEqual([undefined, { state: "asked", at: 50_000_000 }])
  expect(alarms[1]).toBeLessThan(50_000_000 + DAY_MS)
  await book.forget(alarms[1]!)
  expect(book.find("b")).toBeUndefined()
  expect(alarms).toHaveLength(2)
})
