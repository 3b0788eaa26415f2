import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, expect, it } from "vitest"
import { describeApi } from "./describe-api.ts"

const root = mkdtempSync(join(tmpdir(), "hundi-api-"))
afterAll(() => rmSync(root, { recursive: true, force: true }))

it("lists what an entry exports, from whatever file, sorted and without comments", () => {
  mkdirSync(join(root, "src"))
  writeFileSync(join(root, "tsconfig.base.json"), JSON.stringify({ compilerOptions: { target: "ES2023", module: "NodeNext", allowImportingTsExtensions: true, noEmit: true, types: [] } }))
  writeFileSync(join(root, "src/index.ts"), 'export { b, type A, C, hidden as shown } from "./x.ts"\nexport const z = { n: 1n } as const\n')
  writeFileSync(join(root, "src/x.ts"), [
    "/** Doc. */", "export interface A { readonly x: string }", "export function b(a: A): string { return a.x }",
    "export const hidden = (n: number) => String(n)", "export const private_ = 1",
    "const base = (): new () => { readonly n: number } => class { readonly n = 1 }", "export class C extends base() {}", ""
  ].join("\n"))
  const report = describeApi(root, [{ specifier: "x", file: join(root, "src/index.ts") }]).get("x")
  expect(report).toEqual([
    "interface A {\n  readonly x: string\n}",
    "function b(a: A): string",
    "class C extends C_base {\n}",
    "const C_base: new () => {\n  readonly n: number\n}",
    "// exported as shown\nconst hidden: (n: number) => string",
    "const z: {\n  readonly n: 1n\n}"
  ])
})
