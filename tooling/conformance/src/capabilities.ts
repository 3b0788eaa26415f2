import type { Capabilities, RuntimeName } from "./suite.ts"

const server = { rawRsa: true, sqlite: "works" } as const
const web: Capabilities = { rawRsa: false, nativePkcs1: "absent", sqlite: "absent" }

/** What each runtime is expected to have. A runtime that gains or loses something fails its suite, and this table is changed by hand. */
export const capabilities: Readonly<Record<RuntimeName, Capabilities>> = {
  node: { ...server, nativePkcs1: "implicit-rejection" },
  deno: { ...server, nativePkcs1: "oracle" },
  // Since CVE-2023-46809 it throws whatever the block holds.
  bun: { ...server, nativePkcs1: "refused" },
  // With nodejs_compat workerd offers node:sqlite as a module whose classes refuse to be constructed.
  workerd: { rawRsa: true, nativePkcs1: "oracle", sqlite: "inert" },
  "workerd-bare": web,
  browser: web
}
