import { addDays, istDate } from "@hundi/catalog/calendar"
import type { Journal } from "@hundi/core"
import { payoutsOf } from "../controls/pending.ts"
import { askUnlessBusy, type RestoreContext, standingFreeze } from "./restore-context.ts"

/** Holds every send, and asks about what the backup shows as reserved. Again it changes nothing. @internal */
export const freezeSends = async (context: RestoreContext, reason: string): Promise<{ readonly asked: number }> => {
  const { store, options: { journal, now, rails, tenants = ["default"] } } = context
  store.begin(now(), await firstDayOf(journal, now()), reason)
  const { no, reason: why } = standingFreeze(context)
  let asked = 0
  for (const tenant of tenants) {
    for (const status of ["queued", "scheduled", "awaiting-approval"] as const) {
      for await (const { id } of payoutsOf(journal, tenant, status)) {
        const view = await journal.get(id)
        const last = view?.attempts.at(-1)
        if (view === undefined || last?.state !== "reserved") continue
        store.ask(no, id, last.reference)
        asked++
        await askUnlessBusy(context, view)
      }
    }
  }
  for (const rail of rails) await journal.pause(rail, why, now())
  return { asked }
}

const NO_ANCHOR_DAYS = 31

/** The backup is no older than its last anchor; a payment of that day may be missing. */
const firstDayOf = async (journal: Journal, now: number): Promise<string> => {
  const last = (await journal.anchors()).at(-1)
  return last === undefined ? addDays(istDate(now), -NO_ANCHOR_DAYS) : istDate(last.at)
}
