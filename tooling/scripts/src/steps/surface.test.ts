import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { recordSurfaces } from "../release/record-surfaces.ts"
import { bumpsOf } from "./changesets.ts"
import { checkSurfaces } from "./surface.ts"

let root: string
beforeEach(() => (root = mkdtempSync(join(tmpdir(), "hundi-surface-"))))
afterEach(() => rmSync(root, { recursive: true }))

const write = (file: string, text: string): void => {
  mkdirSync(dirname(join(root, file)), { recursive: true })
  writeFileSync(join(root, file), text)
}
const setVersion = (name: string, version: string): void => write(`packages/${name}/package.json`, JSON.stringify({ name: `@hundi/${name}`, version }))
const report = (file: string, text: string): void => write(`tooling/api-reports/${file}.api.md`, text)
const changeset = (name: string): void => write(".changeset/some.md", `---\n"@hundi/${name}": patch\n---\n\nText.\n`)
const check = (): readonly string[] => checkSurfaces(root)

/** Two packages that were released at 0.1.0. */
const release = (): void => {
  for (const name of ["core", "core-extras"]) {
    setVersion(name, "0.1.0")
    report(name, `surface of ${name}\n`)
  }
  report("core.effect", "surface of core/effect")
  expect(recordSurfaces(root)).toEqual(["@hundi/core", "@hundi/core-extras"])
}

describe("surface", () => {
  it("has nothing to say of a released package that has not changed", () => {
    release()
    expect(check()).toEqual([])
    report("core", "surface of core\r\n")
    expect(check()).toEqual([])
  })

  it("refuses a changed surface without a changeset, and says what to write", () => {
    release()
    report("core.effect", "another surface")
    const problems = check()
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(/^the public surface of @hundi\/core differs from 0\.1\.0 and no changeset names it: tooling\/api-reports\/core\.effect\.api\.md\n/)
    // What it tells people to write is a changeset that the next run takes.
    const advised = /write (\S+) .*:\n([\s\S]*)$/.exec(problems[0] ?? "")
    write(advised?.[1] ?? "", `${(advised?.[2] ?? "").replaceAll(/^ {2}/gm, "")}\n`)
    expect(bumpsOf(readFileSync(join(root, ".changeset/core-what-is-new.md"), "utf8"))).toEqual([{ name: "@hundi/core", level: "minor" }])
    expect(check()).toEqual([])
  })

  it("counts subpaths that came or went", () => {
    release()
    report("core.node", "new")
    expect(check()).toEqual([expect.stringContaining("core.node.api.md")])
    rmSync(join(root, "tooling/api-reports/core.node.api.md"))
    rmSync(join(root, "tooling/api-reports/core.effect.api.md"))
    expect(check()).toEqual([expect.stringContaining("core.effect.api.md")])
  })

  it("takes no changeset of another package for it", () => {
    release()
    report("core", "another surface")
    changeset("core-extras")
    expect(check()).toEqual([expect.stringContaining("@hundi/core differs")])
  })

  it("passes with a changeset, and after the version that uses it up", () => {
    release()
    report("core", "another surface")
    changeset("core")
    expect(check()).toEqual([])
    rmSync(join(root, ".changeset/some.md"))
    setVersion("core", "0.1.1")
    expect(recordSurfaces(root)).toEqual(["@hundi/core"])
    expect(check()).toEqual([])
  })

  it("does not let a version of one package cover up the change of another", () => {
    release()
    report("core", "another surface")
    setVersion("core-extras", "0.1.1")
    expect(recordSurfaces(root)).toEqual(["@hundi/core-extras"])
    expect(check()).toEqual([expect.stringContaining("@hundi/core differs")])
  })

  it("refuses a version that nobody wrote down", () => {
    release()
    setVersion("core", "0.2.0")
    expect(check()).toEqual([expect.stringMatching(/^@hundi\/core says it is 0\.2\.0, .* knows version 0\.1\.0\n.*pnpm version-packages$/)])
  })

  it("wants a changeset for a first release", () => {
    setVersion("core", "0.0.0")
    report("core", "surface of core")
    expect(check()).toEqual([expect.stringMatching(/^@hundi\/core was never released and no changeset names it/)])
    changeset("core")
    expect(check()).toEqual([])
    expect(recordSurfaces(root)).toEqual([])
  })

  it("says what CONTRIBUTING.md shows", () => {
    setVersion("checksum", "0.1.0")
    report("checksum", "surface\n")
    recordSurfaces(root)
    report("checksum", "surface, and one more function\n")
    const shown = (check()[0] ?? "").split("\n").map((line) => (line === "" ? "" : `        ${line}`)).join("\n")
    expect(readFileSync(new URL("../../../../CONTRIBUTING.md", import.meta.url), "utf8")).toContain(`\n${shown}\n`)
  })

  it("complains about what is left of a package that is gone", () => {
    release()
    rmSync(join(root, "packages/core"), { recursive: true })
    expect(check()).toEqual([expect.stringContaining("knows @hundi/core, which is no published package")])
  })
})
