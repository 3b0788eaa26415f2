import { type Gate, HundiError } from "@hundi/core"
import { checkPerson, isSamePerson } from "../controls/person.ts"
import { migrateArea } from "../store/sql.ts"
import { assignDebit, dismissDebit } from "./assign-debit.ts"
import { compareStatement } from "./compare-statement.ts"
import { freezeSends } from "./freeze-sends.ts"
import { guardJournal } from "./guard-journal.ts"
import { lastDayOf, needsAnother, readStatus, type RestoreContext, standingFreeze } from "./restore-context.ts"
import { restoreMigrations } from "./restore-migrations.ts"
import { openRestoreStore } from "./restore-store.ts"
import type { Restore, RestoreOptions } from "./restore-types.ts"

const LOOK_AGAIN_MS = 10 * 60_000

/**
 * The way back after a journal was restored from a backup: it lacks payments that the bank has made since. Sends stay frozen until a
 * complete statement to the end of T+2 shows no debit that the journal lacks, every one of these has been asked about, and two people
 * say so (MONEY.md, the last line of the table). Nobody guesses: people assign debits, and the bank's answer decides.
 *
 * @example
 * const restore = createRestore({ sql, journal, owner: "01", now: Date.now, environment: "P", rails: ["imps"] })
 * if (await isOlder(anchorsKeptElsewhere, journal)) await restore.freeze("restored from a backup")
 */
export const createRestore = (options: RestoreOptions): Restore => {
  migrateArea(options.sql, "restore", restoreMigrations, options.now())
  const store = openRestoreStore(options.sql)
  const context: RestoreContext = { options, store }
  return {
    gate: createFreezeGate(context),
    guard: (guarded) => guardJournal(guarded, () => store.freeze()?.reason),
    freeze: (reason) => freezeSends(context, reason),
    status: () => readStatus(context),
    compare: (statement) => compareStatement(context, statement),
    assign: (order) => assignDebit(context, order),
    dismiss: async (order) => dismissDebit(context, order),
    lift: (by) => liftFreeze(context, by)
  }
}

const createFreezeGate = (context: RestoreContext): Gate => ({
  admit: async (_work, at) => {
    const freeze = context.store.freeze()
    if (freeze === undefined) return { kind: "go" }
    const days = `from ${freeze.since} to ${lastDayOf(context, freeze)}`
    const reason = `Nothing is sent: ${freeze.reason}. A complete statement ${days} must be compared, each debit that the journal lacks assigned,`
      + " and two people lift the freeze."
    return { kind: "hold", hold: { kind: "duplicate", reason, status: "queued", dueAt: at + LOOK_AGAIN_MS } }
  }
})

const liftFreeze = async (context: RestoreContext, person: string): ReturnType<Restore["lift"]> => {
  const { store, options: { journal, now } } = context
  const [by, freeze] = [checkPerson(person), standingFreeze(context)]
  const { missing } = await readStatus(context)
  if (missing.length > 0) throw new HundiError("ILLEGAL_TRANSITION", `sends stay frozen: ${missing.join("; ")}`)
  const { proposedBy } = freeze
  if (proposedBy === null) {
    store.propose(freeze.no, by)
    return { lifted: false, says: `${by}'s word is written down: a second person must say the same.` }
  }
  if (isSamePerson(proposedBy, by)) throw needsAnother(proposedBy)
  for (const pause of await journal.pauses()) if (pause.reason === freeze.reason) await journal.resume(pause.rail)
  store.lift(freeze.no, by, now())
  return { lifted: true, says: `${proposedBy} and ${by} have lifted the freeze: payouts go again.` }
}
