import * as Schema from "effect/Schema"
import { describe, expect, it } from "vitest"
import { borrowedFields } from "./borrowed-fields.data.ts"
import { factNames } from "./fact-names.data.ts"
import type { Facts } from "./read-facts.ts"
import { type FactNames, findTraces, traceFields, traceProblems, transcribeFacts } from "./trace-fields.ts"
import { traceables } from "./traceables.ts"

const doc = ["facts/composite-and-cib.json cib.balanceInquiry"]
const byFact = new Map(factNames.map((fact) => [fact.fact, fact]))
const withField = (name: string) => ({ id: "cib.made.up", request: Schema.Struct({ [name]: Schema.String }), source: { doc } })
const traceOf = (name: string) => traceFields(withField(name), byFact)[0]

describe("the trace of fields to facts", () => {
  it("leads every declared field to a fact", () => {
    expect(traceProblems(traceables, factNames)).toEqual([])
  })

  it("finds a field that somebody invented", () => {
    expect(traceOf("ACCOUNTNO")).toMatchObject({ fact: doc[0] })
    expect(traceOf("ACCOUNT_NUMBER")?.fact).toBeUndefined()
    expect(traceProblems([...traceables, withField("ACCOUNT_NUMBER")], factNames)).toEqual(["cib.made.up: request field ACCOUNT_NUMBER is in no fact"])
  })

  it("wants the bank's spelling, letter by letter, and whole words", () => {
    expect(traceOf("accountno")?.fact).toBeUndefined()
    expect(traceOf("ACCOUNT")?.fact).toBeUndefined()
    const fact: FactNames = { fact: "f", portalPaths: [], fields: ["ImpsResponse.ActCode", "seq-no"], text: [] }
    const facts = new Map([["f", fact]])
    expect(["ActCode", "ImpsResponse", "seq-no", "Act", "seq"].map((name) => findTraces(name, ["f"], facts).length)).toEqual([1, 1, 1, 0, 0])
  })

  it("finds a citation of a fact that there is not", () => {
    const cites = { id: "cib.made.up", source: { doc: ["facts/composite-and-cib.json cib.madeUp"] } }
    expect(traceProblems([...traceables, cites], factNames)).toEqual([`cib.made.up cites ${cites.source.doc[0]}, which is no transcribed fact`])
  })

  it("borrows only from facts that have the field, for a reason, and as long as somebody needs it", () => {
    for (const { names, from, reason } of borrowedFields) {
      for (const name of names) expect({ from, name, found: findTraces(name, [from], byFact).length }).toEqual({ from, name, found: 1 })
      expect(reason).not.toBe("")
    }
    const without = traceables.filter(({ id }) => id !== "upi2c.pay_to_va")
    expect(traceProblems(without, factNames)).toEqual([expect.stringMatching(/nothing borrows ValidationSummary/)])
  })
})

describe("the transcription of facts", () => {
  const entry = {
    id: "x.y", portalPaths: ["A / B"], request: [{ name: "ONE", notes: "beside TWO" }], callback: [{ name: "a.THREE" }], sampleRequest: { FOUR: "1" },
    notes: "secret words"
  }
  const facts: Facts = { leaves: [], entries: new Map([["facts/f.json x.y", entry]]), rules: new Map([["facts/f.json rule \"r\"", { fact: "FIVE" }]]) }
  const fields = (...names: string[]) => Schema.Struct(Object.fromEntries(names.map((name) => [name, Schema.String])))

  it("takes field names in full, and of other text only what declarations name", () => {
    const declaration = { id: "x.y", request: fields("ONE", "TWO", "THREE", "FOUR", "SIX"), source: { doc: ["facts/f.json x.y"] } }
    expect(transcribeFacts(facts, [declaration])).toEqual([{ fact: "facts/f.json x.y", portalPaths: ["A / B"], fields: ["ONE", "a.THREE"], text: ["TWO", "FOUR"] }])
  })

  it("takes a rule only where a declaration cites it", () => {
    const cites = { id: "x.z", response: fields("FIVE"), source: { doc: ["facts/f.json rule \"r\""] } }
    expect(transcribeFacts(facts, [cites]).at(-1)).toEqual({ fact: "facts/f.json rule \"r\"", portalPaths: [], fields: [], text: ["FIVE"] })
  })

  it("has all 88 entries", () => {
    expect(factNames.filter(({ fact }) => !fact.includes(" rule "))).toHaveLength(88)
    expect(new Set(factNames.map(({ fact }) => fact)).size).toBe(factNames.length)
  })
})
