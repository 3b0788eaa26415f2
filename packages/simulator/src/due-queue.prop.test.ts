import fc from "fast-check"
import { expect, it } from "vitest"
import { createDueQueue } from "./due-queue.ts"

it("gives what is due in order of time, then of arrival, and nothing early", () => {
  const inputs = fc.array(fc.record({ dueMs: fc.nat(20), takeAtMs: fc.option(fc.nat(20)) }), { maxLength: 60 })
  fc.assert(fc.property(inputs, (steps) => {
    const queue = createDueQueue<number>()
    let waiting: { dueMs: number; item: number }[] = []
    const takeAll = (nowMs: number): void => {
      const expected = waiting.filter(({ dueMs }) => dueMs <= nowMs).sort((a, b) => a.dueMs - b.dueMs || a.item - b.item)
      waiting = waiting.filter(({ dueMs }) => dueMs > nowMs)
      const taken: number[] = []
      for (let item = queue.takeDue(nowMs); item !== undefined; item = queue.takeDue(nowMs)) taken.push(item)
      expect(taken).toEqual(expected.map(({ item }) => item))
    }
    steps.forEach(({ dueMs, takeAtMs }, item) => {
      queue.add(dueMs, item)
      waiting.push({ dueMs, item })
      if (takeAtMs !== null) takeAll(takeAtMs)
    })
    takeAll(20)
  }))
})
