import { readFileSync } from "node:fs"
import { expect, it } from "vitest"
import { behavingPaths } from "./idirect/answer-idirect.ts"
import { idirectRecords } from "./idirect/idirect-records.data.ts"
import { instruments } from "./instruments.ts"

const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8")

it("names every call that behaves, and each is one of the document", () => {
  for (const path of behavingPaths) {
    expect(readme).toContain(`\`${path}\``)
    expect(idirectRecords.some((record) => record.path === path)).toBe(true)
  }
})

it("names the instruments and their lots", () => {
  expect(readme).toContain("ACC, TCS, RELIND, ICIBAN and NIFTY (contracts only); lots 500, 250, 250, 1375 and 75")
  expect(instruments.map(({ code, lot }) => [code, lot])).toEqual([
    ["ACC", 500], ["TCS", 250], ["RELIND", 250], ["ICIBAN", 1375], ["NIFTY", 75]
  ])
})
