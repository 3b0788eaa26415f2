import { RuleTester } from "eslint"
import { fileURLToPath } from "node:url"
import tseslint from "typescript-eslint"
import { describe, expect, it } from "vitest"
import { FORBIDDEN, LAYERS, layerOf, whyForbidden } from "../layers.ts"
import { layers } from "./layers.ts"

RuleTester.describe = describe
RuleTester.it = it
const tester = new RuleTester({ languageOptions: { parser: tseslint.parser } })
const root = fileURLToPath(new URL("../../../..", import.meta.url)).replace(/\/$/, "")
const inFile = (folder: string, code: string) => ({ code, filename: `${root}/${folder}/src/x.ts`, options: [{ root }] })
const refused = (folder: string, code: string, why: RegExp | string) => ({
  ...inFile(folder, code),
  errors: [typeof why === "string" ? { messageId: "forbidden", data: { why } } : { message: why }]
})

tester.run("layers", layers, {
  valid: [
    inFile("packages/core", 'import { x } from "@hundi/catalog"'),
    inFile("packages/journal", 'import { x } from "@hundi/core/testing"'),
    inFile("packages/simulator", 'import { x } from "@hundi/crypto-envelope"'),
    inFile("packages/core", 'import { x } from "./y.ts"'),
    inFile("packages/core", 'import { x } from "../package.json"'),
    inFile("packages/core", 'import { x } from "effect/Effect"'),
    inFile("apps/bank-sim", 'const x = await import("@hundi/simulator")'),
    inFile("tooling/e2e", 'import { x } from "@hundi/payout-worker"'),
    inFile("tooling/conformance", 'import { x } from "../../vectors/src/x.ts"'),
    inFile("packages/core", "const x = await import(name)"),
    inFile("packages/core", 'export const x = 1; export { y } from "@hundi/error-codes"')
  ],
  invalid: [
    refused("packages/catalog", 'import { x } from "@hundi/core"', "packages/catalog (layer 1) must not depend on packages/core (layer 2)"),
    refused("packages/simulator", 'import type { X } from "@hundi/core/effect"', /packages\/simulator .* packages\/core/),
    refused("packages/core", 'import { x } from "@hundi/crypto-envelope"', "packages/core must not depend on packages/crypto-envelope"),
    refused("packages/core", 'const x = await import("@hundi/checksum")', "packages/core must not depend on packages/checksum"),
    refused("packages/core", "const x = await import(`@hundi/checksum`)", "packages/core must not depend on packages/checksum"),
    refused("packages/core", "const x = await import(`@hundi/journal/${name}`)", /packages\/journal/),
    refused("packages/core", 'type X = import("@hundi/journal/sqlite").X', /packages\/journal/),
    refused("packages/core", 'export * from "@hundi/simulator"', /packages\/simulator/),
    refused("packages/core", 'export { x } from "@hundi/simulator"', /packages\/simulator/),
    refused("packages/core", 'import { x } from "../../simulator/src/index.ts"', /packages\/simulator/),
    refused("packages/core", 'vi.mock("@hundi/simulator")', /packages\/simulator/),
    refused("apps/payout-worker", 'import { x } from "@hundi/bank-sim"', /apps\/bank-sim/),
    refused("apps/payout-worker", 'import { x } from "../../bank-sim/src/main.ts"', /apps\/bank-sim/),
    refused("apps/payout-worker", 'import { x } from "@hundi/eslint-config"', "apps/payout-worker ships and must not depend on tooling/eslint-config"),
    refused("packages/core", 'import { x } from "@hundi/nowhere"', "packages/nowhere has no layer in tooling/eslint-config/src/layers.ts")
  ]
})

describe("LAYERS", () => {
  it("covers every kind of folder, and only packages need a line of their own", () => {
    expect(layerOf("apps/anything")).toBe(LAYERS["apps/*"])
    expect(layerOf("tooling/anything")).toBe(LAYERS["tooling/*"])
    expect(layerOf("packages/anything")).toBeUndefined()
  })

  it("never allows an arrow and its reverse", () => {
    const folders = [...Object.keys(LAYERS), "apps/a", "apps/b"].filter((folder) => !folder.endsWith("*"))
    for (const a of folders) {
      for (const b of folders.filter((folder) => folder !== a)) {
        expect(whyForbidden(a, b) === undefined && whyForbidden(b, a) === undefined, `${a} <-> ${b}`).toBe(false)
      }
    }
  })

  it("lists only downward arrows as forbidden, the others are refused anyway", () => {
    for (const [from, to] of FORBIDDEN) expect(layerOf(to)).toBeLessThan(layerOf(from) ?? -1)
  })
})
