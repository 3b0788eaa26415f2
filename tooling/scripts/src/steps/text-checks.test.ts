import { describe, expect, it } from "vitest"
import { checkChangeset, checkConfig } from "./changesets.ts"
import { compareBlocks } from "./examples.ts"
import { findForbidden } from "./forbidden-words.ts"

describe("findForbidden", () => {
  // Written in pieces, because the step reads this file too.
  it.each([
    `see ${"/ho"}me/someone/notes.md`, `"${"/wo"}rk/main/x"`, `${"/Us"}ers/someone/x`, `C:${"\\Us"}ers\\someone`, `https://${"regi"}stry.npmjs.org/x`,
    `https://npm.${"veda".replace("veda", "verda")}ccio.local/x`, `${"regi"}stry=https://example.com`
  ])("finds %j", (text) => {
    expect(findForbidden(`fine\n${text}`)).toEqual([expect.stringMatching(/^2: /)])
  })

  it.each(["https://example.com/home/x/y", ["src", "work", "x.ts"].join("/"), "the registry of packages", "registry.get(name)", "/tmp/x", "`./root/x`"])(
    "leaves %j alone",
    (text) => {
      expect(findForbidden(text)).toEqual([])
    }
  )
})

describe("compareBlocks", () => {
  const readme = "# x\n```ts\n// file: examples/a.ts\nconst a = 1\n```\n\n```ts\nno file\n```\n"

  it("accepts a block that equals its file, and blocks without one", () => {
    expect(compareBlocks(readme, () => "// file: examples/a.ts\nconst a = 1\n")).toEqual([])
  })

  it("refuses a missing file and another text", () => {
    expect(compareBlocks(readme, () => undefined)).toEqual(["examples/a.ts does not exist"])
    expect(compareBlocks(readme, () => "// file: examples/a.ts\nconst a = 2\n")).toEqual(["the block differs from examples/a.ts"])
  })
})

describe("changesets", () => {
  const names = ["@hundi/core"]

  it("reads a good one", () => {
    expect(checkChangeset('---\n"@hundi/core": minor\n---\n\nSends once.\n', names)).toEqual([])
  })

  it("refuses unknown packages, unknown bumps, no text, no front matter", () => {
    expect(checkChangeset('---\n"@hundi/bench": minor\n---\n\nText\n', names)).toEqual(["@hundi/bench is no published package"])
    expect(checkChangeset('---\n"@hundi/core": huge\n---\n\nText\n', names)).toEqual(['cannot read "\\"@hundi/core\\": huge"'])
    expect(checkChangeset('---\n"@hundi/core": patch\n---\n\n', names)).toEqual(["no text for the change log"])
    expect(checkChangeset("Text", names)).toHaveLength(1)
  })

  it("wants public access from main, and no private packages", () => {
    const good = { access: "public", baseBranch: "main", commit: false, privatePackages: { version: false, tag: false } }
    expect(checkConfig(JSON.stringify(good))).toEqual([])
    expect(checkConfig(JSON.stringify({ ...good, access: "restricted", privatePackages: undefined }))).toHaveLength(2)
  })
})
