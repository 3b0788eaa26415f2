import { unsentStates } from "./tables.ts"

/** Entries that no finding has yet and that should have a debit. */
export const openEntries = `(SELECT * FROM ll WHERE state NOT IN ${unsentStates} AND state <> 'reversed' AND lid NOT IN (SELECT lid FROM in_l))`

/** Lines that no finding has yet. */
export const openLines = "(SELECT * FROM ls WHERE sid NOT IN (SELECT sid FROM in_s))"

/** The same for a debit that may be a payout's: no charge, no tax, no own account's. */
export const openDebits = "(SELECT * FROM ls WHERE sort = 'debit' AND NOT own AND sid NOT IN (SELECT sid FROM in_s))"
