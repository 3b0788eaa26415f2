import { expect, it } from "vitest"
import { runSuites } from "./run-suites.ts"
import type { BoundSuite, Env } from "./suite.ts"

const env: Env = { runtime: "node", has: { rawRsa: true, nativePkcs1: "oracle", sqlite: "works" } }
const suite = (name: string, tests: Readonly<Record<string, () => unknown>>): BoundSuite => ({
  name,
  register: (runner) => Object.entries(tests).forEach(([test, run]) => runner.test(test, async () => run()))
})
const digestOf = async (tests: Readonly<Record<string, () => unknown>>): Promise<string> =>
  (await runSuites([suite("s", tests)], env, "1")).suites[0]!.digest

it("counts what passed, and keeps what failed with its words", async () => {
  const failing = () => Promise.reject(new Error("expected 1, got 2"))
  const report = await runSuites([suite("a", { one: () => 1, two: failing }), suite("b", { three: () => undefined })], env, "1.2.3")
  expect(report).toMatchObject({ runtime: "node", version: "1.2.3", passed: 2, failed: 1 })
  expect(report.failures).toEqual([{ suite: "a", test: "two", message: "expected 1, got 2" }])
  expect(report.suites.map(({ name, passed, failed }) => [name, passed, failed])).toEqual([["a", 1, 1], ["b", 1, 0]])
})

it("the runtime's digest covers the suites that run everywhere, and no other", async () => {
  const shared = { ...suite("shared", { a: () => 1 }), everywhere: true } as const
  const digestWith = async (...suites: readonly BoundSuite[]): Promise<string> => (await runSuites(suites, env, "1")).digest
  const alone = await digestWith(shared)
  expect(await digestWith(shared, suite("own", { b: () => 2 }))).toBe(alone)
  expect(await digestWith({ ...shared, ...suite("shared", { a: () => 2 }) })).not.toBe(alone)
})

it("a suite that registers nothing has failed", async () => {
  expect(await runSuites([suite("empty", {})], env, "1")).toMatchObject({ passed: 0, failed: 1 })
})

it("runs tests one after another, in order", async () => {
  const seen: string[] = []
  const slow = (name: string, ms: number) => () => new Promise<void>((resolve) => setTimeout(() => (seen.push(name), resolve()), ms))
  await runSuites([suite("s", { first: slow("first", 20), second: slow("second", 0) })], env, "1")
  expect(seen).toEqual(["first", "second"])
})

it("the digest depends on names, order, every byte of a result, and failure; not on the order of keys", async () => {
  const base = await digestOf({ a: () => ({ x: 1n, y: [2] }), b: () => "t" })
  expect(await digestOf({ a: () => ({ y: [2], x: 1n }), b: () => "t" })).toBe(base)
  const others = await Promise.all([
    digestOf({ b: () => "t", a: () => ({ x: 1n, y: [2] }) }),
    digestOf({ a2: () => ({ x: 1n, y: [2] }), b: () => "t" }),
    digestOf({ a: () => ({ x: 1, y: [2] }), b: () => "t" }),
    digestOf({ a: () => ({ x: 1n, y: [2] }), b: () => "T" }),
    digestOf({ a: () => ({ x: 1n, y: [2] }), b: () => Promise.reject(new Error("t")) })
  ])
  expect(new Set([base, ...others]).size).toBe(6)
})
