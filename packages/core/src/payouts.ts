import type { AnyMoney, Rail } from "@hundi/catalog"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { Payout, PayoutOrder } from "./domain.ts"
import { beneficiaryHashOf, differingBodyField, fingerprintOf } from "./fingerprint.ts"
import { asHundiError, HundiError, invalid } from "./hundi-error.ts"
import type { Acceptance, ListQuery, NewPayout, PayoutView, Route, Standing, Work } from "./journal.ts"
import { checkRoute, type PayoutInput, parsePayoutInput } from "./payout-input.ts"
import { type MoneyById, processWork } from "./process-work.ts"
import { reserveAgain } from "./send-payout.ts"
import type { JournalService } from "./services.ts"
import { type PayoutServices, type Settings } from "./services.ts"
import { journalled } from "./settle.ts"

/** One row's fate at intake. `suspectedDuplicates`: other payouts of the same amount to the same account. */
export type Intake =
  | {
      readonly kind: "created" | "existing"
      readonly view: { readonly id: string; readonly payoutId: string }
      readonly suspectedDuplicates: readonly string[]
    }
  | { readonly kind: "invalid"; readonly error: HundiError }

/** Taking payouts on, reading them, and ordering a new try. */
export interface Payouts {
  /** Takes orders on, each once, in one durable step. Bad or conflicting orders come back as `invalid`; they stop no other. */
  readonly accept: (orders: readonly PayoutInput[], operation?: string) => Promise<readonly Intake[]>
  /** Takes one order on and pays it now; with a known key it returns what is known. @throws HundiError for a bad or conflicting order. */
  readonly pay: (order: PayoutInput, operation?: string) => Promise<PayoutView>
  readonly get: (payoutId: string, tenant?: string) => Promise<PayoutView | undefined>
  readonly list: (
    query: Partial<ListQuery>
  ) => Promise<{ readonly data: readonly PayoutView["payout"][]; readonly nextCursor: string | null }>
  readonly standings: (payoutIds: readonly string[], tenant?: string) => Promise<readonly Standing[]>
  /**
   * The owner's explicit order for a new attempt, over another rail if told; refused with LIVE_ATTEMPT unless the last one is proved failed
   * (L2, L4), and with HELD while people review the payout. The failed attempt stays watched over its own rail.
   * @example
   * await bank.payouts.retry("rent-11", { rail: "neft" })
   */
  readonly retry: (payoutId: string, order?: RetryOrder) => Promise<PayoutView>
  /** Ends a payout for good while nothing of it was sent; refused with LIVE_ATTEMPT afterwards, and with HELD in review. */
  readonly cancel: (payoutId: string, order: CancelOrder) => Promise<PayoutView>
}

/** How to try again. */
export interface RetryOrder {
  /** The rail of the failed attempt unless told. */
  readonly rail?: Rail
  readonly tenant?: string
}

/** Who cancels, and why; both stand in the history. */
export interface CancelOrder {
  readonly by: string
  readonly reason: string
  readonly tenant?: string
}

interface Parts {
  readonly run: <A>(effect: Effect.Effect<A, HundiError, PayoutServices>) => Promise<A>
  readonly settings: Omit<Settings, "stopping">
  readonly moneyById: MoneyById
}

const LEASE_MARGIN_MS = 30_000
const DEFAULT_TENANT = "default"

