import type { AnyMoney } from "@hundi/catalog"
import { istDate } from "@hundi/catalog/calendar"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { admit } from "./admit.ts"
import { classify } from "./classify.ts"
import { REPEAT_WINDOW_MS } from "./conclude.ts"
import type { Attempt, Outcome, PayoutOrder } from "./domain.ts"
import { encodeBody, openReply, readReply, sealBody, sendOnce } from "./exchange.ts"
import { keyedDigest } from "./fingerprint.ts"
import { HundiError } from "./hundi-error.ts"
import type { Route, Work } from "./journal.ts"
import { makeReference } from "./reference.ts"
import { JournalService, type PayoutServices, SettingsService } from "./services.ts"
import { journalled, settle } from "./settle.ts"

/**
 * One payout, as a straight line. The caller holds the claim; every step that must survive a crash is in the journal
 * before the next begins. Fails only when the journal does; then the claim lapses and the next holder sees how far it came.
 */
export const sendPayout = (work: Work, money: AnyMoney): Effect.Effect<Outcome | undefined, HundiError, PayoutServices> =>
  Effect.gen(function* () {
    // 0 may it go now: approvals, limits, windows; what may not is held with its reason
    if (!(yield* admit(work))) return undefined

    // 1 reserve: reference, fingerprint and business date are durable before anything else (L1, L2)
    const attempt = yield* openAttempt(work)
    if (attempt === undefined) return undefined

    const outcome = yield* Effect.gen(function* () {
      // 2 encode and 3 seal: a body that cannot be made is a body that was not sent
      const body = yield* encodePayment(work, attempt, money)
      const sealed = yield* sealBody(money, body.wire).pipe(Effect.mapError(notSent("the request could not be sealed", true)))

      // 4 mark sending: the last durable step before a byte may leave (L1, L7)
      if (!(yield* markSending(work, attempt, body.digest))) return undefined

      // 5 send once (L3)
      const result = yield* sendOnce(money, sealed)

      // 6 open, 7 decode, 8 classify: what is not proof is unknown (L4, L5, L9)
      const reading = yield* openReply(result).pipe(Effect.flatMap(readReply(money, "pay")))
      return classify(reading, money, attempt, work.payout)
    }).pipe(Effect.catch((early) => (early instanceof HundiError ? Effect.fail(early) : Effect.succeed<Outcome | undefined>(early))))

    if (outcome === undefined) return undefined

    // 9 settle: attempt, payout, history and next look in one transaction
    yield* settle({ work, attempt, outcome, from: "pay", money })
    return outcome
  })

/**
 * The attempt to send: a reserved one that is still fresh, or a new one. A reserved attempt proves that no byte left; it may
 * go again with the same reference on the same IST date for 15 minutes, and ends after that (L3).
 */
const openAttempt = (work: Work): Effect.Effect<Attempt | undefined, HundiError, PayoutServices> =>
  Effect.gen(function* () {
    const now = yield* Clock.currentTimeMillis
    const open = work.attempt?.provedFailedAt === null ? work.attempt : undefined
    if (open === undefined) return yield* reserve(work, now)
    if (isFresh(open, now) && open.fingerprint === work.payout.fingerprint) return open
    yield* endUnsent(work, open, now)
    return undefined
  })

/** Still the IST date that the enquiries will ask under, and within the 15 minutes (L3). */
const isFresh = ({ businessDate, reservedAt }: Attempt, now: number): boolean =>
  istDate(now) === businessDate && now - reservedAt < REPEAT_WINDOW_MS

/** Ends a reserved attempt of which no byte left; the payout waits for a new one. */
const endUnsent = (work: Work, { reference }: Attempt, now: number): Effect.Effect<unknown, HundiError, JournalService> =>
  journalled((journal) =>
    journal.record(
      { payoutId: work.payout.id, reference, epoch: work.epoch, at: now },
      {
        attempt: { state: "not-sent", provedFailedAt: now },
        payout: { status: "queued", dueAt: now },
        event: { kind: "not-sent-final", detail: { why: "reserved too long ago to be sent under this reference" } }
      }
    )
  )

