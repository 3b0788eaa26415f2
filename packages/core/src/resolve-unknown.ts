import type { AnyEnquiry, AnyMoney } from "@hundi/catalog"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { classify, unknown } from "./classify.ts"
import type { Attempt, Outcome } from "./domain.ts"
import { encodeBody, openReply, readReply, sealBody, sendOnce } from "./exchange.ts"
import type { HundiError } from "./hundi-error.ts"
import type { Work } from "./journal.ts"
import { enquiryDates, nextWatchAt, rungs } from "./ladder.ts"
import { type PayoutServices, SettingsService } from "./services.ts"
import { isLateMoney } from "./conclude.ts"
import { journalled, settle } from "./settle.ts"

/**
 * Asks the bank what became of an attempt, by our own reference, and writes what the answer proves. It never sends money:
 * no answer, however long it stays away, opens another attempt (L4). Also the daily watch over attempts proved failed.
 */
export const resolveUnknown = (work: Work, attempt: Attempt, money: AnyMoney): Effect.Effect<Outcome, HundiError, PayoutServices> =>
  Effect.gen(function* () {
    const outcome = yield* askAll(work, attempt, money)
    yield* settle({ work, attempt, outcome, from: "enquiry", money })
    return outcome
  })

/**
 * The daily look at an attempt proved failed, after which another one was opened. Money that shows up for it is late money, and people
 * hold the payout; what else the bank says of it is no news. True: late money was found, and the claim given back.
 */
export const watch = (work: Work, attempt: Attempt, money: AnyMoney): Effect.Effect<boolean, HundiError, PayoutServices> =>
  Effect.gen(function* () {
    const outcome = yield* askAll(work, attempt, money)
    if (!isLateMoney(outcome)) return false
    const { holidays } = yield* SettingsService
    const at = yield* Clock.currentTimeMillis
    const dueAt = nextWatchAt(money.ladder, attempt.businessDate, at, holidays)
    const reason = `late-money: attempt ${attempt.number} was proved failed, now the bank says ${outcome.kind}`
    yield* journalled((journal) =>
      journal.record(
        { payoutId: work.payout.id, reference: attempt.reference, epoch: work.epoch, at },
        {
          attempt: { state: attempt.state, asked: attempt.asked + 1 },
          payout: { status: "review", dueAt, reviewReason: reason },
          event: { kind: "late-money", detail: { reference: attempt.reference, kind: outcome.kind } }
        }
      )
    )
    return true
  })

/** Every question that may be asked about an attempt now, and the strongest answer. */
const askAll = (work: Work, attempt: Attempt, money: AnyMoney): Effect.Effect<Outcome, HundiError, PayoutServices> =>
  Effect.gen(function* () {
    const now = yield* Clock.currentTimeMillis
    const settings = yield* SettingsService
    const { recon360From } = rungs(money.ladder, attempt.businessDate, settings.holidays)
    const dates = enquiryDates(attempt.businessDate, attempt.sendingAt, settings.bankTimeoutMs)
    const asked = questions(money, attempt, now >= recon360From)
    let outcome: Outcome = unknown("not-found")
    let isPartial = asked.length === 0
    for (const question of asked) {
      for (const date of dates) {
        const answer = yield* ask(work, attempt, money, question, date)
        isPartial ||= answer.kind === "Unknown" && answer.reason !== "not-found"
        outcome = stronger(outcome, answer)
        if (outcome.kind !== "Unknown") break
      }
      if (outcome.kind !== "Unknown") break
    }
    // "Not found" is a part of a proof only when every question was answered so (MONEY.md, absence).
    return isPartial && outcome.kind === "Unknown" && outcome.reason === "not-found" ? { ...outcome, partial: true } : outcome
  })

/** The status call; from T+2 Recon360 first, which has the last word; once the debit is confirmed, the credit leg by its UTR. */
const questions = ({ enquiry }: AnyMoney, attempt: Attempt, recon360IsOpen: boolean): readonly AnyEnquiry[] => {
  if (enquiry === "none") return []
  if (attempt.state === "accepted" && attempt.rrn !== null && enquiry.credit !== undefined) return [enquiry.credit]
  return recon360IsOpen && enquiry.recon360 !== undefined ? [enquiry.recon360, enquiry.status] : [enquiry.status]
}

const ask = (
  work: Work,
  attempt: Attempt,
  money: AnyMoney,
  question: AnyEnquiry,
  date: string
): Effect.Effect<Outcome, HundiError, PayoutServices> =>
  Effect.gen(function* () {
    const settings = yield* SettingsService
    const facts = { reference: attempt.reference, date, ...(attempt.rrn === null ? {} : { utr: attempt.rrn }) }
    const body = yield* encodeBody(question, () => question.ask(facts, settings.partner))
    const sealed = yield* sealBody(question, body)
    const result = yield* sendOnce(question, sealed)
    const reading = yield* openReply(result).pipe(Effect.flatMap(readReply(question, "enquiry")))
    return classify(reading, money, attempt, work.payout)
  }).pipe(
    Effect.catch((early) => Effect.succeed<Outcome>("kind" in early && early.kind === "Unknown" ? early : unknown("connection-lost")))
  )

/** Of two answers that prove nothing, the one that says more: a code beats "not found", "not found" beats silence. */
const stronger = (one: Outcome, other: Outcome): Outcome => {
  if (other.kind !== "Unknown" || one.kind !== "Unknown") return other
  if (one.reason === "evidence-mismatch" || (other.reason === "not-found" && one.code !== undefined)) return one
  return other
}
