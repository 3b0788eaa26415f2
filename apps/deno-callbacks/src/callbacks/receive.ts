import { deadlineOf } from "@hundi/catalog"
import type { Sealer } from "@hundi/core"
import * as Schema from "effect/Schema"
import type { DecideHold } from "../decide/decide-hold.ts"
import type { Held } from "../decide/read-rules.ts"
import type { Decision, Known, Opened, Records } from "../store/open-records.ts"
import { type Kind, type KindFacts, kinds } from "./kinds.ts"
import { type AnswerCallback, callbackAnswerer } from "./open-bank.ts"
import { type OpeningQueue, TooLate } from "./opening-queue.ts"

/** What became of a call of the bank. `busy` and `failed` are answered so that the bank comes again: receiving it twice is safe. */
export type Received =
  | { readonly kind: "answered"; readonly type: string; readonly body: string; readonly isRepeat: boolean }
  | { readonly kind: "not-opened" }
  | { readonly kind: "conflict" }
  | { readonly kind: "busy"; readonly retryAfterS: number }
  | { readonly kind: "failed" }

/** One call as it came. `arrivedMs` is on the clock of the options. */
export interface Call {
  readonly kind: Kind
  readonly body: string
  /** SHA-256 of the bytes, hex. */
  readonly digest: string
  readonly arrivedMs: number
}

export interface ReceiveOptions {
  readonly sealer: Sealer
  readonly queue: OpeningQueue
  readonly records: Records
  readonly decideHold: DecideHold
  /** ms since 1970 (UTC). */
  readonly now: () => number
  /** A monotonic clock, ms. */
  readonly clock: () => number
  /** Called when there is something to hand on. */
  readonly wake: () => void
  /** Takes what went wrong, in words that name nobody. */
  readonly onFault: (what: string) => void
}

/** Junk that comes again is not opened again for a while: not for good, since a thread that died looks the same. */
const JUNK_KEPT = 2000
const JUNK_MS = 30_000

/**
 * Takes a call on: the same bytes are answered from the store before any RSA; others are opened in turn, kept on the disk, and answered.
 * What cannot be opened in time is refused at once.
 */
export const createReceiver = (options: ReceiveOptions): ((call: Call) => Promise<Received>) => {
  const { queue, records } = options
  const doors = new Map(kinds.map((facts) => [facts.kind, openDoor(facts, options)]))
  const underWay = new Map<string, Promise<Received>>()
  const junk = new Map<string, number>()

  const open = async (call: Call, door: Door): Promise<Received> => {
    const received = await door.open(call)
    if (received.kind === "not-opened") {
      junk.set(call.digest, options.clock() + JUNK_MS)
      const [oldest] = junk.keys()
      if (junk.size > JUNK_KEPT && oldest !== undefined) junk.delete(oldest)
    }
    return received
  }
  return async (call) => {
    const door = doors.get(call.kind)
    if (door === undefined || (junk.get(call.digest) ?? -Infinity) > options.clock()) return { kind: "not-opened" }
    try {
      // The same bytes while the first ones are being opened: one opening for all of them. A repeat of a hold hears the same word.
      const other = underWay.get(`${call.kind} ${call.digest}`)
      if (other !== undefined) return again(await other)
      const known = records.findDigest(call.digest)
      if (known !== undefined && known.kind === call.kind) return await door.repeat(known)
      if (!queue.admits(door.isUrgent)) return { kind: "busy", retryAfterS: queue.refuse() }
      const work = open(call, door)
      underWay.set(`${call.kind} ${call.digest}`, work)
      return await work.finally(() => underWay.delete(`${call.kind} ${call.digest}`))
    } catch {
      options.onFault("a callback could not be read or kept; the bank was told to come again")
      return { kind: "failed" }
    }
  }
}

const again = (received: Received): Received => (received.kind === "answered" ? { ...received, isRepeat: true } : received)

interface Door {
  readonly isUrgent: boolean
  readonly open: (call: Call) => Promise<Received>
  readonly repeat: (known: Known) => Promise<Received>
}

/** The two answers of the bank's forms. */
const holdAnswers: Readonly<Record<Decision, object>> = {
  accept: { decision: "Y", message: "Accept", code: "11" },
  reject: { decision: "N", message: "Reject", code: "12" }
}
const reportAnswers = { new: { message: "Success", code: "11" }, duplicate: { message: "Duplicate UTR", code: "06" } }

