import type { Mutation } from "../mutation.ts"

const journal = "packages/journal/src/sqlite/sql-journal.ts"
const memory = "packages/core/src/testing/memory-journal.ts"

/** L7, leases do not authorise: a send and a settle need the epoch that was claimed. */
export const l7: readonly Mutation[] = [
  {
    id: "l7-record-unfenced",
    law: "L7",
    what: "a worker that lost its lease overwrites what the new holder has found out",
    file: "packages/journal/src/sqlite/record.ts",
    find: `if (payout["epoch"] !== holder.epoch) {`,
    replace: `if (payout["epoch"] === null) {`
  },
  {
    id: "l7-reserve-unfenced",
    law: "L7",
    what: "a worker that lost its lease opens an attempt beside the new holder's work",
    file: journal,
    find: `const row = fencedRow(sql, payoutId, epoch)
        checkReserve`,
    replace: `const row = payoutRow(sql, payoutId)
        checkReserve`
  },
  {
    id: "l7-cancel-unfenced",
    law: "L7",
    what: "a cancel overtakes the worker that is about to send the payout",
    file: "packages/journal/src/sqlite/cancel.ts",
    find: "const row = fencedRow(sql, payoutId, epoch)",
    replace: "const row = fencedRow(sql, payoutId, Math.max(epoch, Number(sql.all(\"SELECT epoch FROM payouts WHERE id = ?1\", payoutId)[0]?.[\"epoch\"])))"
  },
  {
    id: "l7-mark-unfenced",
    law: "L7",
    what: "a worker that lost its lease marks and sends the attempt that another holder is about to send",
    file: "packages/journal/src/sqlite/mark-attempt.ts",
    find: "const row = fencedRow(sql, payoutId, epoch)",
    replace: "const row = fencedRow(sql, payoutId, Number(sql.all(\"SELECT epoch FROM payouts WHERE id = ?1\", payoutId)[0]?.[\"epoch\"]))"
  },
  {
    id: "l7-release-unfenced",
    law: "L7",
    what: "a worker that lost its lease gives away the new holder's claim",
    file: journal,
    find: `        fencedRow(sql, payoutId, epoch)
        sql.all(`,
    replace: `        payoutRow(sql, payoutId)
        sql.all(`
  },
  {
    id: "l7-memory-unfenced",
    law: "L7",
    what: "the journal in memory lets anybody reserve, mark and release",
    file: memory,
    find: "if (row.payout.epoch !== epoch) throw",
    replace: "if (row.payout.epoch < epoch) throw"
  },
  {
    id: "l7-memory-record-unfenced",
    law: "L7",
    what: "the journal in memory lets a worker without its lease settle",
    file: memory,
    find: "if (row.payout.epoch !== holder.epoch) {",
    replace: "if (row.payout.epoch < holder.epoch) {"
  },
  {
    id: "l7-epoch-stands-still",
    law: "L7",
    what: "a new claim carries the old epoch, so that old and new holder cannot be told apart",
    file: "packages/journal/src/sqlite/claim.ts",
    find: `const epoch = Number(row["epoch"]) + 1`,
    replace: `const epoch = Math.max(1, Number(row["epoch"]))`
  },
  {
    id: "l7-sending-becomes-reserved",
    law: "L7",
    what: "after a crash an attempt that may be on the wire is taken for one that was never sent",
    file: "packages/journal/src/sqlite/claim.ts",
    find: "UPDATE attempts SET state = 'unknown', unknown_since",
    replace: "UPDATE attempts SET state = 'reserved', unknown_since"
  },
  {
    id: "l7-memory-sending-becomes-reserved",
    law: "L7",
    what: "the journal in memory takes an attempt that may be on the wire for one that was never sent",
    file: memory,
    find: `patch(row, last.reference, { state: "unknown", unknownSince`,
    replace: `patch(row, last.reference, { state: "reserved", unknownSince`
  },
  {
    id: "l7-lapsed-send-stays-queued",
    law: "L7",
    what: "after a crash the payout stays in the queue of sends, where a worker would send it",
    file: "packages/journal/src/sqlite/claim.ts",
    find: "UPDATE payouts SET status = 'unknown', last_seq",
    replace: "UPDATE payouts SET status = 'queued', last_seq"
  },
  {
    id: "l7-claimed-by-two",
    law: "L7",
    what: "a payout whose lease runs is claimed by a second worker",
    file: journal,
    find: "lease_until IS NULL OR lease_until <= ?1",
    replace: "lease_until IS NULL OR lease_until > 0"
  },
  {
    id: "l7-takes-over-the-living",
    law: "L7",
    what: "a worker that starts ends the leases of all workers, also of those that are sending",
    file: journal,
    find: "WHERE lease_owner = ?1 AND lease_until > ?2",
    replace: "WHERE lease_owner >= '' AND ?1 >= '' AND lease_until > ?2"
  },
  {
    id: "l7-lease-shorter-than-the-bank",
    law: "L7",
    what: "a lease lapses while its holder still waits for the bank, whose answer then comes too late",
    file: "packages/core/src/run-loop.ts",
    find: "leaseMs: bankTimeoutMs * LEASE_CALLS[want] + LEASE_MARGIN_MS",
    replace: "leaseMs: LEASE_MARGIN_MS"
  },
  {
    id: "l7-paused-rail-sends",
    law: "L7",
    what: "a rail that people hold goes on sending",
    file: journal,
    find: "AND rail NOT IN (SELECT rail FROM pauses)",
    replace: "AND rail NOT IN (SELECT reason FROM pauses)"
  }
]
