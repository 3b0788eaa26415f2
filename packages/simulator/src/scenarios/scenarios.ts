import type { FaultKind, FaultMatch, FaultRequest } from "../bank-types.ts"
import { calendarDayAfter } from "../ist.ts"

/** A run of trouble on the bank's clock, made of faults. */
export interface Scenario {
  /** One line for the lists. */
  readonly text: string
  /** The faults, each with its time from now; of several that match, the first whose dice fall wins. */
  readonly faults: (nowMs: number) => readonly FaultRequest[]
}

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000
/** As often as it likes, while it lasts. */
const NO_END = 1_000_000_000

interface Part extends Partial<Pick<FaultRequest, "probability" | "delayMs" | "afterMs" | "actCode" | "moneyMoved">> {
  readonly rail?: string
}

const during = (forMs: number, fault: FaultKind, { rail, ...part }: Part = {}): FaultRequest => {
  const match: FaultMatch = rail === undefined ? {} : { rail }
  return { match, fault, times: NO_END, forMs, ...part }
}

/** The part of the day from now to the next `hour` o'clock in India. */
const untilHour = (nowMs: number, hour: number): number => {
  const today = calendarDayAfter(nowMs, 0) + hour * HOUR_MS
  return (today > nowMs ? today : today + DAY_MS) - nowMs
}

/** The names of the scenarios. */
export type ScenarioName = keyof typeof table

const table = {
  "npci-outage": {
    text: "2 h without the network: IMPS and UPI get no answer, half of the payments are debited; at T+2 half of those count, half come back",
    faults: () => ["imps", "upi"].flatMap((rail) => [
      during(2 * HOUR_MS, "no-answer-credited", { rail, probability: 0.25 }),
      // A third of what is left: as many as were credited.
      during(2 * HOUR_MS, "no-answer-reversed", { rail, probability: 1 / 3 }),
      during(2 * HOUR_MS, "no-answer-never-debited", { rail })
    ])
  },
  "switch-flapping": {
    text: "2 h in which the IMPS switch is away for 10 min in every 20: ActCodes 101 and 96, half of those debited; in between all is well",
    faults: () => Array.from({ length: 6 }, (_, index) => index * 20 * MINUTE_MS).flatMap((afterMs) => [
      during(10 * MINUTE_MS, "act-101-credited", { afterMs, probability: 0.25 }),
      during(10 * MINUTE_MS, "act-96-reversed", { afterMs, probability: 1 / 3 }),
      during(10 * MINUTE_MS, "act-101-never-debited", { afterMs, probability: 0.5 }),
      during(10 * MINUTE_MS, "act-96-never-debited", { afterMs })
    ])
  },
  "neft-batch-late": {
    text: "6 h of NEFT whose batches run 6 h late: SUCCESS with a UTR, and no credit",
    faults: () => [during(6 * HOUR_MS, "neft-batch-late", { delayMs: 6 * HOUR_MS })]
  },
  "bank-maintenance-night": {
    text: "4 h of maintenance: from the next 01:00 to 05:00 in India every call gets an HTML page with 503; nothing is processed",
    faults: (nowMs) => [during(4 * HOUR_MS, "maintenance-page", { afterMs: untilHour(nowMs, 1) })]
  },
  "payday-rush": {
    text: "3 h of too many requests: 4 in 10 get a 429, and of the others 3 in 10 an answer after 20 s",
    faults: () => [
      during(3 * HOUR_MS, "rate-limit", { probability: 0.4 }),
      during(3 * HOUR_MS, "delay", { probability: 0.3, delayMs: 20_000 })
    ]
  },
  "month-end-slow": {
    text: "8 h in which half of the answers take 45 s, and 1 in 10 is a page with 504 although the bank has processed",
    faults: () => [
      during(8 * HOUR_MS, "gateway-timeout-page", { probability: 0.1 }),
      during(8 * HOUR_MS, "delay", { probability: 0.5, delayMs: 45_000 })
    ]
  },
  "ip-allow-list-lost": {
    text: "1 h in which the caller's address is not on the list: 401 and 500, both as if the encryption were wrong",
    faults: () => [during(HOUR_MS, "ip-not-allowed", { probability: 0.5 }), during(HOUR_MS, "ip-not-allowed-500")]
  },
  "certificate-rotation": {
    text: "1 day in which half of the replies are still sealed to the partner's former certificate",
    faults: () => [during(DAY_MS, "old-certificate", { probability: 0.5 })]
  },
  "settlement-day-after": {
    text: "1 day in which 1 payment in 5 settles and comes back: at T+1, or on T+5 where NEFT and RTGS return it",
    faults: () => [
      during(DAY_MS, "return-days-later", { probability: 0.2 }),
      during(DAY_MS, "late-reversal", { rail: "imps", probability: 0.2 }),
      during(DAY_MS, "late-reversal", { rail: "upi", probability: 0.2 })
    ]
  },
  "double-debit-bank": {
    text: "1 day in which 3 in 10 connections are cut after processing, and whatever arrives is debited, a repeated reference too",
    faults: () => [during(DAY_MS, "pays-again-unheard", { probability: 0.3 }), during(DAY_MS, "pays-again")]
  },
  "lossy-network": {
    text: "1 h of a bad line: 1 request in 8 is lost on its way in, 1 reply in 8 on its way out, 1 in 8 in the middle",
    faults: () => [
      during(HOUR_MS, "drop-before-processing", { probability: 1 / 8 }),
      during(HOUR_MS, "drop-after-processing", { probability: 1 / 7 }),
      during(HOUR_MS, "cut-reply", { probability: 1 / 6 })
    ]
  },
  "enquiry-desk-closed": {
    text: "4 h in which payments go well, and enquiries are cut off or find nothing",
    faults: () => [
      during(4 * HOUR_MS, "status-drop", { probability: 0.5 }),
      during(4 * HOUR_MS, "not-found-17", { probability: 0.5 }),
      during(4 * HOUR_MS, "enquiry-failed")
    ]
  },
  "callbacks-astray": {
    text: "1 day of callbacks of which 3 in 10 are lost, and of the others some are late, double or wrong",
    faults: () => [
      during(DAY_MS, "callback-lost", { probability: 0.3 }),
      during(DAY_MS, "callback-late", { probability: 0.3, delayMs: 2 * HOUR_MS }),
      during(DAY_MS, "duplicate-callback", { probability: 0.3 }),
      during(DAY_MS, "callback-other-amount", { probability: 0.2 })
    ]
  }
} as const satisfies Readonly<Record<string, Scenario>>

/** Every scenario by its name. */
export const scenarios: Readonly<Record<ScenarioName, Scenario>> = table
