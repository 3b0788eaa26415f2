import { DatabaseSync } from "node:sqlite"
import { expect, it } from "vitest"
import { nodeSql } from "../sqlite.ts"
import type { Sql } from "../sql.ts"
import { groupCommit } from "./group-commit.ts"

/** A table of steps, and a group whose turn ends when the test says so. `fate` may make a commit fail. */
const open = (fate: { fails: boolean } = { fails: false }) => {
  const sql = nodeSql(new DatabaseSync(":memory:"))
  sql.all("CREATE TABLE steps (name TEXT NOT NULL UNIQUE)")
  const log: string[] = []
  const watched: Sql = {
    ...sql,
    transact: (work) =>
      sql.transact(() => {
        const result = work()
        if (fate.fails) throw new Error("the disk is full")
        log.push("commit")
        return result
      })
  }
  let endTurn = (): void => undefined
  const group = groupCommit(watched, (flush) => void (endTurn = flush))
  /** Writes a step, and then another part of it; resolves when the group says that it is durable. */
  const step = (name: string, thenFails = false): Promise<string> =>
    group.run(() =>
      group.sql.transact(() => {
        sql.all("INSERT INTO steps (name) VALUES (?1)", name)
        if (thenFails) throw new Error(`${name} failed`)
        return name
      })
    )
  const steps = (): readonly unknown[] => sql.all("SELECT name FROM steps ORDER BY name").map((row) => row["name"])
  return { step, steps, log, endTurn: () => endTurn() }
}

it("L1: calls of one turn share one commit, and each is told after it", async () => {
  const { step, steps, log, endTurn } = open()
  const told = ["one", "two"].map((name) => step(name).then((done) => log.push(done)))
  await Promise.resolve()
  expect(log).toEqual([])
  endTurn()
  await Promise.all(told)
  expect(log).toEqual(["commit", "one", "two"])
  expect(steps()).toEqual(["one", "two"])
})

it("L1: when the group cannot be made durable, nothing is kept and everybody is refused", async () => {
  const fate = { fails: true }
  const { step, steps, endTurn } = open(fate)
  const told = Promise.allSettled([step("one"), step("two")])
  endTurn()
  expect(await told).toMatchObject([
    { status: "rejected", reason: { message: "the disk is full" } },
    { status: "rejected", reason: { message: "the disk is full" } }
  ])
  expect(steps()).toEqual([])
  // The next group is not harmed by the one before it.
  fate.fails = false
  const next = step("three")
  endTurn()
  expect(await next).toBe("three")
})

it("L1: a call that fails half-way undoes itself alone, and is told its own fault", async () => {
  const { step, steps, endTurn } = open()
  const told = Promise.allSettled([step("one"), step("two", true), step("one"), step("three")])
  endTurn()
  expect(await told).toMatchObject([
    { status: "fulfilled", value: "one" },
    { status: "rejected", reason: { message: "two failed" } },
    { status: "rejected", reason: { message: /UNIQUE/ } },
    { status: "fulfilled", value: "three" }
  ])
  expect(steps()).toEqual(["one", "three"])
})
