import { execFileSync, spawnSync } from "node:child_process"
import { createHash } from "node:crypto"
import { cpSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { basename, join, relative } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

const root = fileURLToPath(new URL("../../../..", import.meta.url)).replace(/[\\/]$/, "")
let copy: string

/** What the generator and the simulator read, without what is built; links between packages stay links inside the copy. */
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), "hundi-new-api-"))
  const isKept = (path: string): boolean => !/[\\/](?:dist|\.reports|\.vite|\.vite-temp|\.bin)$/.test(path) && !/\.test\.ts$/.test(path)
  for (const folder of ["packages", "tooling/scripts", "docs/generated"]) {
    cpSync(join(root, folder), join(copy, folder), { recursive: true, verbatimSymlinks: true, filter: isKept })
  }
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"))
  writeFileSync(join(copy, "package.json"), '{ "type": "module" }\n')
})
afterAll(() => rmSync(copy, { recursive: true, force: true }))

const scaffold = (...args: readonly string[]) =>
  spawnSync(process.execPath, ["--conditions=hundi-source", join(copy, "tooling/scripts/src/new-api/main.ts"), ...args], { encoding: "utf8" })

/** Every file of the copy with a digest of its text. */
const snapshot = (folder = copy): ReadonlyMap<string, string> => {
  const files = new Map<string, string>()
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    if (name === "node_modules" || lstatSync(path).isSymbolicLink()) continue
    if (lstatSync(path).isDirectory()) for (const [file, digest] of snapshot(path)) files.set(file, digest)
    else files.set(relative(copy, path), createHash("sha256").update(readFileSync(path)).digest("hex"))
  }
  return files
}
const changed = (before: ReadonlyMap<string, string>): readonly string[] =>
  [...snapshot()].filter(([file, digest]) => before.get(file) !== digest).map(([file]) => file).sort()
const fill = (file: string, edits: readonly (readonly [string, string])[]): void => {
  const path = join(copy, file)
  const text = edits.reduce((now, [from, to]) => {
    expect(now).toContain(from)
    return now.replace(from, to)
  }, readFileSync(path, "utf8"))
  writeFileSync(path, text)
}
const run = (file: string, ...args: readonly string[]): string =>
  execFileSync(process.execPath, ["--conditions=hundi-source", join(copy, file), ...args], { encoding: "utf8" })
const textOf = (file: string): string => readFileSync(join(copy, file), "utf8")

describe("new api", () => {
  it("refuses what it cannot name, and what is there already, and writes nothing", () => {
    const before = snapshot()
    for (const [args, message] of [
      [["api", "cheques", "lien-enquiry"], /no family "cheques": one of cib/],
      [["api", "cib", "LienEnquiry"], /kebab-case/],
      [["api", "cib", "../x"], /kebab-case/],
      [["api", "cib", "balance-inquiry"], /balance-inquiry.ts exists/],
      [["api", "cib", "transaction-callback"], /exists/],
      [["api", "upi2", "upi2-refund"], /has upi2Refund/],
      [["api", "cib"], /new api FAMILY OPERATION/],
      [["declaration", "cib", "x"], /new api FAMILY OPERATION/]
    ] as const) {
      const { status, stderr } = scaffold(...args)
      expect({ args, status }).toEqual({ args, status: 2 })
      expect(stderr).toMatch(message)
    }
    expect(changed(before)).toEqual([])
  })

  it("writes one file and its sample; clients, pages and the simulator then have the API by themselves", { timeout: 120_000 }, () => {
    const before = snapshot()
    const { status, stdout } = scaffold("api", "cib", "lien-enquiry")
    expect({ status, stdout }).toMatchObject({ status: 0, stdout: expect.stringContaining("wrote packages/catalog/src/cib/lien-enquiry.ts") })
    const [file, sample] = ["packages/catalog/src/cib/lien-enquiry.ts", "packages/catalog/src/cib/lien-enquiry.sample.ts"]
    expect(changed(before)).toEqual([sample, file])
    expect(run("tooling/scripts/src/catalogue/gather.ts")).toContain("0 problems")

    fill(file, [
      ['path: ""', 'path: "/api/v1/lien-enquiry"'],
      ["Schema.Struct({})", 'Schema.Struct({ account: Schema.String }).pipe(Schema.encodeKeys({ account: "ACCOUNT" }))'],
      ["const Response = Schema.Record(Schema.String, Schema.Unknown)", 'const Response = Schema.Struct({ lien: Schema.String }).pipe(Schema.encodeKeys({ lien: "LIEN" }))'],
      ['trust: "listed"', 'trust: "printed"']
    ])
    fill(sample, [["request: {}", 'request: { ACCOUNT: "1" }'], ["response: {}", 'response: { LIEN: "0.00" }']])
    expect(run("tooling/scripts/src/catalogue/main.ts")).not.toMatch(/[1-9] problems/)

    const generated = ["docs/generated/capabilities.md", "docs/generated/catalogue/openapi.json", "docs/generated/catalogue/schemas/cib.lienEnquiry.json",
      "packages/catalog/catalog.json", "packages/catalog/src/cib/declared.ts"]
    expect(changed(before)).toEqual([...generated, sample, file].sort())
    expect(textOf("packages/catalog/catalog.json")).toContain('"id":"cib.lienEnquiry"')
    expect(JSON.parse(textOf("docs/generated/catalogue/openapi.json")).paths["/api/v1/lien-enquiry"].post.operationId).toBe("cib.lienEnquiry")
    // The client of the family made the call, and the simulator answered the sample.
    expect(textOf("docs/generated/capabilities.md")).toMatch(/\| `cib\.lienEnquiry` \| `bank\.cib\.lienEnquiry` \| 0 \| no \| hybrid \| 2 \| sample \| done \| printed \|/)
    expect(run("tooling/scripts/src/catalogue/main.ts", "--check")).not.toMatch(/[1-9] problems/)
    expect(basename(file)).toBe("lien-enquiry.ts")
  })
})
