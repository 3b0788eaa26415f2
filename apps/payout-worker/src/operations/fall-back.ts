import type { Rail } from "@hundi/catalog"
import { compositeRailsOf } from "@hundi/catalog/composite/rails"
import type { Journal, Payouts } from "@hundi/core"
import { followFallbacks } from "@hundi/operations/planner"
import type { BankLink } from "../bank/connect-bank.ts"
import type { OperationsSettings } from "../setup/operations-settings.ts"

/** What carrying out a fallback policy takes. */
export interface FallBackParts {
  readonly link: BankLink
  readonly journal: Journal
  readonly payouts: Payouts
  readonly settings: OperationsSettings
  readonly now: () => number
  readonly say: (line: string) => void
}

/** Orders what the declared policy allows, over rails that are open to this partner and not paused. Undefined without a policy. */
export const fallBackOf = ({ link, journal, payouts, settings, now, say }: FallBackParts): (() => Promise<number>) | undefined => {
  const { fallback: policy } = settings
  if (policy === undefined) return undefined
  const open = Object.values(compositeRailsOf(link.partner)).flatMap((one): readonly Rail[] => ("rail" in one ? [one.rail] : []))
  const look = followFallbacks({
    ...{ journal, payouts, policy, now },
    situation: async () => {
      const paused = new Set((await journal.pauses()).map(({ rail }) => rail))
      return { at: now(), partner: { rails: open.filter((rail) => !paused.has(rail)) } }
    }
  })
  return async () => {
    const ordered = await look()
    for (const { payoutId, why } of ordered) say(`${payoutId}: ${why}`)
    return ordered.length
  }
}
