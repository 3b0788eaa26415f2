import { sealedAnswer, withManner } from "../answers.ts"
import type { FaultRule } from "./fault-rule.ts"

const HOUR_MS = 3_600_000

/** The connection breaks, or is slow; what is inside the reply is as ever. */
export const connectionFaults = {
  "drop-before-processing": {
    group: "connection", on: "any", money: "not-moved",
    text: "cuts the connection before the bank has looked at the request",
    before: () => withManner(sealedAnswer({}), "drop")
  },
  "drop-after-processing": {
    group: "connection", on: "any", money: "moved",
    text: "processes, then cuts the connection",
    wire: (answer) => withManner(answer, "drop")
  },
  "cut-reply": {
    group: "connection", on: "any", money: "moved",
    text: "processes, then resets the connection in the middle of the reply's body",
    // Whoever only knows manners sees no reply at all, which comes to the same.
    wire: (answer) => ({ ...withManner(answer, "drop"), wire: "cut" })
  },
  "slow-reply": {
    group: "connection", on: "any", money: "moved",
    text: "processes, then dribbles the reply's body over delayMs (10 000)",
    wire: (answer, { delayMs = 10_000 }) => ({ ...answer, delayMs, wire: "dribble" })
  },
  delay: {
    group: "connection", on: "any", money: "moved",
    text: "processes, answers after delayMs (30 000)",
    wire: (answer, { delayMs = 30_000 }) => ({ ...answer, delayMs })
  },
  "arrives-late": {
    group: "connection", on: "pay", money: "later",
    text: "cuts the connection; the payment waits in a queue, is not found, and is debited after delayMs (3 600 000)",
    plan: (nowMs, plans, { delayMs = HOUR_MS }) => ({
      replyCode: plans.codes.notFound,
      steps: [plans.step.notDebited(nowMs, plans.codes.notFound, "Timeout"), ...plans.step.accepted(nowMs + delayMs)],
      hiddenUntilMs: nowMs + delayMs
    }),
    wire: (answer) => withManner(answer, "drop")
  }
} as const satisfies Readonly<Record<string, FaultRule>>
