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
    find: `if (row["epoch"] !== holder.epoch) {`,
    replace: `if (row["epoch"] === null) {`
  },
  {
    id: "l7-reserve-unfenced",
    law: "L7",
    what: "a worker that lost its lease opens an attempt beside the new holder's work",
    file: "packages/journal/src/sqlite/reserve.ts",
    find: `import { appendEvent, fencedRow } from "./write.ts"`,
    replace: `import { appendEvent, payoutRow as fencedRow } from "./write.ts"`
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
    after: "/** Marks a reserved",
    find: "const row = fencedRow(sql, payoutId, epoch)",
    replace: "const row = fencedRow(sql, payoutId, Number(sql.all(\"SELECT epoch FROM payouts WHERE id = ?1\", payoutId)[0]?.[\"epoch\"]))"
  },
  {
    id: "l7-release-unfenced",
    law: "L7",
    what: "a worker that lost its lease gives away the new holder's claim",
    file: journal,
    find: "const { no = null } = fencedRow(sql, payoutId, epoch)",
    replace: "const { no = null } = payoutRow(sql, payoutId)"
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
    find: "UPDATE payouts SET status = 'unknown', lane = 1, last_seq",
    replace: "UPDATE payouts SET status = 'queued', lane = 0, last_seq"
  },
  {
    id: "l7-claimed-by-two",
    law: "L7",
    what: "a payout whose lease runs is claimed by a second worker",
    file: "packages/journal/src/sqlite/claim.ts",
    find: "look_at = max(due_at, ?4) WHERE",
    replace: "look_at = due_at WHERE"
  },
  {
    id: "l7-takes-over-the-living",
    law: "L7",
    what: "a worker that starts ends the leases of all workers, also of those that are sending",
    file: journal,
    find: "AND lease_owner = ?1 AND lease_until > ?2",
    replace: "AND lease_owner >= '' AND ?1 >= '' AND lease_until > ?2"
  },
  {
    id: "l7-lease-shorter-than-the-bank",
    law: "L7",
    what: "a lease lapses while its holder still waits for the bank, whose answer then comes too late",
    file: "packages/core/src/run-loop.ts",
    find: "const leaseMs = bankTimeoutMs * LEASE_CALLS[want] + LEASE_MARGIN_MS",
    replace: "const leaseMs = LEASE_MARGIN_MS"
  },
  {
    id: "l7-paused-rail-sends",
    law: "L7",
    what: "a rail that people hold goes on sending",
    file: journal,
    find: "rail NOT IN (SELECT rail FROM pauses)\n  ORDER BY look_at, no LIMIT ?2",
    replace: "rail NOT IN (SELECT reason FROM pauses)\n  ORDER BY look_at, no LIMIT ?2"
  },
  {
    id: "l7-gate-asked-once",
    law: "L7",
    what: "an attempt that was reserved and not sent goes without the gate: a limit or a rejection since then is not heeded",
    file: "packages/core/src/send-payout.ts",
    find: "if (!(yield* admit(work))) return undefined",
    replace: "if (work.attempt === null && !(yield* admit(work))) return undefined"
  },
  {
    id: "l7-gate-after-reserve",
    law: "L7",
    what: "the attempt is opened before the gate is asked: what is held has an attempt already",
    file: "packages/core/src/send-payout.ts",
    find: `    if (!(yield* admit(work))) return undefined

    // 1 reserve: reference, fingerprint and business date are durable before anything else (L1, L2)
    const attempt = yield* openAttempt(work)`,
    replace: `    const attempt = yield* openAttempt(work)
    if (!(yield* admit(work))) return undefined
`
  },
  {
    id: "l7-broken-gate-is-open",
    law: "L7",
    what: "controls that cannot be asked let everything through",
    file: "packages/core/src/admit.ts",
    find: `      Effect.catch((fault) =>
        journalled((journal) => journal.release(payout.id, epoch, at + LOOK_AGAIN_MS)).pipe(Effect.andThen(Effect.fail(fault)))
      )`,
    replace: `      Effect.catch(() => Effect.succeed<Admission>({ kind: "go" }))`
  },
  {
    id: "l7-held-is-sent",
    law: "L7",
    what: "a payout that was just held is sent all the same",
    file: "packages/core/src/admit.ts",
    find: `return admission.kind === "go"`,
    replace: `return admission.kind !== "refuse"`
  },
  {
    id: "l7-held-is-claimed",
    law: "L7",
    what: "what waits for people is claimed by the next worker that looks",
    file: "packages/journal/src/sqlite/controls.ts",
    find: "SET status = ?2, due_at = ?3, look_at = ?3, lane = 0,",
    replace: "SET status = ?2, due_at = ?3, look_at = coalesce(?3, 0), lane = 0,"
  },
  {
    id: "l7-hold-unfenced",
    law: "L7",
    what: "a worker that lost its lease puts a payout back that another one is about to send",
    file: "packages/journal/src/sqlite/controls.ts",
    find: `dueAt, kind, reason }: HoldOrder): void => {
  const row = fencedRow(sql, payoutId, epoch)`,
    replace: `dueAt, kind, reason }: HoldOrder): void => {
  const row = payoutRow(sql, payoutId)`
  },
  {
    id: "l7-limit-ignored",
    law: "L7",
    what: "a payout that would break a limit goes",
    file: "packages/journal/src/sqlite/controls.ts",
    find: `    if (answer !== undefined) return answer
`,
    replace: ""
  },
  {
    id: "l7-limit-of-one-payout",
    law: "L7",
    what: "each payout has the beneficiary's limit to itself: ten of them to one account pass",
    file: "packages/journal/src/sqlite/controls.ts",
    find: `beneficiary: "beneficiary_hash" }`,
    replace: `beneficiary: "payout_id" }`
  },
  {
    id: "l7-limit-taken-twice",
    law: "L7",
    what: "a payout that is asked about again is counted again, until nothing fits any more",
    file: "packages/journal/src/sqlite/controls.ts",
    find: `  if (head["admitted_at"] !== null) return { kind: "taken" }
`,
    replace: ""
  },
  {
    id: "l7-limit-not-given-back",
    law: "L7",
    what: "what failed goes on counting against the limit, and other people are not paid",
    file: "packages/journal/src/sqlite/record.ts",
    find: "if (unspentStatuses.includes(status)) giveBack(sql, row)",
    replace: `if (status === "draft") giveBack(sql, row)`
  },
  {
    id: "l7-cancelled-counts",
    law: "L7",
    what: "what was cancelled goes on counting against the limit",
    file: "packages/journal/src/sqlite/cancel.ts",
    find: `  giveBack(sql, row)
`,
    replace: ""
  },
  {
    id: "l7-limit-given-back-twice",
    law: "L7",
    what: "each look at a failed payout gives its part of the limit back once more",
    file: "packages/journal/src/sqlite/controls.ts",
    find: "SET admitted_at = NULL, admitted_day = NULL, settled_at = NULL WHERE",
    replace: "SET settled_at = NULL WHERE"
  },
  {
    id: "l7-window-of-a-day",
    law: "L7",
    what: "a limit on ten minutes counts what was let through before them, and nothing since",
    file: "packages/journal/src/sqlite/controls.ts",
    find: "FROM payouts WHERE admitted_at > ?1 AND",
    replace: "FROM payouts WHERE admitted_at < ?1 AND"
  },
  {
    id: "l7-migrated-epochs",
    law: "L7",
    what: "the move to the newer tables sets the epochs back: a worker that was lost before it passes for the holder",
    file: "packages/journal/src/sqlite/migrations.ts",
    find: "scheduled_for, due_at, epoch, lease_owner",
    replace: "scheduled_for, due_at, 0, lease_owner"
  },
  {
    id: "l7-maker-approves",
    law: "L7",
    what: "whoever made a payout approves it",
    file: "packages/operations/src/controls/read-people.ts",
    find: " && !isAmong(barred, by)",
    replace: ""
  },
  {
    id: "l7-adder-approves",
    law: "L7",
    what: "whoever put the beneficiary there approves the payment to it",
    file: "packages/operations/src/controls/read-people.ts",
    find: "...(beneficiary === undefined ? [] : [beneficiary.by])",
    replace: ""
  },
  {
    id: "l7-approval-of-another-body",
    law: "L7",
    what: "an approval outlives an edit: what is paid is not what was approved",
    file: "packages/operations/src/controls/read-people.ts",
    find: "fingerprint === payout.fingerprint && ",
    replace: ""
  },
  {
    id: "l7-approval-of-another-amount",
    law: "L7",
    what: "approving a file approves whatever amount its payouts have in the journal",
    file: "packages/operations/src/controls/read-people.ts",
    find: `row.amountPaise === amountPaise ? row.fingerprint : ""`,
    replace: "row.fingerprint"
  },
  {
    id: "l7-approved-without-a-maker",
    law: "L7",
    what: "approvals count though nobody knows who made the payout: it may be the same person",
    file: "packages/operations/src/controls/read-people.ts",
    find: `  if (people.makers.length === 0) return []
`,
    replace: ""
  },
  {
    id: "l7-spelled-another-way",
    law: "L7",
    what: "Asha and ASHA are two people: one person approves alone",
    file: "packages/operations/src/controls/person.ts",
    find: `.replace(/\\s+/gu, " ").toLowerCase()`,
    replace: `.replace(/\\s+/gu, " ")`
  },
  {
    id: "l7-rejected-is-paid",
    law: "L7",
    what: "what somebody has rejected while a worker held it is paid",
    file: "packages/operations/src/controls/judge.ts",
    find: "  checkRejected,\n",
    replace: ""
  },
  {
    id: "l7-said-meanwhile",
    law: "L7",
    what: "what people said while the bank was asked for the balance is not heard: a payout rejected by then goes",
    file: "packages/operations/src/controls/create-gate.ts",
    find: "readHead(sources.sql).seq === facts.logSeq ? undefined",
    replace: "facts.logSeq >= 0 ? undefined"
  },
  {
    id: "l7-first-payment-uncapped",
    law: "L7",
    what: "the first payment to a new beneficiary is not capped: a changed account takes it all",
    file: "packages/operations/src/controls/check-spend.ts",
    find: "rules === null || beneficiary === undefined || isProved || isDrop(facts)",
    replace: "rules === null || beneficiary === undefined || now > 0"
  },
  {
    id: "l7-any-file",
    law: "L7",
    what: "an approval that names another file's digest approves this one",
    file: "packages/operations/src/controls/files.ts",
    find: "file.totalPaise === named.totalPaise && file.digest === named.digest",
    replace: "file.totalPaise === named.totalPaise"
  },
  {
    id: "l7-open-circuit-sends",
    law: "L7",
    what: "a rail that does not answer goes on being sent to, and makes unknowns by the hundred",
    file: "packages/operations/src/planner/circuit-breaker.ts",
    find: `    if (at < row.probeAt) return hold(row, row.probeAt, "until")
`,
    replace: ""
  },
  {
    id: "l7-all-are-probes",
    law: "L7",
    what: "of a rail in trouble all payouts go at once as its probe",
    file: "packages/operations/src/planner/circuit-breaker.ts",
    find: "const isFree = row.probePayout === null || row.probePayout === id",
    replace: `const isFree = row.probePayout !== "" || row.probePayout === id`
  },
  {
    id: "l7-rate-spent-once",
    law: "L7",
    what: "a payout that was let through once goes for nothing ever after: the bank's rate is passed",
    file: "packages/operations/src/planner/shared-rate.ts",
    find: `if (grant?.["epoch"] === epoch) return`,
    replace: "if (grant !== undefined) return"
  },
  {
    id: "l7-rate-without-a-line",
    law: "L7",
    what: "who is new takes the token of those who wait: they wait without end",
    file: "packages/operations/src/planner/shared-rate.ts",
    find: "(hasWaited || lineAt <= at)",
    replace: "(hasWaited || lineAt >= 0)"
  },
  {
    id: "l7-drops-without-a-budget",
    law: "L7",
    what: "anybody may have rupees sent to accounts without end",
    file: "packages/operations/src/beneficiaries/open-drop.ts",
    find: "return exceeded(sql, hashes, budget, request) ?? {",
    replace: "return {"
  },
  {
    id: "l7-failed-spends-nothing",
    law: "L7",
    what: "penny drops that came to nothing are not counted: the day's budget never ends",
    file: "packages/operations/src/beneficiaries/open-drop.ts",
    find: "NOT IN ('refused', 'abandoned')",
    replace: "NOT IN ('refused', 'abandoned', 'failed', 'declined', 'settled')"
  }
]