const openDoor = (facts: KindFacts, options: ReceiveOptions): Door => {
  const { callback, kind, isUrgent, acknowledgement } = facts
  const { sealer, queue } = options
  // The same bytes are never opened twice at a time, so that a body tells whose turn it is.
  const seenBy = new Map<string, Seen>()
  const inTurn = (open: Sealer["open"]): Sealer["open"] => async (body) => {
    const seen = seenBy.get(body)
    try {
      return await queue.run(isUrgent, seen?.arrivedMs ?? options.clock(), () => open(body))
    } catch (error) {
      if (error instanceof TooLate && seen !== undefined) seen.isLate = true
      throw error
    }
  }
  const inLine: Sealer = { seal: sealer.seal, open: inTurn(sealer.open), openAsymmetric: inTurn(sealer.openAsymmetric ?? sealer.open) }
  const answer: AnswerCallback = callbackAnswerer(callback, inLine)
  const sealed = async (value: object): Promise<Received> => {
    const wire = Schema.encodeUnknownSync(callback.answer as Schema.Codec<unknown, unknown>)(value)
    return { kind: "answered", type: "application/json", body: await sealer.seal(wire), isRepeat: true }
  }
  return {
    isUrgent,
    open: async (call) => {
      const seen: Seen = { arrivedMs: call.arrivedMs, isRepeat: false, isConflict: false, isLate: false }
      seenBy.set(call.body, seen)
      const reply = await answer(call.body, async (event) => {
        const opened = { kind, key: keyOf(facts, event, call.digest), digest: call.digest, event, at: options.now() }
        return keep(opened, call, seen, options)
      }).finally(() => seenBy.delete(call.body))
      if (seen.isLate) return { kind: "busy", retryAfterS: queue.refuse() }
      if (reply.status === 400) return { kind: "not-opened" }
      if (seen.isConflict) return { kind: "conflict" }
      if (reply.status !== 200) return { kind: "failed" }
      const { type, body } = acknowledgement ?? { type: "application/json", body: reply.body }
      return { kind: "answered", type, body, isRepeat: seen.isRepeat }
    },
    repeat: async ({ decision }) => {
      if (acknowledgement !== undefined) return { kind: "answered", ...acknowledgement, isRepeat: true }
      return sealed(kind === "hold" ? holdAnswers[decision ?? "reject"] : reportAnswers.duplicate)
    }
  }
}

/** What the declaration's interpreter cannot say about a call: that it was a repeat, or a contradiction, or that its turn came too late. */
interface Seen {
  readonly arrivedMs: number
  isLate: boolean
  isRepeat: boolean
  isConflict: boolean
}

/** A key of the bank's that nobody would print is not kept as it is: a stranger may have written it. */
const LONGEST_KEY = 200

const keyOf = ({ callback }: KindFacts, event: unknown, digest: string): string => {
  const key = callback.keyOf(event)
  return key === undefined || key.trim() === "" || key.length > LONGEST_KEY ? digest : key
}

/** Writes down what came, decides where that is asked for, and gives the answer. On the disk when it resolves. */
const keep = async (opened: Opened, call: Call, seen: Seen, options: ReceiveOptions): Promise<object | undefined> => {
  const { records, wake, clock } = options
  const { kind } = opened
  if (kind === "upi" || kind === "cib") {
    seen.isRepeat = (await records.together(() => records.keepHint({ ...opened, kind }))) === "duplicate"
    wake()
    return undefined
  }
  if (kind !== "hold") {
    const word = await records.together(() => records.keepReport(opened))
    seen.isRepeat = word === "duplicate"
    wake()
    return reportAnswers[word]
  }
  const known = records.findHold(opened.key, opened.event)
  if (known?.isOther === true) return contradict(opened, seen, options)
  if (known !== undefined) {
    seen.isRepeat = true
    return holdAnswers[known.decision]
  }
  const facts = kinds.find((one) => one.kind === "hold")
  const deadlineMs = (facts && deadlineOf(facts.callback, opened.event)) ?? SHORTEST_MS
  const leftMs = call.arrivedMs + deadlineMs - clock()
  const decided = await options.decideHold(opened.key, opened.event as Held & Opened["event"], leftMs)
  const decision = await records.together(() => records.keepHold({ ...opened, ...decided }))
  if (decision === undefined) return contradict(opened, seen, options)
  wake()
  return holdAnswers[decision]
}

/** Two holds of one UTR about different money: the bank hears no word of ours, so that what was agreed counts, and people are told. */
const contradict = (opened: Opened, seen: Seen, { records, wake }: ReceiveOptions): never => {
  records.noteOddHold(opened)
  wake()
  seen.isConflict = true
  throw new Error("a message hold contradicts an earlier one")
}

/** Of the declared deadlines the shortest (ecollection.msg_hold, timeLimits). */
const SHORTEST_MS = 5000
