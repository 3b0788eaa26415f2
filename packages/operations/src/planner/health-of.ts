import type { Outcome, UnknownReason } from "@hundi/core"

/** What one send says about the rail: it works, it does not, or nothing either way. */
export type Health = "answer" | "fault" | "none"

/**
 * What the outcome of one send says about the health of its rail. A decline is an answer: the rail works. Feed it outcomes of sends alone:
 * an enquiry speaks of a payment of another time.
 *
 * @example
 * healthOf({ kind: "Unknown", reason: "time-out" }) // "fault"
 */
export const healthOf = (outcome: Outcome): Health => {
  switch (outcome.kind) {
    case "NotSent":
      // What may not be repeated was our own body's fault.
      return outcome.mayRepeat ? "fault" : "none"
    case "Unknown":
      return healthOfUnknown[outcome.reason]
    case "Rejected":
      // A fault of the set-up pauses the rail for people; no waiting heals it.
      return outcome.configuration ? "none" : "answer"
    case "Pending":
    case "Accepted":
    case "Settled":
    case "Reversed":
      return "answer"
  }
}

const healthOfUnknown: Readonly<Record<UnknownReason, Health>> = Object.freeze({
  "time-out": "fault",
  "connection-lost": "fault",
  undecryptable: "fault",
  undecodable: "fault",
  "no-bank-body": "fault",
  "technical-decline": "fault",
  // The bank's own «we do not know» (IMPS 11, 91 and their like): the network behind it is in trouble.
  "unknown-code": "fault",
  "unlisted-code": "none",
  duplicate: "none",
  "not-found": "none",
  "evidence-mismatch": "none",
  contradiction: "none",
  "lease-lapsed": "none"
})
