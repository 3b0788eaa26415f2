import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"

const root = new URL("../../../", import.meta.url)
const read = (path: string): string => readFileSync(new URL(path, root), "utf8")
const quoted = (text: string): readonly string[] => [...text.matchAll(/"([A-Z_]{3,})"/g)].map((match) => match[1] ?? "")

describe("the documents say what the code does", () => {
  it("docs/ERRORS.md explains every code, and no other", () => {
    const core = read("packages/core/src/hundi-error.ts")
    const codes = quoted(core.slice(core.indexOf("export type HundiErrorCode"), core.indexOf("/** What went wrong")))
    const envelope = read("packages/crypto-envelope/src/envelope-error.ts")
    const envelopeCodes = quoted(envelope).filter((code) => code.startsWith("ENVELOPE_"))
    const headings = [...read("docs/ERRORS.md").matchAll(/^## (.+)$/gm)].map((match) => (match[1] ?? "").toUpperCase().replaceAll("-", "_"))
    expect(codes.length).toBeGreaterThan(8)
    expect(headings.toSorted()).toEqual([...new Set([...codes, ...envelopeCodes])].toSorted())
  })

  it("the diagram of docs/FLOW.md draws every move of an attempt", () => {
    const source = read("packages/core/src/domain.ts")
    const table = source.slice(source.indexOf("export const attemptMoves"), source.indexOf("/** States that prove a failure"))
    const moves = [...table.matchAll(/^ {2}"?([a-z-]+)"?: \[(.*)\]/gm)].flatMap(([, from, list]) =>
      [...(list ?? "").matchAll(/"([a-z-]+)"/g)].map((match) => `${from} --> ${match[1]}`).filter((move) => move !== `${from} --> ${from}`)
    )
    const drawn = [...read("docs/FLOW.md").matchAll(/^ {2}([a-z]+) --> ([a-z]+)/gm)].map((match) => `${match[1]} --> ${match[2]}`)
    expect(moves.length).toBeGreaterThan(15)
    expect(drawn.toSorted()).toEqual(moves.map((move) => move.replaceAll("not-sent", "notsent")).toSorted())
  })
})
