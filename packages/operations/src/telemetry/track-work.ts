import { type Attempt, isUnsent, type Work } from "@hundi/core"
import { type Instruments, quietly } from "./instruments.ts"
import { spans } from "./names.ts"
import { KIND_CLIENT, KIND_INTERNAL, type Labels, type SpanLike, type TracerLike } from "./otel-like.ts"
import { amountBand, oneOf, operationLabel, rails, referenceLabel } from "./safe-labels.ts"

/** Why a payout was claimed: by one of the loop's lanes, or by an order of its own (pay, cancel, review). */
export type Lane = "sends" | "enquiries" | "order"

interface Parts {
  readonly tracer: TracerLike | undefined
  readonly contextOf: ((span: SpanLike) => unknown) | undefined
  readonly now: () => number
  readonly instruments: Instruments
}

/** One claimed payout, from the claim to the last word about it. */
export interface Tracked {
  readonly work: Work
  readonly lane: Lane
  readonly leaseUntil: number
  readonly span: SpanLike | undefined
  /** The attempt that this work is about, once there is one. */
  attempt: Pick<Attempt, "number" | "reference"> | null
  /** The sending or the enquiry. */
  inner: SpanLike | undefined
}

/** What is being worked on now. */
export interface Tracking {
  readonly begin: (work: Work, lane: Lane, leaseMs: number) => void
  readonly find: (payoutId: string, epoch: number) => Tracked | undefined
  /** An attempt was opened. */
  readonly reserved: (payoutId: string, epoch: number, attempt: Attempt) => void
  /** The attempt is marked: what follows is the sending. */
  readonly sending: (payoutId: string, epoch: number) => void
  readonly end: (payoutId: string, epoch: number, result: string, labels?: Labels) => void
  readonly countByLane: () => readonly (readonly [number, Labels])[]
}

/** Follows each claimed payout by its id and epoch. Work that ends without a word is dropped when its lease has lapsed. */
export const trackWork = ({ tracer, contextOf, now }: Parts): Tracking => {
  const open = new Map<string, Tracked>()
  const keyOf = (payoutId: string, epoch: number): string => `${epoch}|${payoutId}`
  const startInner = (tracked: Tracked, name: string, labels: Labels): void => {
    const context = tracked.span === undefined ? undefined : contextOf?.(tracked.span)
    const options = { kind: KIND_CLIENT, startTime: now(), attributes: labels }
    tracked.inner = quietly(() => (context === undefined ? tracer?.startSpan(name, options) : tracer?.startSpan(name, options, context)))
  }
  const close = (key: string, tracked: Tracked, result: string, labels: Labels): void => {
    open.delete(key)
    quietly(() => {
      for (const span of [tracked.inner, tracked.span]) {
        for (const [name, value] of Object.entries(labels)) span?.setAttribute(name, value)
        span?.setAttribute("hundi.result", result)
        span?.end(now())
      }
    })
  }
  const dropLapsed = (): void => {
    for (const [key, tracked] of open) if (tracked.leaseUntil < now()) close(key, tracked, "lapsed", {})
  }
  return {
    begin: (work, lane, leaseMs) => {
      dropLapsed()
      const labels = { ...labelsOf(work), ...attemptLabels(work.attempt) }
      const span = quietly(() =>
        tracer?.startSpan(spans.payout, { kind: KIND_INTERNAL, root: true, startTime: now(), attributes: { ...labels, "hundi.lane": lane } })
      )
      const tracked: Tracked = { work, lane, leaseUntil: now() + leaseMs, span, attempt: work.attempt, inner: undefined }
      open.set(keyOf(work.payout.id, work.epoch), tracked)
      if (isEnquiry(work)) startInner(tracked, spans.enquiry, labels)
    },
    find: (payoutId, epoch) => open.get(keyOf(payoutId, epoch)),
    reserved: (payoutId, epoch, attempt) => {
      const tracked = open.get(keyOf(payoutId, epoch))
      if (tracked === undefined) return
      tracked.attempt = attempt
      for (const [name, value] of Object.entries(attemptLabels(attempt))) tracked.span?.setAttribute(name, value)
    },
    sending: (payoutId, epoch) => {
      const tracked = open.get(keyOf(payoutId, epoch))
      if (tracked !== undefined) startInner(tracked, spans.send, { ...labelsOf(tracked.work), ...attemptLabels(tracked.attempt) })
    },
    end: (payoutId, epoch, result, labels = {}) => {
      const key = keyOf(payoutId, epoch)
      const tracked = open.get(key)
      if (tracked !== undefined) close(key, tracked, result, labels)
    },
    countByLane: () => {
      dropLapsed()
      const lanes: readonly Lane[] = ["sends", "enquiries", "order"]
      return lanes.map((lane) => [[...open.values()].filter((one) => one.lane === lane).length, { "hundi.lane": lane }] as const)
    }
  }
}

/** As core decides it: anything that may be at the bank is asked about. */
export const isEnquiry = ({ payout, attempt }: Work): boolean => attempt !== null && attempt.state !== "reserved" && !isUnsent(payout.status)

const labelsOf = ({ payout }: Work): Labels => ({
  "hundi.rail": oneOf(rails, payout.rail),
  "hundi.operation": operationLabel(payout.operation),
  "hundi.amount_band": amountBand(payout.amountPaise)
})

const attemptLabels = (attempt: Pick<Attempt, "number" | "reference"> | null): Labels =>
  attempt === null ? {} : { "hundi.attempt": attempt.number, "hundi.reference": referenceLabel(attempt.reference) }
