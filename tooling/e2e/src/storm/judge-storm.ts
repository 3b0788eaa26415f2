import type { Arrival, Saying } from "./make-calls.ts"
import type { Event } from "./receive-events.ts"
import type { Try } from "./send-storm.ts"

/** What a storm showed. */
export interface Verdict {
  readonly arrivals: number
  /** Different things said. */
  readonly contents: number
  readonly acknowledged: number
  /** 200s that came after the bank had stopped waiting. */
  readonly late: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly maxMs: number
  /** 503s, and those of them without Retry-After. */
  readonly refused: number
  readonly withoutRetryAfter: number
  /** Tries without an answer, e.g. while the app was down. */
  readonly unanswered: number
  /** Any other status. */
  readonly odd: number
  /** Contents that were never acknowledged; holds are asked once. */
  readonly neverTaken: number
  readonly events: number
  /** Acknowledged, and no event: must be 0. */
  readonly lost: number
  /** The same effect under two ids: must be 0. */
  readonly twice: number
  /** Value given to what no hold proves: must be 0. */
  readonly unproved: number
  readonly outOfOrder: number
}

/** Holds the bank's tries against the events that were handed on. */
export const judgeStorm = (arrivals: readonly Arrival[], tries: readonly Try[], events: readonly Event[]): Verdict => {
  const sayings = new Map(arrivals.map(({ saying }) => [nameOf(saying), saying]))
  const good = tries.filter(({ status }) => status === 200)
  const taken = new Set(good.map(({ letter }) => nameOf(letter.saying)))
  const times = good.map(({ tookMs }) => tookMs).sort((one, other) => one - other)
  const at = (part: number): number => times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0
  const counts = new Map<string, number>()
  for (const { type, subject, data } of events) {
    const name = `${type} ${effectOf(subject, data)}`
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  const busy = tries.filter(({ status }) => status === 503)
  const value = events.filter(({ data }) => data["value"] === "give")
  return {
    arrivals: arrivals.length,
    contents: sayings.size,
    acknowledged: good.length,
    late: good.filter(({ tookMs, letter }) => tookMs > letter.saying.deadlineMs).length,
    p50Ms: round(at(0.5)),
    p99Ms: round(at(0.99)),
    maxMs: round(times.at(-1) ?? 0),
    refused: busy.length,
    withoutRetryAfter: busy.filter(({ retryAfter }) => !/^[1-9]\d*$/.test(retryAfter ?? "")).length,
    unanswered: tries.filter(({ status }) => status === 0).length,
    odd: tries.filter(({ status }) => ![0, 200, 503].includes(status)).length,
    neverTaken: [...sayings.keys()].filter((name) => !taken.has(name)).length,
    events: events.length,
    lost: expectedOf(sayings, taken).filter((name) => (counts.get(name) ?? 0) === 0).length,
    twice: [...counts.values()].filter((count) => count > 1).length,
    unproved: value.filter(({ data }) => !sayings.has(`hold ${String(data["utr"])}`)).length,
    outOfOrder: countDisorder(events)
  }
}

/** The storm held: nothing lost, nothing twice, nothing late. */
export const isClean = ({ lost, twice, unproved, late, odd, outOfOrder, withoutRetryAfter }: Verdict): boolean =>
  [lost, twice, unproved, late, odd, outOfOrder, withoutRetryAfter].every((count) => count === 0)

const nameOf = ({ kind, key }: Saying): string => `${kind} ${key}`

/** The events that what was acknowledged leads to: a credit gives value once its hold and its MIS are both there. */
const expectedOf = (sayings: ReadonlyMap<string, Saying>, taken: ReadonlySet<string>): readonly string[] =>
  [...sayings].filter(([name]) => taken.has(name)).flatMap(([, { kind, key }]) => {
    if (kind === "upi" || kind === "cib") return [`callback.${kind} ${key}`]
    if (kind === "hold") return [`collection.held ${key}`]
    if (!sayings.has(`hold ${key}`)) return [`collection.reported ${key}`, `collection.unproved ${key}`]
    return taken.has(`hold ${key}`) ? [`collection.authenticated ${key}`] : []
  })

const effectOf = (subject: string, data: Event["data"]): string => {
  if (typeof data["utr"] === "string") return data["utr"]
  const event = (data["event"] ?? {}) as Readonly<Record<string, string | undefined>>
  const { reference = subject, status = "", rrn } = event
  return [reference, status, ...(subject.startsWith("upi:") ? [rrn ?? ""] : [])].join(" ")
}

const countDisorder = (events: readonly Event[]): number => {
  const last = new Map<string, number>()
  return events.filter(({ subject, seq }) => {
    const isOdd = seq !== (last.get(subject) ?? 0) + 1
    last.set(subject, seq)
    return isOdd
  }).length
}

const round = (ms: number): number => Math.round(ms * 10) / 10
