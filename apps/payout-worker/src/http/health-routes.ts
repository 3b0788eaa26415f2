import type { PayoutStatus } from "@hundi/core"
import type { Hono } from "hono"
import type { AppParts } from "./create-app.ts"
import { openApi } from "./open-api.ts"

const counted: readonly PayoutStatus[] = ["queued", "in-flight", "unknown", "review", "settled", "failed", "reversed"]
const PAGE = 1000
/** Counting reads the rows, so it is done at most this often. */
const COUNT_EVERY_MS = 15_000

type Counts = Readonly<Partial<Record<PayoutStatus, number>>>

/** Is it alive, may it get work, what has it done, and what can it do. */
export const addHealthRoutes = (app: Hono, { worker }: Pick<AppParts, "worker">): void => {
  const count = cached(() => countByStatus(worker))
  app.get("/healthz", (c) => c.json({ ok: true, now: new Date(worker.now()).toISOString() }))
  app.get("/readyz", async (c) => {
    const paused = await worker.journal.pauses().catch(() => undefined)
    if (paused === undefined) return c.json({ ok: false, why: "the journal does not answer" }, 503)
    return c.json({ ok: true, pausedRails: paused.map(({ rail, reason }) => ({ rail, reason })) })
  })
  app.get("/metrics", async (c) => c.text(await writeMetrics(worker, await count()), 200, { "content-type": "text/plain; version=0.0.4; charset=utf-8" }))
  app.get("/openapi.json", (c) => c.json(openApi))
}

const writeMetrics = async (worker: AppParts["worker"], counts: Counts): Promise<string> => {
  const { sends, enquiries, faults } = worker.counters.read()
  const paused = await worker.journal.pauses()
  const metric = (name: string, type: "gauge" | "counter", help: string, lines: readonly string[]): string =>
    [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines.map((line) => `${name}${line}`)].join("\n")
  return `${[
    metric("hundi_payouts", "gauge", "Payouts by status.", counted.map((status) => `{status="${status}"} ${counts[status] ?? 0}`)),
    metric("hundi_in_flight", "gauge", "Calls to the bank that wait for an answer.", [` ${worker.inFlight()}`]),
    metric("hundi_sends_total", "counter", "Payouts processed as sends since the start.", [` ${sends}`]),
    metric("hundi_enquiries_total", "counter", "Enquiries since the start.", [` ${enquiries}`]),
    metric("hundi_faults_total", "counter", "Faults of the worker's own parts since the start.", [` ${faults}`]),
    metric("hundi_rail_paused", "gauge", "1 for each rail that is paused.", paused.map(({ rail }) => `{rail="${rail}"} 1`))
  ].join("\n")}\n`
}

const countByStatus = async ({ payouts }: AppParts["worker"]): Promise<Counts> => {
  const counts: Partial<Record<PayoutStatus, number>> = {}
  for (const status of counted) {
    let cursor: string | null | undefined
    do {
      const page: Awaited<ReturnType<typeof payouts.list>> = await payouts.list({ status, limit: PAGE, ...(cursor ? { cursor } : {}) })
      counts[status] = (counts[status] ?? 0) + page.data.length
      cursor = page.nextCursor
    } while (cursor !== null)
  }
  return counts
}

const cached = <A>(make: () => Promise<A>): (() => Promise<A>) => {
  let [kept, until]: [Promise<A> | undefined, number] = [undefined, 0]
  return () => {
    if (kept === undefined || Date.now() >= until) [kept, until] = [make(), Date.now() + COUNT_EVERY_MS]
    return kept
  }
}
