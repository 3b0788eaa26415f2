import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { breezeChecksum, idirectChecksum, parseTimeStampBreeze, parseTimeStampIst, timeStampBreeze, timeStampIst } from "./index.ts"
import type { BreezeChecksumParts, IdirectChecksumFormula, IdirectChecksumParts } from "./index.ts"

interface Vectors {
  readonly idirect: readonly {
    readonly formula: IdirectChecksumFormula
    readonly parts: IdirectChecksumParts<IdirectChecksumFormula>
    readonly checksum: string
  }[]
  readonly breeze: readonly { readonly parts: BreezeChecksumParts; readonly header: string }[]
  readonly stamps: readonly { readonly seconds: number; readonly ist: string; readonly utc: string }[]
}

// Computed by CPython, see vectors/make-vectors.py.
const vectors = JSON.parse(readFileSync(new URL("../vectors/checksum-vectors.json", import.meta.url), "utf8")) as Vectors

describe("vectors made by another implementation", () => {
  it.each(vectors.idirect)("ICICI Direct $formula", ({ formula, parts, checksum }) => {
    expect(idirectChecksum(formula, parts)).toBe(checksum)
  })

  it("cover every formula", () => {
    expect(new Set(vectors.idirect.map((vector) => vector.formula)).size).toBe(5)
  })

  it.each(vectors.breeze)("Breeze $parts.body", ({ parts, header }) => {
    expect(breezeChecksum(parts)).toBe(header)
  })

  it.each(vectors.stamps)("time $seconds is $ist", ({ seconds, ist, utc }) => {
    expect(timeStampIst(seconds * 1000)).toBe(ist)
    expect(parseTimeStampIst(ist)).toBe(seconds * 1000)
    expect(timeStampBreeze(seconds * 1000)).toBe(utc)
    expect(parseTimeStampBreeze(utc)).toBe(seconds * 1000)
  })
})
