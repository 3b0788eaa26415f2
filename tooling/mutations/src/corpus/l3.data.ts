import type { Mutation } from "../mutation.ts"

/** L3, one shot: on the wire at most once per reference, and "not sent" only with a witness. */
export const l3: readonly Mutation[] = [
  {
    id: "l3-maybe-as-no",
    law: "L3",
    what: "a lost connection counts as not sent, and the payment goes again",
    file: "packages/core/src/exchange.ts",
    find: `if (result.sent === "no")`,
    replace: `if (result.sent === "no" || result.sent === "maybe")`
  },
  {
    id: "l3-second-send",
    law: "L3",
    what: "a fault of the line is answered by sending the payment a second time",
    file: "packages/core/src/send-payout.ts",
    find: "const result = yield* sendOnce(money, sealed)",
    replace: `const first = yield* sendOnce(money, sealed)
      const result = first.kind === "failure" ? yield* sendOnce(money, sealed) : first`
  },
  {
    id: "l3-redirect-followed",
    law: "L3",
    what: "fetch follows a redirect and posts the payment to wherever it points",
    file: "packages/core/src/fetch.ts",
    find: `redirect: "manual"`,
    replace: `redirect: "follow"`
  },
  {
    id: "l3-fetch-as-witness",
    law: "L3",
    what: "fetch, which cannot know, says that nothing was sent",
    file: "packages/core/src/fetch.ts",
    find: `return { kind: "failure", sent: "maybe"`,
    replace: `return { kind: "failure", sent: "no"`
  },
  {
    id: "l3-handshake-not-seen",
    law: "L3",
    what: "over TLS the finished handshake goes unnoticed: a connection lost after the payment counts as not sent",
    file: "packages/core/src/node.ts",
    find: `wire.secure ? "secureConnect" : "connect"`,
    replace: `wire.secure ? "OCSPResponse" : "connect"`
  },
  {
    id: "l3-plain-connect-not-seen",
    law: "L3",
    what: "over plain HTTP the connection goes unnoticed: a connection lost after the payment counts as not sent",
    file: "packages/core/src/node.ts",
    find: `wire.secure ? "secureConnect" : "connect"`,
    replace: `"secureConnect"`
  },
  {
    id: "l3-pooled-socket-as-witness",
    law: "L3",
    what: "on a connection from the pool, which stood before, a lost payment counts as not sent",
    file: "packages/core/src/node.ts",
    find: "if (!socket.connecting) stands()",
    replace: "if (!socket.connecting) clearTimeout(connect)"
  },
  {
    id: "l3-own-time-out-as-witness",
    law: "L3",
    what: "our own time-out counts as proof that nothing was sent",
    file: "packages/core/src/node.ts",
    find: `sent: connected ? "maybe" : "no", why: why ?? faultName(error)`,
    replace: `sent: connected && why === undefined ? "maybe" : "no", why: why ?? faultName(error)`
  },
  {
    id: "l3-cut-reply-as-witness",
    law: "L3",
    what: "a reply that breaks off half-way counts as a payment that was not sent",
    file: "packages/core/src/node.ts",
    find: `response.on("error", () => finish({ kind: "failure", sent: "maybe"`,
    replace: `response.prependListener("aborted", () => finish({ kind: "failure", sent: "no"`
  },
  {
    id: "l3-broken-transport-as-witness",
    law: "L3",
    what: "a transport that throws counts as not sent, although it may have written the whole payment",
    file: "packages/core/src/exchange.ts",
    find: `sent: "maybe", why: "the transport failed"`,
    replace: `sent: "no", why: "the transport failed"`
  },
  {
    id: "l3-silent-transport-as-witness",
    law: "L3",
    what: "a transport that never answers counts as not sent",
    file: "packages/core/src/exchange.ts",
    find: `Effect.succeed<WireResult>({ kind: "failure", sent: "maybe", why: "time-out" })`,
    replace: `Effect.succeed<WireResult>({ kind: "failure", sent: "no", why: "time-out" })`
  },
  {
    id: "l3-repeat-for-hours",
    law: "L3",
    what: "a payment that was not sent repeats under its old reference for two and a half hours instead of 15 minutes",
    file: "packages/core/src/conclude.ts",
    find: "REPEAT_WINDOW_MS = 15 * 60_000",
    replace: "REPEAT_WINDOW_MS = 150 * 60_000"
  },
  {
    id: "l3-repeat-window-slides",
    law: "L3",
    what: "the 15 minutes begin anew with every repeat, so that an old reference is sent without end",
    file: "packages/core/src/conclude.ts",
    find: "retryAt < attempt.reservedAt + REPEAT_WINDOW_MS",
    replace: "retryAt < now + REPEAT_WINDOW_MS"
  },
  {
    id: "l3-repeat-on-another-date",
    law: "L3",
    what: "a payment reserved before midnight goes out after it, under a date that no enquiry asks for",
    file: "packages/core/src/send-payout.ts",
    find: "istDate(now) === businessDate && now - reservedAt < REPEAT_WINDOW_MS",
    replace: "now - reservedAt < REPEAT_WINDOW_MS"
  },
  {
    id: "l3-stale-attempt-sent",
    law: "L3",
    what: "a process that slept for an hour between reserving and sending sends all the same",
    file: "packages/core/src/send-payout.ts",
    find: "if (!isFresh(attempt, at)) {",
    replace: "if (at < 0) {"
  },
  {
    id: "l3-other-bytes",
    law: "L3",
    what: "a repeat under the same reference may carry another payment",
    file: "packages/core/src/send-payout.ts",
    find: "attempt.plaintextDigest !== null && attempt.plaintextDigest !== digest",
    replace: `attempt.plaintextDigest === ""`
  },
  {
    id: "l3-time-stamp-of-the-repeat",
    law: "L3",
    what: "the body takes its time stamp from the moment of sending, so that a repeat is another message",
    file: "packages/core/src/send-payout.ts",
    find: "reservedAt: attempt.reservedAt,",
    replace: "reservedAt: yield* Clock.currentTimeMillis,"
  },
  {
    id: "l3-marked-twice",
    law: "L3",
    what: "an attempt that was marked as sending can be marked, and so sent, again",
    file: "packages/journal/src/sqlite/mark-attempt.ts",
    after: "/** Marks a reserved",
    find: "AND state = 'reserved' RETURNING number",
    replace: "RETURNING number"
  },
  {
    id: "l3-sending-repeats",
    law: "L3",
    what: "the table of moves lets an attempt in sending be sent again",
    file: "packages/core/src/domain.ts",
    find: `  sending: ["reserved", "pending",`,
    replace: `  sending: ["sending", "reserved", "pending",`
  },
  {
    id: "l3-reference-used-again",
    law: "L3",
    what: "the journal in memory takes one reference for two payouts: the bank answers the second about the first",
    file: "packages/core/src/testing/memory-journal.ts",
    find: "references.add(reference)",
    replace: "references.add(payoutId)"
  },
  {
    id: "l3-wrong-witness-unnoticed",
    law: "L3",
    what: "a DUPLICATE after a witnessed not-sent raises no alarm: a transport that lies stays in use",
    file: "packages/core/src/conclude.ts",
    find: `attempt.notSentCount > 0 && outcome.reason === "duplicate"`,
    replace: `attempt.notSentCount > 9 && outcome.reason === "duplicate"`
  },
  {
    id: "l3-hint-wakes-what-was-reserved",
    law: "L3",
    what: "anybody who knows our certificate can have a payment sent before its time, by a callback about its reserved attempt",
    file: "packages/operations/src/inbox/plan-hint.ts",
    find: `if (about.state === "reserved") return`,
    replace: `if (about.reference === "") return`
  }
]
