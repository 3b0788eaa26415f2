import { addBusinessDays, istDate } from "@hundi/catalog/calendar"
import { HundiError, type PayoutView } from "@hundi/core"
import { askAboutReserved } from "./adopt.ts"
import type { FreezeRow, LineRow, RestoreStore } from "./restore-store.ts"
import type { RestoreOptions, RestoreStatus } from "./restore-types.ts"

/** What all parts of a restore work with. @internal */
export interface RestoreContext {
  readonly options: RestoreOptions
  readonly store: RestoreStore
}

/** @throws HundiError ILLEGAL_TRANSITION when nothing is frozen */
export const standingFreeze = ({ store }: RestoreContext): FreezeRow => {
  const freeze = store.freeze()
  if (freeze === undefined) {
    throw new HundiError("ILLEGAL_TRANSITION", "nothing is frozen: the journal was not restored, or the freeze was lifted")
  }
  return freeze
}

/** T+2 of the day of the freeze: until then the bank may still book what it had (MONEY.md, absence). */
export const lastDayOf = ({ options }: RestoreContext, { at }: FreezeRow): string => addBusinessDays(istDate(at), 2, options.holidays)

/** @throws HundiError NOT_FOUND, ILLEGAL_TRANSITION when somebody has said whose it is */
export const openLine = ({ store }: RestoreContext, freeze: FreezeRow, line: string): LineRow => {
  const found = store.lines(freeze.no).find((one) => one.line === line)
  if (found === undefined) throw new HundiError("NOT_FOUND", "there is no such line: compare the statement first")
  if (found.state !== "open") throw new HundiError("ILLEGAL_TRANSITION", `this line is ${found.state} already`)
  return found
}

export const needsAnother = (by: string): HundiError =>
  new HundiError("ILLEGAL_TRANSITION", `${by} has said so already: the second person must be another one`)

/** A lease of the backup's may not have lapsed yet: the gate holds it, and the next comparison tries again. */
export const askUnlessBusy = async ({ options }: RestoreContext, view: PayoutView): Promise<void> => {
  try {
    await askAboutReserved(options, view)
  } catch (error) {
    if (!(error instanceof HundiError && error.code === "LIVE_ATTEMPT")) throw error
  }
}

export const readStatus = async (context: RestoreContext): Promise<RestoreStatus> => {
  const freeze = context.store.freeze()
  if (freeze === undefined) return { frozen: false, since: null, until: null, open: [], asking: [], missing: [] }
  const open = context.store.lines(freeze.no).filter(({ state }) => state === "open")
  const [until, asking] = [lastDayOf(context, freeze), await stillAsked(context, freeze)]
  return { frozen: true, since: freeze.since, until, open, asking, missing: missingOf(freeze, until, open, asking) }
}

const missingOf = (freeze: FreezeRow, until: string, open: readonly LineRow[], asking: readonly string[]): readonly string[] => [
  ...(freeze.coveredAt === null ? [`a complete statement from ${freeze.since} to the end of ${until} has not been compared`] : []),
  ...(open.length === 0 ? [] : [`${open.length} debits of the statement are nobody's yet`]),
  ...(asking.length === 0 ? [] : [`${asking.length} payments are still being asked about`])
]

const waiting: ReadonlySet<string> = new Set(["unknown", "in-flight", "queued"])
const undecided: ReadonlySet<string> = new Set(["unknown", "sending", "reserved", "pending"])

/** Those of which neither the bank nor people have said what became of them. */
const stillAsked = async ({ options, store }: RestoreContext, { no }: FreezeRow): Promise<readonly string[]> => {
  const standings = await options.journal.standings(store.asked(no))
  return standings.filter(({ status, state }) => waiting.has(status) && state !== null && undecided.has(state)).map(({ id }) => id)
}
