import type { Plan, RailPlans } from "../composite/plans.ts"
import { businessDayAfter, calendarDayAfter } from "../ist.ts"
import type { FaultRule } from "./fault-rule.ts"

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
const transfers = ["neft", "rtgs"] as const

const outcome = (money: FaultRule["money"], text: string, plan: NonNullable<FaultRule["plan"]>) =>
  ({ group: "outcome" as const, on: "pay" as const, money, text, plan })

/** Nothing is away until somebody in the corporate's own office acts (fact file composite-and-cib, rule "CIB workflow"). */
const awaitsApproval = (nowMs: number, plans: RailPlans, later: Plan["steps"]): Plan => ({
  replyCode: "PENDING FOR APPROVAL",
  steps: [plans.step.notDebited(nowMs, "PENDING FOR APPROVAL", ""), ...later]
})

/** Money goes other ways than the reply says, or than a later reply says. */
export const outcomeFaults = {
  "late-reversal": outcome("returned", "settled, then reversed at calendar T+1; the status call keeps its success",
    (nowMs, plans) => plans.settledThenReversed(nowMs)),
  "return-days-later": {
    ...outcome("returned", "SUCCESS with a UTR; returned on business day T+5 at 11:00, under a new UTR", (nowMs, plans) => ({
      replyCode: plans.codes.success,
      steps: [...plans.step.accepted(nowMs), plans.step.reversed(businessDayAfter(nowMs, 5) + 11 * HOUR_MS, plans.codes.success, "Returned received")]
    })),
    rails: transfers
  },
  "return-announced-early": outcome("returned", "settled; from calendar T+1 Recon360 says returned, the money and its line are back on T+5",
    (nowMs, plans) => {
      const [paid] = plans.step.accepted(nowMs)
      const back = "Returned received"
      return {
        replyCode: plans.codes.success,
        steps: [
          ...(paid === undefined ? [] : [paid]),
          plans.step.debited(calendarDayAfter(nowMs, 1), plans.codes.success, back),
          plans.step.reversed(businessDayAfter(nowMs, 5), plans.codes.success, back)
        ]
      }
    }),
  "partial-return": outcome("part-returned", "settled; at calendar T+1 half of the amount comes back as a line of its own",
    (nowMs, plans) => ({ ...plans.paid(nowMs), partReturnedAtMs: calendarDayAfter(nowMs, 1) })),
  "status-flips": outcome("returned", "the code of a time-out; success after 3 min; failed and reversed after 10 min", (nowMs, plans) => ({
    replyCode: plans.codes.timedOut,
    steps: [
      plans.step.debited(nowMs, plans.codes.timedOut, "Timeout"),
      plans.step.debited(nowMs + 3 * MINUTE_MS, plans.codes.success, "Success"),
      plans.step.reversed(nowMs + 10 * MINUTE_MS, plans.codes.failed, "Failed")
    ]
  })),
  "success-then-recon-failed": outcome("returned", "settled, and so says the status call for ever; Recon360 at T+2 says failed, and the money is back",
    (nowMs, plans) => ({
      replyCode: plans.codes.success,
      steps: [...plans.step.accepted(nowMs), plans.step.reversed(businessDayAfter(nowMs, 2), plans.codes.success, "Failed")]
    })),
  "recon-lags": outcome("moved", "settled; Recon360 goes on with the view of the first minute, Timeout, up to T+2", (nowMs, plans) => {
    const own = plans.step.accepted(nowMs)
    const clear = own.at(-1)
    return {
      replyCode: plans.codes.success,
      steps: [...own.map((step) => ({ ...step, recon: "Timeout" })), ...(clear === undefined ? [] : [{ ...clear, fromMs: businessDayAfter(nowMs, 2) }])]
    }
  }),
  "pending-then-failure": {
    ...outcome("not-moved", "STATUS PENDING beside RESPONSE FAILURE; never debited, STATUS FAILURE after 3 min", (nowMs, plans) => ({
      replyCode: "PENDING",
      steps: [
        plans.step.notDebited(nowMs, "PENDING", ""),
        plans.step.notDebited(nowMs + 3 * MINUTE_MS, plans.codes.failed, "")
      ]
    })),
    rails: transfers
  },
  "neft-batch-late": {
    ...outcome("moved", "SUCCESS with a UTR; its batch runs delayMs later than it should (21 600 000)", (nowMs, plans, { delayMs = 6 * HOUR_MS }) => ({
      replyCode: plans.codes.success,
      steps: plans.step.accepted(nowMs).map((step) => (step.state === "settled" ? { ...step, fromMs: step.fromMs + delayMs } : step))
    })),
    rails: ["neft"]
  },
  "approval-forced": {
    ...outcome("later", "PENDING FOR APPROVAL whatever WORKFLOW_REQD says; somebody approves after delayMs (3 600 000), and it is paid",
      (nowMs, plans, { delayMs = HOUR_MS }) => awaitsApproval(nowMs, plans, plans.step.accepted(nowMs + delayMs))),
    rails: transfers
  },
  "approval-refused": {
    ...outcome("not-moved", "PENDING FOR APPROVAL; somebody refuses after delayMs (3 600 000): STATUS FAILURE",
      (nowMs, plans, { delayMs = HOUR_MS }) =>
        awaitsApproval(nowMs, plans, [plans.step.notDebited(nowMs + delayMs, plans.codes.failed, "")])),
    rails: transfers
  },
  "balance-short": outcome("not-moved", "declined for want of balance (ActCode 76, UPI Z9, NEFT and RTGS 100030) however much there is",
    (nowMs, plans) => plans.refused(nowMs, plans.codes.shortOfFunds)),
  "duplicate-on-first": outcome("moved", "the first request with this reference is called a duplicate (80, 39, DUPLICATE); paid, seen after 3 min",
    (nowMs, plans) => plans.unclearThenSettled(nowMs, plans.codes.duplicate)),
  "duplicate-never-paid": outcome("not-moved", "the first request with this reference is called a duplicate, and nothing was ever paid: called failed at T+2",
    (nowMs, plans) => plans.unclearNeverDebited(nowMs, plans.codes.duplicate)),
  "not-found-on-pay": outcome("moved", "the payment itself is answered \"not found\" (25, 15, UNKNOWN); paid, seen after 3 min",
    (nowMs, plans) => plans.unclearThenSettled(nowMs, plans.codes.notFound)),
  "booked-next-day": outcome("moved", "paid; the bank's clock is ahead, and enquiries find it under the next day's date alone",
    (nowMs, plans) => ({ ...plans.paid(nowMs), bookDateMs: calendarDayAfter(nowMs, 1) })),
  "pays-again": {
    group: "outcome", on: "pay", money: "moved",
    text: "a repeated reference is debited again, as a first one is",
    paysAgain: true
  },
  "pays-again-unheard": {
    group: "outcome", on: "pay", money: "moved",
    text: "a repeated reference is debited again, and the connection is cut after processing: who sends again pays twice",
    paysAgain: true,
    wire: (answer) => ({ ...answer, manner: "drop" })
  },
  "not-found-for-a-while": {
    group: "outcome", on: "any", money: "moved",
    text: "a payment: processes, cuts the connection, enquiries do not find it for delayMs (180 000); an enquiry: not found",
    plan: (nowMs, _, { delayMs = 180_000 }, own) => ({ ...own, hiddenUntilMs: nowMs + delayMs }),
    enquire: ({ notFound }) => notFound(),
    wire: (answer) => ({ ...answer, manner: "drop" })
  }
} as const satisfies Readonly<Record<string, FaultRule>>
