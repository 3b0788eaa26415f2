import { payoutRow } from "@hundi/operations/http"
import type { Hono } from "hono"
import { streamSSE } from "hono/streaming"
import type { AppParts } from "./create-app.ts"

/** Changes are gathered for this long, so that a busy worker does not tell a page of each step. */
const GATHER_MS = 300
const HEARTBEAT_MS = 15_000
/** More at once than any page shows: the rest is found when the page looks again. */
const MOST_AT_ONCE = 100

/** `GET /v1/events`: a server-sent event `payout` for each payout that changed, in the form of the lists. */
export const addEventsRoute = (app: Hono, { worker }: Pick<AppParts, "worker">): void => {
  app.get("/v1/events", (c) =>
    streamSSE(c, async (stream) => {
      const changed = new Set<string>()
      const unlisten = worker.changes.listen((payoutId) => void changed.add(payoutId))
      stream.onAbort(unlisten)
      try {
        await stream.writeSSE({ event: "hello", data: JSON.stringify({ now: new Date(worker.now()).toISOString() }) })
        let spokeAt = Date.now()
        while (!stream.aborted && !stream.closed) {
          await stream.sleep(GATHER_MS)
          const payoutIds = [...changed].slice(-MOST_AT_ONCE)
          changed.clear()
          for (const row of await readRows(worker, payoutIds)) await stream.writeSSE({ event: "payout", data: JSON.stringify(row) })
          if (payoutIds.length === 0 && Date.now() - spokeAt < HEARTBEAT_MS) continue
          if (payoutIds.length === 0) await stream.write(": still here\n\n")
          spokeAt = Date.now()
        }
      } finally {
        unlisten()
      }
    })
  )
}

const readRows = async ({ payouts }: AppParts["worker"], payoutIds: readonly string[]) => {
  const views = await Promise.all(payoutIds.map((payoutId) => payouts.get(payoutId)))
  return views.flatMap((view) => {
    if (view === undefined) return []
    const references = view.attempts.map(({ reference }) => reference)
    return [payoutRow(view.payout, { state: view.attempts.at(-1)?.state ?? null, references })]
  })
}
