import { openOperationsSql, type Sql } from "@hundi/operations/sqlite"
import { expect, it } from "vitest"
import { commitTogether } from "./commit-together.ts"

const open = () => {
  const real = openOperationsSql(":memory:")
  real.all("CREATE TABLE t (a INTEGER PRIMARY KEY) STRICT")
  let commits = 0
  const counting: Sql = {
    all: real.all,
    transact: (work) => {
      const result = real.transact(work)
      commits++
      return result
    }
  }
  const add = (sql: Sql, a: number) => sql.transact(() => (sql.all("INSERT INTO t (a) VALUES (?1)", a), a))
  return { counting, add, rows: () => real.all("SELECT a FROM t").map(({ a }) => a), commits: () => commits }
}

it("what comes at the same time shares a commit; what fails is undone alone", async () => {
  const { counting, add, rows, commits } = open()
  const { sql, together } = commitTogether(counting)
  const both = (a: number) => together(() => (add(sql, a), add(sql, a + 10)))
  const ends = await Promise.allSettled([both(1), both(2), both(2), both(3)])
  expect(ends.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"])
  expect([rows(), commits()]).toEqual([[1, 2, 3, 11, 12, 13], 1])
  expect(add(sql, 4)).toBe(4)
  expect(commits()).toBe(2)
})

it("when the commit fails nobody is told that it was kept", async () => {
  const { counting, add, rows } = open()
  const broken: Sql = {
    all: counting.all,
    transact: (work) =>
      counting.transact(() => {
        work()
        throw new Error("the disk is full")
      })
  }
  const { sql, together } = commitTogether(broken)
  const ends = await Promise.allSettled([1, 2].map((a) => together(() => add(sql, a))))
  expect(ends.map(({ status }) => status)).toEqual(["rejected", "rejected"])
  expect(rows()).toEqual([])
})
