import { expect, it } from "vitest"
import { findUndeclared } from "./imports.ts"

const manifest = { name: "@hundi/core", dependencies: { "@hundi/catalog": "workspace:*" }, peerDependencies: { effect: "4" }, devDependencies: { vitest: "5" } }

it("accepts what is declared, relative paths, Node's modules, a runtime's modules and itself", () => {
  const text = [
    'import * as Effect from "effect/Effect"', 'import type { X } from "@hundi/catalog/composite"', 'export { y } from "./y.ts"',
    'import "node:fs"', 'import { DurableObject } from "cloudflare:workers"', 'const own = await import("@hundi/core/node")', '// import "zod"'
  ].join("\n")
  expect(findUndeclared("src/x.ts", text, manifest)).toEqual([])
})

it("finds what is not: static, type-only, re-exported and dynamic", () => {
  const text = 'import "zod"\nimport type { A } from "@noble/hashes/sha2.js"\nexport * from "kysely"\nawait import("pkijs")'
  expect(findUndeclared("src/x.ts", text, manifest)).toEqual(["zod", "@noble/hashes", "kysely", "pkijs"])
})

it("allows devDependencies in tests, configs and private projects, not in code that ships", () => {
  expect(findUndeclared("src/x.ts", 'import "vitest"', manifest)).toEqual(["vitest"])
  expect(findUndeclared("src/x.test.ts", 'import "vitest"', manifest)).toEqual([])
  expect(findUndeclared("vitest.config.ts", 'import "vitest/config"', manifest)).toEqual([])
  expect(findUndeclared("src/x.ts", 'import "vitest"', { ...manifest, private: true })).toEqual([])
})
