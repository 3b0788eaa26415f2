import { RuleTester } from "eslint"
import tseslint from "typescript-eslint"
import { describe, it } from "vitest"
import { noAmbient } from "./no-ambient.ts"

RuleTester.describe = describe
RuleTester.it = it
const tester = new RuleTester({ languageOptions: { parser: tseslint.parser } })
const ambient = (code: string, what: string) => ({ code, errors: [{ messageId: "ambient", data: { what } }] })
const moduleOf = (code: string, what: string) => ({ code, errors: [{ messageId: "module", data: { what } }] })

tester.run("no-ambient", noAmbient, {
  valid: [
    "const d = new Date(nowMs)",
    "const d = Date.UTC(2026, 0)",
    "const d = Date.parse(text)",
    "Math.floor(x)",
    "const b = await crypto.subtle.digest('SHA-256', bytes)",
    "crypto.getRandomValues(new Uint8Array(16))",
    "const d = globalThis.Date.UTC(2026, 0)",
    "function f(console: { log(x: string): void }) { console.log('x') }",
    "const process = (x: number) => x; process(1)",
    "row.process.console.Buffer",
    "const x = { process: 1, Buffer: 2 }",
    "function f(x: Date): Buffer { return x as never }",
    "import type { Server } from 'node:http'",
    "import { x } from 'effect/Clock'",
    "const { floor } = Math"
  ],
  invalid: [
    ambient("const t = Date.now()", "Date.now"),
    ambient("const t = Date['now']()", "Date.now"),
    ambient("const now = Date.now", "Date.now"),
    ambient("const d = new Date()", "the current Date"),
    ambient("const d = Date()", "the current Date"),
    ambient("const d = new globalThis.Date()", "the current Date"),
    ambient("const t = globalThis.Date.now()", "Date.now"),
    ambient("const r = Math.random()", "Math.random"),
    ambient("const { random } = Math", "Math.random"),
    ambient("const id = crypto.randomUUID()", "crypto.randomUUID"),
    ambient("const id = globalThis.crypto.randomUUID()", "crypto.randomUUID"),
    ambient("const t = performance.now()", "performance.now"),
    ambient("const p = process.env.HOME", "process"),
    ambient("console.log('x')", "console"),
    ambient("globalThis.console.log('x')", "console"),
    ambient("const b = Buffer.from('x')", "Buffer"),
    ambient("function f(now = Date.now()) { return now }", "Date.now"),
    moduleOf("import { readFileSync } from 'node:fs'", "node:fs"),
    moduleOf("export { readFileSync } from 'node:fs'", "node:fs"),
    moduleOf("const fs = await import('node:fs')", "node:fs")
  ]
})