export const makePayouts = ({ run, settings, moneyById }: Parts): Payouts => {
  /** What pays a beneficiary; a refund or a mandate is asked for by its name alone. */
  const plain = [...moneyById.values()].filter(({ purpose }) => purpose === undefined)
  const moneyOf = (operation?: string): AnyMoney => {
    const money = operation === undefined ? plain[0] : moneyById.get(operation)
    if (money === undefined) throw new HundiError("CONFIGURATION", "no family that moves money was given to createBank")
    if (money.purpose !== undefined && settings.partner.merchant === undefined) {
      throw new HundiError("CONFIGURATION", `settings.partner.merchant: needed by ${money.id}`, {
        reason: { _tag: "InvalidSetting", field: "partner.merchant", rule: `needed by ${money.id}` }
      })
    }
    return money
  }
  /** An order may name its rail; then the declaration of that rail pays it. */
  const moneyFor = ({ rail }: Pick<PayoutInput, "rail">, money: AnyMoney): AnyMoney => {
    if (rail === undefined || rail === money.rail) return money
    if (money.purpose !== undefined) throw invalid("rail", `${money.id} goes over ${money.rail} alone`)
    const found = plain.find((one) => one.rail === rail)
    if (found === undefined) throw invalid("rail", `one of ${[...new Set(plain.map((one) => one.rail))].join(", ")}`)
    return found
  }
  /** The other rail of a new try, once it is clear that this payout can go over it. */
  const routeOf = (payout: Payout, rail: Rail | undefined): Route | undefined => {
    if (rail === undefined || rail === payout.rail) return undefined
    const money = moneyFor({ rail }, moneyOf(payout.operation))
    checkRoute(payout, money)
    return { operation: money.id, rail: money.rail }
  }
  const toNew = (order: PayoutOrder, dueAt: number): NewPayout => ({
    id: idOf(order.payoutId, order.tenant),
    order,
    fingerprint: fingerprintOf(settings.fingerprintKey, order),
    beneficiaryHash: beneficiaryHashOf(settings.fingerprintKey, order),
    scope: `${order.tenant}|${settings.partner.bcId}|${order.operation}`,
    dueAt
  })
  const accept: Payouts["accept"] = (orders, operation) =>
    run(
      Effect.gen(function* () {
        const money = moneyOf(operation)
        const now = yield* Clock.currentTimeMillis
        const parsed = orders.map((order) => attemptParse(order, (one) => moneyFor(one, money)))
        const valid = parsed.filter((one): one is PayoutOrder => !(one instanceof HundiError))
        const answers = yield* journalled((journal) =>
          journal.accept(
            valid.map((order) => toNew(order, Math.max(order.scheduledFor ?? now, now))),
            now
          )
        )
        let next = 0
        return parsed.map((one): Intake =>
          one instanceof HundiError ? { kind: "invalid", error: one } : toIntake(one, answers[next++] as Acceptance)
        )
      })
    )

  return {
    accept,
    pay: async (order, operation) => {
      const [intake] = await accept([order], operation)
      if (intake === undefined || intake.kind === "invalid") throw intake?.error ?? new HundiError("INVALID_REQUEST", "no order")
      return run(intake.kind === "created" ? payNow(intake.view.id, settings, moneyById) : viewOf(intake.view.id))
    },
    get: (payoutId, tenant) => run(journalled((journal) => journal.get(idOf(payoutId, tenant)))),
    list: (query) => run(journalled((journal) => journal.list({ tenant: DEFAULT_TENANT, limit: 50, ...query }))),
    standings: (payoutIds, tenant) => run(journalled((journal) => journal.standings(payoutIds.map((payoutId) => idOf(payoutId, tenant))))),
    retry: (payoutId, { rail, tenant } = {}) => run(retryNow(idOf(payoutId, tenant), settings, (payout) => routeOf(payout, rail))),
    cancel: (payoutId, { by, reason, tenant }) => run(cancelNow(idOf(payoutId, tenant), settings, { by, reason }))
  }
}

const viewOf = (id: string): Effect.Effect<PayoutView, HundiError, JournalService> =>
  Effect.gen(function* () {
    const found = yield* journalled((journal) => journal.get(id))
    return found ?? (yield* Effect.fail(new HundiError("NOT_FOUND", "there is no payout of that id")))
  })

const claimNow = (id: string, { owner, bankTimeoutMs }: Parts["settings"]): Effect.Effect<Work | undefined, HundiError, JournalService> =>
  Effect.gen(function* () {
    const now = yield* Clock.currentTimeMillis
    return yield* journalled((journal) => journal.claim(id, { owner, now, leaseMs: bankTimeoutMs + LEASE_MARGIN_MS }))
  })

const payNow = (id: string, settings: Parts["settings"], moneyById: MoneyById): Effect.Effect<PayoutView, HundiError, PayoutServices> =>
  Effect.gen(function* () {
    const pauses = yield* journalled((journal) => journal.pauses())
    const before = yield* viewOf(id)
    // A held rail holds every door: the payout stays queued until people resume the rail.
    if (pauses.some(({ rail }) => rail === before.payout.rail)) return before
    const work = yield* claimNow(id, settings)
    if (work !== undefined && isDue(work)) yield* processWork(work, moneyById)
    else if (work !== undefined) yield* journalled((journal) => journal.release(id, work.epoch, work.payout.dueAt))
    return yield* viewOf(id)
  })