const reserve = (work: Work, now: number, route?: Route): Effect.Effect<Attempt, HundiError, PayoutServices> =>
  Effect.gen(function* () {
    const { environment, instance } = yield* SettingsService
    const journal = yield* JournalService
    const businessDate = istDate(now)
    const reference = yield* makeReference(environment, instance, businessDate)
    const { payout, epoch } = work
    return yield* Effect.tryPromise({
      try: () =>
        journal.reserve({
          ...{ payoutId: payout.id, epoch, reference, fingerprint: payout.fingerprint, businessDate, at: now },
          ...(route && { route })
        }),
      catch: (cause) => cause
    }).pipe(
      // Another payout has that reference, which happens once in a lifetime: draw again.
      Effect.catch((cause) =>
        cause instanceof HundiError && cause.code === "REFERENCE_TAKEN" ? reserve(work, now, route) : journalFault(cause)
      )
    )
  })

/**
 * The owner's order for a new try, over another rail if `route` says so. The journal's index decides (L2): while the last attempt is not
 * proved failed, the claim is given back and the order refused.
 */
export const reserveAgain = (work: Work, route?: Route): Effect.Effect<void, HundiError, PayoutServices> =>
  Effect.gen(function* () {
    const now = yield* Clock.currentTimeMillis
    const { id, dueAt } = work.payout
    const giveBack = (refusal: HundiError) =>
      journalled((journal) => journal.release(id, work.epoch, dueAt)).pipe(Effect.andThen(Effect.fail(refusal)))
    yield* reserve(work, now, route).pipe(Effect.catch(giveBack))
    yield* journalled((journal) => journal.release(id, work.epoch, now))
  })

const journalFault = (cause: unknown): Effect.Effect<never, HundiError> =>
  Effect.fail(
    cause instanceof HundiError
      ? cause
      : new HundiError("JOURNAL_UNAVAILABLE", "the journal did not take the attempt; nothing was sent", { cause })
  )

const encodePayment = (
  { payout }: Work,
  attempt: Attempt,
  money: AnyMoney
): Effect.Effect<{ wire: unknown; digest: string }, Outcome, SettingsService> =>
  Effect.gen(function* () {
    const settings = yield* SettingsService
    const { name, accountNumber, ifsc, vpa } = payout.beneficiary
    const facts = {
      reference: attempt.reference,
      amountPaise: payout.amountPaise,
      beneficiary: {
        ...{ name: name.reveal(), accountNumber: accountNumber.reveal(), ifsc },
        ...(vpa === undefined ? {} : { vpa: vpa.reveal() })
      },
      remark: payout.remark,
      reservedAt: attempt.reservedAt,
      businessDate: attempt.businessDate
    }
    const wire = yield* encodeBody(money, () => money.order({ ...facts, ...detailsOf(payout, money) }, settings.partner)).pipe(
      Effect.mapError(({ message }): Outcome => ({ kind: "NotSent", why: message, mayRepeat: false }))
    )
    const digest = keyedDigest(settings.fingerprintKey, JSON.stringify(wire))
    // A repeat under one reference must carry the same plaintext (L3); a changed partner set-up would break that.
    if (attempt.plaintextDigest !== null && attempt.plaintextDigest !== digest) {
      return yield* Effect.fail<Outcome>({ kind: "NotSent", why: "the body would differ from the one that was not sent", mayRepeat: false })
    }
    return { wire, digest }
  })

/** As they were checked when the order was taken on. */
const detailsOf = ({ details }: PayoutOrder, { details: codec }: AnyMoney): object =>
  details === undefined || codec === undefined ? {} : Schema.decodeUnknownSync(codec as Schema.Codec<object>)(JSON.parse(details.reveal()))

/** False: this process slept past the attempt's time, and ended it instead; or the rail was paused, and the attempt waits. */
const markSending = (work: Work, attempt: Attempt, digest: string): Effect.Effect<boolean, HundiError, JournalService> =>
  Effect.gen(function* () {
    const at = yield* Clock.currentTimeMillis
    if (!isFresh(attempt, at)) {
      yield* endUnsent(work, attempt, at)
      return false
    }
    const holder = { payoutId: work.payout.id, reference: attempt.reference, epoch: work.epoch, at }
    return yield* journalled((journal) => journal.markSending(holder, digest)).pipe(
      Effect.as(true),
      Effect.catch((refusal) => (refusal.code === "HELD" ? giveBack(work) : Effect.fail(refusal)))
    )
  })

const giveBack = ({ payout, epoch }: Work): Effect.Effect<false, HundiError, JournalService> =>
  journalled((journal) => journal.release(payout.id, epoch, payout.dueAt)).pipe(Effect.as(false))

const notSent = (why: string, mayRepeat: boolean) => (): Outcome => ({ kind: "NotSent", why, mayRepeat })
