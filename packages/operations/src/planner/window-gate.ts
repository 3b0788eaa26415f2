import type { Holidays } from "@hundi/catalog/calendar"
import type { Gate } from "@hundi/core"
import { railRules, type RailRules, type RailWindow } from "./rail-rules.ts"
import { checkWindows, nextOpening, shutBy } from "./windows.ts"
import { istText, railName } from "./words.ts"

/** What {@link createWindowGate} takes. */
export interface WindowGateOptions {
  /** The bank's and your own hours and cut-offs, beside the networks'. */
  readonly windows?: readonly RailWindow[]
  readonly holidays?: Holidays
  readonly rules?: RailRules
}

const LOOK_AGAIN_MS = 86_400_000

/**
 * Holds a payout while its rail is closed, until the minute in which it opens. It is about when money leaves: enquiries go on.
 *
 * @throws HundiError INVALID_REQUEST for a window that cannot be meant
 * @example
 * const hours = { rail: "neft", days: "business", from: "08:00", to: "18:30" } as const
 * const gate = createWindowGate({ windows: [{ ...hours, validFrom: "2030-01-01", by: "the bank", source: "its letter of ..." }] })
 */
export const createWindowGate = ({ windows = [], holidays, rules = railRules }: WindowGateOptions = {}): Gate => {
  const all = [...rules.windows, ...windows]
  checkWindows(all)
  return {
    admit: async ({ payout: { rail } }, now) => {
      const opensAt = nextOpening(all, rail, now, holidays)
      if (opensAt === now) return { kind: "go" }
      const shut = shutBy(all, rail, now, holidays)
      const reason = opensAt === null
        ? `${railName(rail)} is closed and does not open within sixty days (${shut}); nothing was sent: correct the windows, or cancel it and order it over another rail`
        : `${railName(rail)} is closed until ${istText(opensAt)} (${shut}); nothing was sent, and it goes by itself then. To pay sooner, cancel it and order it over another rail`
      return { kind: "hold", hold: { kind: "window", reason, status: "queued", dueAt: opensAt ?? now + LOOK_AGAIN_MS } }
    }
  }
}