/** A payout that waits for its time or for people is not paid by being asked for. */
const isDue = ({ payout }: Work): boolean => payout.status === "queued" && payout.hold === null

const cancelNow = (
  id: string,
  settings: Parts["settings"],
  { by, reason }: CancelOrder
): Effect.Effect<PayoutView, HundiError, PayoutServices> =>
  Effect.gen(function* () {
    if (by.trim() === "" || by.length > 64) return yield* Effect.fail(invalid("by", "1 to 64 characters: who cancels"))
    if (reason.trim() === "" || reason.length > 300) return yield* Effect.fail(invalid("reason", "1 to 300 characters"))
    const work = yield* claimOrRefuse(id, settings)
    const at = yield* Clock.currentTimeMillis
    yield* journalled((journal) => journal.cancel({ payoutId: id, epoch: work.epoch, at, by, reason })).pipe(
      Effect.catch((refusal) =>
        journalled((journal) => journal.release(id, work.epoch, work.payout.dueAt)).pipe(Effect.andThen(Effect.fail(refusal)))
      )
    )
    return yield* viewOf(id)
  })

const claimOrRefuse = (id: string, settings: Parts["settings"]): Effect.Effect<Work, HundiError, JournalService> =>
  Effect.gen(function* () {
    yield* viewOf(id)
    const work = yield* claimNow(id, settings)
    return work ?? (yield* Effect.fail(new HundiError("LIVE_ATTEMPT", "this payout is being worked on now: look again in a moment")))
  })

const retryNow = (id: string, settings: Parts["settings"], routeOf: (payout: Payout) => Route | undefined): Effect.Effect<PayoutView, HundiError, PayoutServices> =>
  Effect.gen(function* () {
    const work = yield* claimOrRefuse(id, settings)
    const { hold, dueAt } = work.payout
    // It waits for a reason, perhaps since a callback says that an earlier attempt was paid: an order for a new try lifts no hold.
    if (hold !== null) {
      yield* journalled((journal) => journal.release(id, work.epoch, dueAt))
      return yield* Effect.fail(new HundiError("HELD", `it is kept back: ${hold.reason}`))
    }
    const giveBack = (refusal: HundiError) =>
      journalled((journal) => journal.release(id, work.epoch, dueAt)).pipe(Effect.andThen(Effect.fail(refusal)))
    const route = yield* Effect.try({
      try: () => routeOf(work.payout),
      catch: (cause) => asHundiError(cause, "INVALID_REQUEST", "the rail of the new try")
    }).pipe(Effect.catch(giveBack))
    yield* reserveAgain(work, route)
    return yield* viewOf(id)
  })

/** The journal's id of a tenant's payout. */
export const idOf = (payoutId: string, tenant = DEFAULT_TENANT): string => `${tenant}/${payoutId}`

const attemptParse = (order: PayoutInput, moneyFor: (order: PayoutInput) => AnyMoney): PayoutOrder | HundiError => {
  try {
    return parsePayoutInput(order, moneyFor(order))
  } catch (error) {
    return asHundiError(error, "INVALID_REQUEST", "the order cannot be read")
  }
}

const toIntake = (order: PayoutOrder, answer: Acceptance): Intake => {
  if (answer.kind === "conflict") {
    const field = differingBodyField(order, answer.payout) ?? "payout_id"
    const name = answer.on === "payoutId" ? "payout_id" : "idempotency_key"
    const rule = `the ${name} is taken by a payout with another ${field}`
    return {
      kind: "invalid",
      error: new HundiError("IDEMPOTENCY_CONFLICT", `${field}: ${rule}`, { reason: { _tag: "Conflict", field, rule } })
    }
  }
  const { id, payoutId } = answer.payout
  return { kind: answer.kind, view: { id, payoutId }, suspectedDuplicates: answer.kind === "created" ? answer.suspectedDuplicates : [] }
}
