import { bindSuites } from "../bind-suites.ts"
import { capabilities } from "../capabilities.ts"
import { runSuites } from "../run-suites.ts"
import type { RuntimeName } from "../suite.ts"

/** Runs the suites in a process of Node, Deno or Bun; the report is the last line of its output. */
const { runtime, version } = whoAmI()
const corruptions = Number(process.env["HUNDI_CORRUPTIONS"] ?? 0)
const env = { runtime, has: capabilities[runtime], ...(corruptions > 0 ? { corruptions } : {}) }
console.log(JSON.stringify(await runSuites(bindSuites(env), env, version)))

interface Globals {
  readonly Deno?: { readonly version: { readonly deno: string } }
  readonly Bun?: { readonly version: string }
}

/** Deno and Bun also answer to Node's names, so they are asked first. */
function whoAmI(): { readonly runtime: RuntimeName; readonly version: string } {
  const { Deno, Bun } = globalThis as Globals
  if (Deno !== undefined) return { runtime: "deno", version: Deno.version.deno }
  if (Bun !== undefined) return { runtime: "bun", version: Bun.version }
  return { runtime: "node", version: process.versions.node }
}
