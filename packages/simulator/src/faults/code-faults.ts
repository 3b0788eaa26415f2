import type { FaultRule } from "./fault-rule.ts"

const code = (money: FaultRule["money"], text: string, plan: NonNullable<FaultRule["plan"]>) =>
  ({ group: "code" as const, on: "pay" as const, money, text, plan })

/** An unclear ActCode of IMPS, once for each thing that may have happened. */
const impsCode = (money: FaultRule["money"], text: string, plan: NonNullable<FaultRule["plan"]>) =>
  ({ ...code(money, text, plan), rails: ["imps"] as const })
const credited = (actCode: string) =>
  impsCode("moved", `ActCode ${actCode}, credited; an enquiry sees it after 3 min`, (nowMs, plans) => plans.unclearThenSettled(nowMs, actCode))
const reversed = (actCode: string) =>
  impsCode("returned", `ActCode ${actCode}, failed and reversed after 3 min`, (nowMs, plans) => plans.unclearThenReversed(nowMs, actCode))
const never = (actCode: string) =>
  impsCode("not-moved", `ActCode ${actCode}, never debited; only Recon360 at T+2 calls it failed`,
    (nowMs, plans) => plans.unclearNeverDebited(nowMs, actCode))

const TIMED_OUT = "ActCode 11 (UPI 92, NEFT and RTGS PENDING)"
const NO_ANSWER = "ActCode 30 (UPI 94, NEFT and RTGS Pending For Processing)"
const DEEMED = "ActCode 91 (UPI Deemed, NEFT and RTGS PROCESSING)"

/**
 * What the bank answers to a payment, and what has happened then: the unclear codes that a client meets most, each with every truth
 * that it may stand for (fact file composite-and-cib, errorCodes and conflicts).
 */
export const codeFaults = {
  "act-code": {
    group: "code", on: "any", money: "by-code",
    text: "answers actCode; the act code table says whether money moved, moneyMoved overrides; seen to have settled after 3 min",
    plan: (nowMs, plans, { actCode, moneyMoved }) => plans.byCode(nowMs, actCode ?? plans.codes.success, moneyMoved),
    enquire: ({ withCode }, { actCode = "25" }) => withCode(actCode)
  },
  "timed-out-credited": code("moved", `${TIMED_OUT}, settled after 3 min`,
    (nowMs, plans) => plans.unclearThenSettled(nowMs, plans.codes.timedOut)),
  "timed-out-reversed": code("returned", `${TIMED_OUT}, failed and reversed after 3 min`,
    (nowMs, plans) => plans.unclearThenReversed(nowMs, plans.codes.timedOut)),
  "timed-out-never-debited": code("not-moved", `${TIMED_OUT}, never debited, called failed at T+2`,
    (nowMs, plans) => plans.unclearNeverDebited(nowMs, plans.codes.timedOut)),
  "timed-out-for-ever": code("moved", `${TIMED_OUT}, debited, and neither status nor Recon360 ever learns more`,
    (nowMs, plans) => plans.neverClear(nowMs, plans.codes.timedOut)),
  "no-answer-credited": code("moved", `${NO_ANSWER}, Recon360 at T+2 says credited`,
    (nowMs, plans) => plans.clearedAtTPlus2(nowMs, plans.codes.noAnswer, true)),
  "no-answer-reversed": code("returned", `${NO_ANSWER}, failed and reversed at T+2`,
    (nowMs, plans) => plans.clearedAtTPlus2(nowMs, plans.codes.noAnswer, false)),
  "no-answer-never-debited": code("not-moved", `${NO_ANSWER}, never debited, called failed at T+2`,
    (nowMs, plans) => plans.unclearNeverDebited(nowMs, plans.codes.noAnswer)),
  deemed: code("moved", `${DEEMED}, deemed approved, credited at T+2`, (nowMs, plans) => plans.deemed(nowMs)),
  "deemed-reversed": code("returned", `${DEEMED}, failed and reversed at T+2`,
    (nowMs, plans) => plans.clearedAtTPlus2(nowMs, plans.codes.deemed, false)),
  "deemed-never-debited": code("not-moved", `${DEEMED}, never debited, called failed at T+2`,
    (nowMs, plans) => plans.unclearNeverDebited(nowMs, plans.codes.deemed)),
  "act-33-credited": credited("33"), "act-33-reversed": reversed("33"), "act-33-never-debited": never("33"),
  "act-63-credited": credited("63"), "act-63-reversed": reversed("63"), "act-63-never-debited": never("63"),
  "act-92-credited": credited("92"), "act-92-reversed": reversed("92"), "act-92-never-debited": never("92"),
  "act-96-credited": credited("96"), "act-96-reversed": reversed("96"), "act-96-never-debited": never("96"),
  "act-101-credited": credited("101"), "act-101-reversed": reversed("101"), "act-101-never-debited": never("101")
} as const satisfies Readonly<Record<string, FaultRule>>
