import { expect, it } from "vitest"
import { mutate, type Mutation } from "./mutation.ts"

const mutation: Mutation = { id: "l1-x", law: "L1", what: "", file: "a.ts", find: "one", replace: "$& two" }

it("replaces the text as it stands", () => {
  expect(mutate(mutation, "(one)")).toBe("($& two)")
})

it.each([["none of it"], ["one and one"]])("refuses a text that does not occur exactly once: %s", (source) => {
  expect(() => mutate({ ...mutation, find: source === "none of it" ? "1" : "one" }, source)).toThrow(/l1-x: its text occurs [02] times in a\.ts/)
})

it("looks after a text where the same stands before it", () => {
  expect(mutate({ ...mutation, after: "here" }, "one here one")).toBe("one here $& two")
  expect(() => mutate({ ...mutation, after: "nowhere" }, "one")).toThrow(/occurs 0 times/)
})
