import { readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, it } from "vitest"
import { mutate } from "../mutation.ts"
import { root } from "../suites.ts"
import { readTable } from "../table.ts"
import { corpus } from "./corpus.ts"

it.each(corpus)("$id fits its file, and changes it", (mutation) => {
  const source = readFileSync(join(root, mutation.file), "utf8")
  expect(mutate(mutation, source)).not.toBe(source)
})

it("names each bug once, by its law, and breaks every law in at least five ways", () => {
  expect(new Set(corpus.map(({ id }) => id)).size).toBe(corpus.length)
  expect(new Set(corpus.map(({ file, find, replace }) => JSON.stringify([file, find, replace]))).size).toBe(corpus.length)
  expect(corpus.filter(({ id, law }) => !id.startsWith(`${law.toLowerCase()}-`))).toEqual([])
  for (const law of ["L1", "L2", "L3", "L4", "L5", "L6", "L7", "L8", "L9", "L10"]) {
    expect(corpus.filter((mutation) => mutation.law === law).length, law).toBeGreaterThanOrEqual(5)
  }
})

it("is the list in docs/generated/mutations.md", () => {
  expect(readTable().map(({ id, law, what }) => ({ id, law, what }))).toEqual(corpus.map(({ id, law, what }) => ({ id, law, what })))
})
