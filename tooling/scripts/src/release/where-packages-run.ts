/** The runtimes that a fresh project is tried on. `workerd` is a Cloudflare Worker with `nodejs_compat`. */
export const runtimes = ["node", "deno", "bun", "workerd"] as const
export type Runtime = (typeof runtimes)[number]

/** What is not tried on some runtimes, and why. All the rest has to run everywhere. */
interface Limit {
  /** A subpath such as `@hundi/recon/engine`, or an example such as `core/pay-once`. */
  readonly what: string
  readonly on: readonly Runtime[]
  readonly why: string
}

const sqlite = "it opens a database by node:sqlite, whose classes workerd refuses to construct; there a Durable Object's own SQLite is used"

export const limits: readonly Limit[] = [
  { what: "@hundi/crypto-envelope/node-pool", on: ["workerd"], why: "it starts threads, and Workers have none" },
  { what: "@hundi/recon/engine", on: ["workerd"], why: "DuckDB is native code" },
  { what: "@hundi/recon/inputs", on: ["workerd"], why: "it opens workbooks in a thread" },
  { what: "recon/close-a-day", on: ["workerd"], why: "DuckDB is native code" },
  { what: "recon/read-a-statement", on: ["workerd"], why: "it opens workbooks in a thread" },
  { what: "journal/survive-a-crash", on: ["workerd"], why: sqlite },
  { what: "operations/approve-a-payout", on: ["workerd"], why: sqlite },
  { what: "operations/check-a-beneficiary", on: ["workerd"], why: sqlite },
  { what: "operations/plan-a-rail", on: ["workerd"], why: sqlite },
  { what: "operations/send-a-webhook", on: ["workerd"], why: sqlite },
  { what: "operations/take-a-callback", on: ["workerd"], why: sqlite }
]

/** Examples that print other words at every run; only the number of their lines is compared between runtimes. */
export const varying: Readonly<Record<string, string>> = {
  "checksum/sign-a-request": "the time, and a checksum over it",
  "crypto-envelope/make-keys": "the end of a certificate's life, to the second"
}

/** Why a subpath or example is not tried on a runtime; `undefined` when it is. */
export function whyNot(runtime: Runtime, what: string): string | undefined {
  return limits.find((limit) => limit.what === what && limit.on.includes(runtime))?.why
}

/** Lines of the tables above that are about nothing which exists. */
export function findStale(existing: readonly string[]): readonly string[] {
  const named = [...limits.map(({ what }) => what), ...Object.keys(varying)]
  return named.filter((what) => !existing.includes(what)).map((what) => `where-packages-run.ts names ${what}, which does not exist`)
}
