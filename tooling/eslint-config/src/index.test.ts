import { ESLint } from "eslint"
import { fileURLToPath } from "node:url"
import { expect, it } from "vitest"

const root = fileURLToPath(new URL("../../..", import.meta.url)).replace(/\/$/, "")

// Rules that need no types are enough here: the text below is in no program, so the type-aware blocks are switched off by the file's name.
const eslint = new ESLint({
  cwd: root,
  overrideConfigFile: fileURLToPath(new URL("index.js", import.meta.url)),
  overrideConfig: { languageOptions: { parserOptions: { projectService: false, project: null } } },
  ruleFilter: ({ ruleId }) => !ruleId.startsWith("@typescript-eslint/")
})

async function rulesBrokenBy(code: string, filePath: string): Promise<readonly (string | null)[]> {
  const results = await eslint.lintText(code, { filePath: `${root}/${filePath}` })
  return results.flatMap((result) => result.messages.map((message) => message.ruleId))
}

it.each([
  ["packages/core/src/x.ts", "export const t = Date.now()\n", ["hundi/no-ambient"]],
  ["packages/core/src/node.ts", "export const t = Date.now()\n", []],
  ["packages/core/src/clock.node.ts", "export const t = Date.now()\n", []],
  ["packages/journal/src/sqlite-journal.ts", "export const t = Date.now()\n", []],
  ["packages/core/src/x.test.ts", "export const t = Date.now()\n", []],
  ["apps/payout-worker/src/x.ts", "export const t = Date.now()\n", []],
  ["packages/core/src/x.ts", "export default 1\n", ["no-restricted-syntax"]],
  ["packages/core/src/x.ts", "const x = 1\nexport { x as default }\n", ["no-restricted-syntax"]],
  ["apps/edge-worker/src/x.ts", "export default 1\n", []],
  ["packages/core/src/x.ts", 'import { Effect } from "effect"\nexport const x = Effect\n', ["no-restricted-imports"]],
  ["packages/core/src/x.ts", 'import * as Effect from "effect/Effect"\nexport const x = Effect\n', []],
  ["packages/core/src/x.ts", 'import { x } from "@hundi/simulator"\nexport const y = x\n', ["hundi/layers"]],
  ["apps/payout-worker/src/x.ts", "export interface A {\n  amountPaise: number\n}\n", ["hundi/no-number-money"]],
  ["packages/core/src/x.ts", `export const x = [\n${"  1,\n".repeat(500)}]\n`, ["max-lines"]],
  ["packages/core/src/x.data.ts", `export const x = [\n${"  1,\n".repeat(500)}]\n`, []],
  ["packages/core/src/x.ts", `export function f() {\n${"  g()\n".repeat(70)}}\n`, ["max-lines-per-function"]],
  ["packages/core/src/x.test.ts", `export function f() {\n${"  g()\n".repeat(70)}}\n`, []]
])("%s: %j", async (path, code, rules) => {
  expect(await rulesBrokenBy(code, path)).toEqual(rules)
})
