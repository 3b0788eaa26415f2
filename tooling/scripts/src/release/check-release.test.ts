import { describe, expect, it } from "vitest"
import type { ReleasedPackage } from "./check-release.ts"
import { bumpVersion, checkRelease } from "./check-release.ts"

const changesets = ['---\n"@hundi/core": minor\n"@hundi/catalog": patch\n---\n\nSends once.\nA second line.\n', '---\n"@hundi/core": patch\n---\n\nAsks less.\n']
const log = (version: string, ...lines: readonly string[]): string => `# x\n\n## ${version}\n\n${lines.map((line) => `- ${line}\n`).join("")}\n## 0.0.9\n\n- Old words.\n`
const catalog: ReleasedPackage = { name: "@hundi/catalog", oldVersion: "0.1.0", packed: { name: "@hundi/catalog", version: "0.1.1" }, changeLog: log("0.1.1", "Sends once.") }
const core: ReleasedPackage = {
  name: "@hundi/core",
  oldVersion: "0.1.0",
  packed: { name: "@hundi/core", version: "0.2.0", dependencies: { "@hundi/catalog": "0.1.1", "@noble/hashes": "^2.0.0" }, peerDependencies: { effect: "^4.1.0" } },
  changeLog: log("0.2.0", "Sends once.\n  A second line.", "Asks less.")
}
const withPacked = (project: ReleasedPackage, packed: Partial<ReleasedPackage["packed"]>): ReleasedPackage => ({ ...project, packed: { ...project.packed, ...packed } })

it("bumpVersion resets what is smaller", () => {
  expect([bumpVersion("1.2.3", "patch"), bumpVersion("1.2.3", "minor"), bumpVersion("1.2.3", "major")]).toEqual(["1.2.4", "1.3.0", "2.0.0"])
})

describe("checkRelease", () => {
  it("accepts the highest level that was asked for, its change log and ranges that begin at what goes out", () => {
    expect(checkRelease([catalog, core], changesets)).toEqual([])
    expect(checkRelease([catalog, withPacked(core, { dependencies: { "@hundi/catalog": "^0.1.1" } })], changesets)).toEqual([])
  })

  it("accepts a package that only follows its dependency, and one that stays", () => {
    const journal: ReleasedPackage = { name: "@hundi/journal", oldVersion: "0.3.0", packed: { name: "@hundi/journal", version: "0.3.1", dependencies: { "@hundi/core": "0.2.0" } }, changeLog: log("0.3.1") }
    const checksum: ReleasedPackage = { name: "@hundi/checksum", oldVersion: "0.1.0", packed: { name: "@hundi/checksum", version: "0.1.0" }, changeLog: undefined }
    expect(checkRelease([catalog, core, journal, checksum], changesets)).toEqual([])
    expect(checkRelease([withPacked(checksum, { version: "0.1.1" })], [])).toEqual(["@hundi/checksum: 0.1.0 became 0.1.1, not 0.1.0", "@hundi/checksum: there is no CHANGELOG.md"])
  })

  it.each([
    ["another version", withPacked(core, { version: "0.1.1" }), /0\.1\.0 became 0\.1\.1, not 0\.2\.0/],
    ["a range of this repository", withPacked(core, { dependencies: { "@hundi/catalog": "workspace:*" } }), /nobody outside of this repository/],
    ["a catalogue entry", withPacked(core, { peerDependencies: { effect: "catalog:" } }), /nobody outside of this repository/],
    ["the range of the last release", withPacked(core, { dependencies: { "@hundi/catalog": "0.1.0" } }), /@hundi\/catalog 0\.1\.0, but 0\.1\.1 goes out/],
    ["a private package", withPacked(core, { dependencies: { "@hundi/bench": "0.0.0" } }), /@hundi\/bench, which is not published/],
    ["no change log", { ...core, changeLog: undefined }, /no CHANGELOG\.md/],
    ["no heading", { ...core, changeLog: log("0.1.9", "Sends once.") }, /no heading 0\.2\.0/],
    ["a lost line", { ...core, changeLog: log("0.2.0", "Sends once.") }, /does not say under 0\.2\.0: Asks less\./]
  ])("refuses %s", (_what, broken, problem) => {
    expect(checkRelease([catalog, broken], changesets)[0]).toMatch(problem)
  })

  it("does not take the words of an older release for those of this one", () => {
    const again = ['---\n"@hundi/catalog": patch\n---\n\nOld words.\n']
    expect(checkRelease([catalog], again)).toEqual(["@hundi/catalog: CHANGELOG.md does not say under 0.1.1: Old words."])
  })
})
