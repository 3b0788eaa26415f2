import type { Mutation } from "../mutation.ts"

const classify = "packages/core/src/classify.ts"
const conclude = "packages/core/src/conclude.ts"
const codes = "packages/error-codes/src/codes.data.ts"

/** L4, unknown asks: what is no proof of failure is asked about, and never sent again. */
export const l4: readonly Mutation[] = [
  {
    id: "l4-not-found-is-failure",
    law: "L4",
    what: "an enquiry that does not find the payment counts as proof of failure",
    file: classify,
    find: `"not-found": ({ code, meaning }) => unknown("not-found", code, meaning)`,
    replace: `"not-found": ({ code, meaning }) => ({ kind: "Rejected", code, meaning, configuration: false })`
  },
  {
    id: "l4-duplicate-is-failure",
    law: "L4",
    what: "DUPLICATE, which speaks of a payment that is there, counts as a failed one",
    file: classify,
    find: `duplicate: ({ code, meaning }) => unknown("duplicate", code, meaning)`,
    replace: `duplicate: ({ code, meaning }) => ({ kind: "Rejected", code, meaning, configuration: false })`
  },
  {
    id: "l4-time-out-is-failure",
    law: "L4",
    what: "a time-out counts as a failed payment",
    file: "packages/core/src/exchange.ts",
    find: `return Effect.fail(unknown(result.why === "time-out" ? "time-out" : "connection-lost"))`,
    replace: `return Effect.fail<Outcome>({ kind: "Rejected", code: "time-out", meaning: "", configuration: false })`
  },
  {
    id: "l4-undecryptable-is-failure",
    law: "L4",
    what: "a reply that cannot be opened counts as a failed payment",
    file: "packages/core/src/exchange.ts",
    find: `catch: () => unknown(isServerFault(status) ? "no-bank-body" : "undecryptable")`,
    replace: `catch: (): Outcome => ({ kind: "Rejected", code: "garbled", meaning: "", configuration: false })`
  },
  {
    id: "l4-undecodable-is-failure",
    law: "L4",
    what: "a reply of a shape that nobody knows counts as a failed payment",
    file: "packages/core/src/exchange.ts",
    find: `return yield* Effect.fail(unknown("undecodable"))`,
    replace: `return yield* Effect.fail<Outcome>({ kind: "Rejected", code: "shape", meaning: "", configuration: false })`
  },
  {
    id: "l4-server-fault-believed",
    law: "L4",
    what: "the body of a 5xx, which a broken server wrote, is believed",
    file: classify,
    find: "reading.httpStatus >= 500 ||",
    replace: "reading.httpStatus >= 600 ||"
  },
  {
    id: "l4-redirect-believed",
    law: "L4",
    what: "the body of a redirect is believed",
    file: classify,
    find: "(reading.httpStatus >= 300 && reading.httpStatus < 400)",
    replace: "(reading.httpStatus >= 400 && reading.httpStatus < 400)"
  },
  {
    id: "l4-plain-reply-is-proof",
    law: "L4",
    what: "an outcome that came without an envelope, which a proxy could have written, is believed",
    file: classify,
    find: `if (!reading.sealed) return unknown("no-bank-body", shown)`,
    replace: ""
  },
  {
    id: "l4-refused-question-is-failure",
    law: "L4",
    what: "a gateway that refuses the question, for a wrong key perhaps, fails the payment that was asked about",
    file: classify,
    find: `  const entry = lookUp("gateway", reading.from === "pay" ? "pay" : "status", given)
  const gatewayCode = printable(given, entry.listed !== false)
  if (reading.from === "enquiry") return unknown("no-bank-body", gatewayCode, entry.meaning)`,
    replace: `  const entry = lookUp("gateway", "pay", given)
  const gatewayCode = printable(given, entry.listed !== false)`
  },
  {
    id: "l4-gateway-code-is-failure",
    law: "L4",
    what: "any code of the gateway, a blank answer of the bank behind it too, counts as a refusal",
    file: classify,
    find: `if (entry.class === "rejected" || entry.class === "configuration") {`,
    replace: `if (entry.class !== "success") {`
  },
  {
    id: "l4-technical-at-once",
    law: "L4",
    what: "a technical decline fails the payment at first sight",
    file: classify,
    find: `    repeatsTechnical(clue)
      ?`,
    replace: `    repeatsTechnical(clue) || true
      ?`
  },
  {
    id: "l4-technical-too-soon",
    law: "L4",
    what: "a technical decline that is repeated within the same second counts as proof",
    file: classify,
    find: "reading.now - attempt.technicalAt >= money.ladder.technicalRepeatAfterMs",
    replace: "reading.now - attempt.technicalAt >= 0"
  },
  {
    id: "l4-technical-other-code",
    law: "L4",
    what: "two different technical codes count as a repeated one",
    file: classify,
    find: "&& attempt.technicalCode === code",
    replace: ""
  },
  {
    id: "l4-technical-after-eighteen-seconds",
    law: "L4",
    what: "the ladder of IMPS takes 18 seconds for the three minutes of a technical decline",
    file: "packages/catalog/src/ladder.ts",
    find: `  technicalRepeatAfterMs: 180 * second
})`,
    replace: `  technicalRepeatAfterMs: 18 * second
})`
  },
  {
    id: "l4-silence-is-failure",
    law: "L4",
    what: "at the end of its ladder, silence fails a payment that may have been made",
    file: conclude,
    find: "  // Accepted is stronger than not knowing.",
    replace: `  const ended: Outcome = { kind: "Rejected", code: "", meaning: "", configuration: false }
  if (hasEnded(situation)) return conclusions.Rejected(situation, ended)`
  },
  {
    id: "l4-failed-after-settled",
    law: "L4",
    what: "a late «failed» overwrites a settled payment, and the owner pays again",
    file: conclude,
    find: `if (attempt.state === "settled") return afterSettled(situation)`,
    replace: ""
  },
  {
    id: "l4-settled-may-fail",
    law: "L4",
    what: "the table of moves lets a settled attempt become rejected",
    file: "packages/core/src/domain.ts",
    find: `settled: ["settled", "reversed"],`,
    replace: `settled: ["settled", "reversed", "rejected"],`
  },
  {
    id: "l4-failed-after-accepted",
    law: "L4",
    what: "a late «rejected» overwrites a debit that the bank had confirmed",
    file: conclude,
    find: `if (attempt.state === "accepted" && outcome.kind === "Rejected")`,
    replace: `if (attempt.state === "reserved" && outcome.kind === "Rejected")`
  },
  {
    id: "l4-accepted-forgotten",
    law: "L4",
    what: "an unclear answer turns a confirmed debit back into an unknown one",
    file: conclude,
    find: `  const state = attempt.state === "accepted" ? "accepted" : "unknown"
  const technical`,
    replace: `  const state: "accepted" | "unknown" = "unknown"
  const technical`
  },
  {
    id: "l4-review-overruled",
    law: "L4",
    what: "later evidence closes a payout that people hold because the evidence contradicted itself",
    file: conclude,
    find: `status === "review" && reviewReason !== LADDER_ENDED`,
    replace: `status === "review" && reviewReason === ""`
  },
  {
    id: "l4-late-money-unnoticed",
    law: "L4",
    what: "money that shows up for a failed payment goes unnoticed, and the retry pays it twice",
    file: conclude,
    find: `kind === "Settled" || kind === "Accepted" || kind === "Pending"`,
    replace: `kind === "Pending"`
  },
  {
    id: "l4-failed-not-watched",
    law: "L4",
    what: "nobody looks at a failed payment again, so that a late debit is never found",
    file: conclude,
    find: "dueAt: nextWatchAt(situation.ladder, situation.attempt.businessDate, situation.now, situation.holidays),",
    replace: "dueAt: null,"
  },
  {
    id: "l4-unsent-question-is-unsent-payment",
    law: "L4",
    what: "an enquiry that could not be sent counts as a payment that was not sent",
    file: "packages/core/src/resolve-unknown.ts",
    find: `"kind" in early && early.kind === "Unknown" ? early`,
    replace: `"kind" in early ? early`
  },
  {
    id: "l4-silent-code-beats-proof",
    law: "L4",
    what: "under a second date «not found» hides what the bank said under the first",
    file: "packages/core/src/resolve-unknown.ts",
    find: `if (one.reason === "evidence-mismatch" || (other.reason === "not-found" && one.code !== undefined)) return one`,
    replace: ""
  },
  {
    id: "l4-unlisted-is-failure",
    law: "L4",
    what: "a code that nobody has published counts as a refusal",
    file: "packages/error-codes/src/look-up.ts",
    find: `    meaning: "not listed by any source",
    class: "unknown",`,
    replace: `    meaning: "not listed by any source",
    class: "rejected",`
  },
  {
    id: "l4-enquiry-code-is-proof",
    law: "L4",
    what: "the outer code of an enquiry, which speaks of the question, fails the payment",
    file: "packages/error-codes/src/look-up.ts",
    find: `return call === "enquiry" ? withoutProof(found) : found`,
    replace: "return found"
  },
  {
    id: "l4-status-read-as-pay",
    law: "L4",
    what: "a code in a status reply is read as if it stood in the reply to the payment",
    file: "packages/error-codes/src/look-up.ts",
    find: `  status: ["status", "any"],`,
    replace: `  status: ["pay", "any", "status"],`
  },
  {
    id: "l4-imps-11-is-failure",
    law: "L4",
    what: "IMPS 11, a time-out in the middle of the payment, counts as failed",
    file: codes,
    find: `code: "11", printed: ["11"], meaning: "timed out at NPCI", class: "unknown"`,
    replace: `code: "11", printed: ["11"], meaning: "timed out at NPCI", class: "rejected"`
  },
  {
    id: "l4-imps-30-is-failure",
    law: "L4",
    what: "IMPS 30, no answer of NPCI, can be repeated into a proof of failure",
    file: codes,
    find: `meaning: "no transaction response from NPCI", class: "unknown"`,
    replace: `meaning: "no transaction response from NPCI", class: "technical"`
  },
  {
    id: "l4-imps-91-is-failure",
    law: "L4",
    what: "IMPS 91, deemed paid by the rules of NPCI, counts as failed and pauses the rail",
    file: codes,
    find: `meaning: "beneficiary bank did not answer in time", class: "unknown"`,
    replace: `meaning: "beneficiary bank did not answer in time", class: "configuration"`
  },
  {
    id: "l4-upi-initiated-is-failure",
    law: "L4",
    what: "UPI 92, which only says that the payment has begun, counts as failed",
    file: codes,
    find: `{ family: "upi", call: "any", code: "92", printed: ["92"], meaning: "initiated", class: "unknown"`,
    replace: `{ family: "upi", call: "any", code: "92", printed: ["92"], meaning: "initiated", class: "rejected"`
  },
  {
    id: "l4-upi-not-found-is-failure",
    law: "L4",
    what: "a UPI enquiry that finds nothing fails the payment",
    file: "packages/catalog/src/composite/upi-status.ts",
    find: `reply.enquiryCode === "15" ? "not-found" : "unknown"`,
    replace: `reply.enquiryCode === "15" ? "rejected" : "unknown"`
  },
  {
    id: "l4-transfer-failure-at-once",
    law: "L4",
    what: "the first FAILURE of NEFT or RTGS is believed, before any enquiry has repeated it",
    file: "packages/catalog/src/composite/transfer-reply.ts",
    find: `isOpen(reply.code, call) ? "unknown" : "technical"`,
    replace: `isOpen(reply.code, call) ? "unknown" : "rejected"`
  },
  {
    id: "l4-failed-question-of-transfer",
    law: "L4",
    what: "FAILED, which in NEFT and RTGS means a failed enquiry, counts towards a failed payment",
    file: "packages/catalog/src/composite/transfer-reply.ts",
    find: `if (status === "FAILURE") return`,
    replace: `if (status === "FAILURE" || status === "FAILED") return`
  },
  {
    id: "l4-transfer-duplicate-code",
    law: "L4",
    what: "FAILURE with the code «processed before» counts towards a failed payment",
    file: "packages/catalog/src/composite/transfer-reply.ts",
    find: "return reply.utr || isOpen(reply.code, call) ?",
    replace: "return reply.utr ?"
  },
  {
    id: "l4-fallback-refusal",
    law: "L4",
    what: "after IMPS gave up and NEFT ran, a refusal of NEFT counts for IMPS as well",
    file: "packages/catalog/src/composite/fallback-pay.ts",
    find: `return evidence.finding === "technical" ? { ...evidence, finding: "unknown" } : evidence`,
    replace: "return evidence"
  },
  {
    id: "l4-recon360-suspect",
    law: "L4",
    what: "Recon360's «Suspect» fails the payment",
    file: "packages/catalog/src/composite/recon360.ts",
    find: `suspect: "unknown"`,
    replace: `suspect: "rejected"`
  },
  {
    id: "l4-cancel-after-send",
    law: "L4",
    what: "what was sent, and may have been paid, is called cancelled, and nobody asks about it any more",
    file: "packages/core/src/journal-rules.ts",
    find: `if (isLive && state !== "reserved") throw`,
    replace: `if (isLive && state === "reserved") throw`
  },
  {
    id: "l4-review-by-one",
    law: "L4",
    what: "one person alone turns an unknown payment into a failed one",
    file: "packages/operations/src/review/decide.ts",
    find: "if (!isSecond) {",
    replace: "if (!isSecond && now < 0) {"
  },
  {
    id: "l4-absence-too-early",
    law: "L4",
    what: "absence counts as proof before the bank's own clock for late settlement has run out",
    file: "packages/operations/src/review/decide.ts",
    find: "if (now < istMidnight(lastDay) + DAY_MS) throw",
    replace: "if (now < istMidnight(lastDay) - 10 * DAY_MS) throw"
  },
  {
    id: "l4-unknown-is-unspent",
    law: "L4",
    what: "a payment of unknown fate gives its part of the limit back, and another is sent in its place",
    file: "packages/core/src/journal-rules.ts",
    find: `Object.freeze(["failed", "cancelled", "reversed"] as const)`,
    replace: `Object.freeze(["failed", "cancelled", "reversed", "unknown"] as const)`
  },
  {
    id: "l4-balance-without-unknowns",
    law: "L4",
    what: "payments of unknown fate are left out when the balance is counted, and the account is overdrawn",
    file: "packages/journal/src/sqlite/controls.ts",
    find: "WHERE admitted_at IS NOT NULL AND settled_at IS NULL)",
    replace: "WHERE admitted_at IS NOT NULL AND settled_at IS NULL AND status <> 'unknown')"
  },
  {
    id: "l4-memory-balance-without-unknowns",
    law: "L4",
    what: "the journal in memory leaves out of the balance what is of unknown fate",
    file: "packages/core/src/testing/memory-journal.ts",
    find: "sum(others(row).filter(({ spent, settledAt }) => spent !== null &&",
    replace: `sum(others(row).filter(({ payout, spent, settledAt }) => payout.status !== "unknown" && spent !== null &&`
  },
  {
    id: "l4-balance-without-what-just-settled",
    law: "L4",
    what: "what settled after the bank told the balance is not taken off it, and is spent a second time",
    file: "packages/journal/src/sqlite/controls.ts",
    find: "FROM payouts WHERE settled_at >= ?1",
    replace: "FROM payouts WHERE settled_at > ?1 + 1000000000"
  },
  {
    id: "l4-balance-of-a-later-time",
    law: "L4",
    what: "a bank whose clock is ahead hides what was paid since it was asked for the balance",
    file: "packages/operations/src/controls/balance-reader.ts",
    find: "asOf: Math.min(asOf, startedAt)",
    replace: "asOf"
  },
  {
    id: "l4-held-after-sending",
    law: "L4",
    what: "a payment that may have left is put back among those that wait, and sent when it is approved",
    file: "packages/core/src/journal-rules.ts",
    find: `if (state !== undefined && state !== "reserved") throw`,
    replace: `if (state === "settled") throw`
  },
  {
    id: "l4-fallback-after-any-code",
    law: "L4",
    what: "a policy may go on to the next rail after a code that proves nothing",
    file: "packages/operations/src/planner/plan-fallback.ts",
    find: `if (record.class !== "rejected" && record.class !== "technical") {`,
    replace: `if (record.class === "success") {`
  },
  {
    id: "l4-migrated-to-the-wrong-lane",
    law: "L4",
    what: "after the move to the newer tables, what may have been paid stands in the queue of sends",
    file: "packages/journal/src/sqlite/migrations.ts",
    find: "status NOT IN ('queued', 'scheduled', 'awaiting-approval'),",
    replace: "status IN ('queued', 'scheduled', 'awaiting-approval'),"
  },
  {
    id: "l4-fourteen-is-a-bad-account",
    law: "L4",
    what: "ActCode 14, which may mean a duplicate, is read as an account that does not exist",
    file: "packages/operations/src/beneficiaries/drop-verdict.ts",
    find: `if (entry.class === "rejected" && accountDeclines.includes(entry.code)) {`,
    replace: `if (entry.code === "14" || accountDeclines.includes(entry.code)) {`
  },
  {
    id: "l4-failed-validation-is-a-bad-account",
    law: "L4",
    what: "a validation call that fails counts as a word against the account, and ends what was proved of it",
    file: "packages/operations/src/beneficiaries/create-beneficiary-checks.ts",
    find: `  } catch {
    return { kind: "unknown" }`,
    replace: `  } catch {
    return { kind: "not-found" }`
  },
  {
    id: "l4-hint-writes-an-outcome",
    law: "L4",
    what: "a callback, which anybody can make, settles the payout",
    file: "packages/operations/src/inbox/look-at-hint.ts",
    find: `await journal.release(payout.id, work.epoch, now())
    store.woke(`,
    replace: `await (journal as unknown as import("@hundi/core").Journal).record(
      { payoutId: payout.id, reference: hint.reference, epoch: work.epoch, at: now() },
      { attempt: { state: "settled" }, payout: { status: "settled", dueAt: null }, event: { kind: "settled", detail: {} } }
    )
    store.woke(`
  },
  {
    id: "l4-watch-over-the-wrong-rail",
    law: "L4",
    what: "a failed attempt is watched over the rail of the one after it, where nobody ever heard of it: its late money is not seen",
    file: "packages/core/src/process-work.ts",
    find: `moneyById.get(failed.operation)`,
    replace: `moneyById.get(payout.operation)`
  },
  {
    id: "l4-another-rail-without-proof",
    law: "L4",
    what: "an order for another rail opens an attempt while the last one is not proved failed",
    file: "packages/journal/src/sqlite/reserve.ts",
    find: `  checkReserve(String(row["status"]) as PayoutStatus)
`,
    replace: `  checkReserve(String(row["status"]) as PayoutStatus)
  if (route) sql.all("UPDATE attempts SET state = 'not-sent', proved_failed_at = ?2 WHERE payout_no = ?1 AND proved_failed_at IS NULL", no, at)
`
  },
  {
    id: "l4-lost-taken-for-unsent",
    law: "L4",
    what: "an attempt that may have been sent before the backup was restored ends as not sent, and is paid again",
    file: "packages/journal/src/sqlite/mark-attempt.ts",
    find: "SET state = 'unknown', sending_at = ?3, unknown_since = ?4,",
    replace: "SET state = 'not-sent', sending_at = ?3, proved_failed_at = ?4,"
  }
]
