import type { PayoutStatus } from "@hundi/core"
import { openApi } from "@hundi/operations/http"
import type { Hono } from "hono"
import type { AppParts } from "./create-app.ts"

/** Each status that a payout of this worker can have, so that a count of none is told too. */
const counted: readonly PayoutStatus[] = ["awaiting-approval", "scheduled", "queued", "in-flight", "unknown", "review", "settled", "failed", "cancelled", "reversed"]

/** Is it alive, may it get work, what has it done, and what can it do. */
export const addHealthRoutes = (app: Hono, { worker }: Pick<AppParts, "worker">): void => {
  app.get("/healthz", (c) => c.json({ ok: true, now: new Date(worker.now()).toISOString() }))
  app.get("/readyz", async (c) => {
    const paused = await worker.journal.pauses().catch(() => undefined)
    if (paused === undefined) return c.json({ ok: false, why: "the journal does not answer" }, 503)
    return c.json({ ok: true, pausedRails: paused.map(({ rail, reason }) => ({ rail, reason })) })
  })
  app.get("/metrics", async (c) => c.text(await writeMetrics(worker), 200, { "content-type": "text/plain; version=0.0.4; charset=utf-8" }))
  app.get("/openapi.json", (c) => c.json(openApi))
}

/** What telemetry has counted as it happened, and a few numbers that are asked for now. Nothing reads payouts one by one. */
const writeMetrics = async ({ meter, journal, counters, operations }: AppParts["worker"]): Promise<string> => {
  const counts = await journal.counts("default")
  const metric = (name: string, type: "gauge" | "counter", help: string, lines: readonly string[]): string =>
    [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines.map((line) => `${name}${line}`)].join("\n")
  const webhooks = operations.outbox?.standings() ?? []
  const own = [
    metric("hundi_payouts", "gauge", "Payouts by status.", counted.map((status) => `{status="${status}"} ${counts[status] ?? 0}`)),
    metric("hundi_enquiries_total", "counter", "Enquiries since the start.", [` ${counters.read().enquiries}`]),
    metric("hundi_circuit_open", "gauge", "1 for each rail that the circuit breaker holds or probes.", operations.breaker.states().map(({ rail }) => `{rail="${rail}"} 1`)),
    metric("hundi_webhooks_waiting", "gauge", "Webhooks that are still to be delivered.", webhooks.map(({ id, waiting }) => `{endpoint="${id}"} ${waiting}`)),
    metric("hundi_webhooks_dead", "gauge", "Webhooks that were given up.", webhooks.map(({ id, dead }) => `{endpoint="${id}"} ${dead}`))
  ]
  return `${own.join("\n")}\n${await meter.write()}`
}
