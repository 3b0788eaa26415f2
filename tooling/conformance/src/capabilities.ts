import type { Capabilities, RuntimeName } from "./suite.ts"

const server: Capabilities = { rawRsa: true, sqlite: "works" }
const web: Capabilities = { rawRsa: false, sqlite: "absent" }

/** What each runtime is expected to have. A runtime that gains or loses something fails its suite, and this table is changed by hand. */
export const capabilities: Readonly<Record<RuntimeName, Capabilities>> = {
  node: server,
  deno: server,
  bun: server,
  // With nodejs_compat workerd offers node:sqlite as a module whose classes refuse to be constructed.
  workerd: { rawRsa: true, sqlite: "inert" },
  "workerd-bare": web,
  browser: web
}
