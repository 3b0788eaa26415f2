import type { Bank, CallOut, CallOutReply, DueCallOut } from "../bank.ts"
import type { Gateway } from "../gateway.ts"

/** What one HTTP call to a partner looks like. */
export interface PartnerCall {
  readonly method: "POST"
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/**
 * Makes one HTTP call to a partner. It follows no redirect, and rejects when nothing came within `deadlineMs` of real time: a call that
 * neither resolves nor rejects keeps its place in that partner's line for ever.
 *
 * @example
 * const call: CallPartner = async (url, init, deadlineMs) => {
 *   const reply = await fetch(url, { ...init, redirect: "manual", signal: AbortSignal.timeout(deadlineMs) })
 *   return { status: reply.status, body: await reply.text() }
 * }
 */
export type CallPartner = (url: string, init: PartnerCall, deadlineMs: number) => Promise<PartnerReply>

/** What came back. */
export interface PartnerReply {
  readonly status: number
  readonly body: string
}

/** What the post room works with. */
export interface PostRoomParts {
  readonly bank: Pick<Bank, "takeCallOuts" | "calledOut" | "partner" | "settleDue">
  readonly gateway: Pick<Gateway, "open" | "seal">
  readonly call: CallPartner
  /** Real time in milliseconds: deadlines of calls are real, as the partner is. */
  readonly now: () => number
  /** Resolves after that many milliseconds without keeping the process alive. Without it nothing goes out between requests. */
  readonly rest?: (ms: number) => Promise<void>
}

/** The calls that are made for one partner and kind at a time. */
const LINE_WIDTH = 8
/** How often the clock is looked at while nobody asks anything. */
const TICK_MS = 1000

/** Carries what lies in the outbox to the partners: sealed, each partner in a line of its own, none waiting for another. */
export const createPostRoom = ({ bank, gateway, call, now, rest }: PostRoomParts) => {
  const inLine = new Map<string, number>()
  const underWay = new Set<Promise<void>>()
  let isClosed = false

  const admit = (order: CallOut): boolean => {
    const line = lineOf(order)
    const count = inLine.get(line) ?? 0
    if (count >= LINE_WIDTH) return false
    inLine.set(line, count + 1)
    return true
  }
  const ask = async (order: DueCallOut, url: string): Promise<CallOutReply["reply"]> => {
    const partner = bank.partner(order.partner)
    if (partner === undefined) return undefined
    const { form, service = "UPI", copies = 1 } = order
    const body = await gateway.seal(partner, order.body, { padding: "PKCS1", requestId: "", form, service })
    const type = form === "rsa" ? "text/plain" : "application/json"
    const init: PartnerCall = { method: "POST", headers: { "content-type": type }, body }
    const startedMs = now()
    const askOnce = async (): Promise<CallOutReply["reply"]> => {
      const reply = await call(url, init, order.deadlineMs).catch(() => undefined)
      if (reply === undefined || now() - startedMs > order.deadlineMs) return undefined
      return { status: reply.status, value: (await gateway.open(reply.body, ["hybrid", "plain"]))?.value }
    }
    const replies = await Promise.all(Array.from({ length: copies }, askOnce))
    return replies.find((reply) => reply !== undefined && reply.status < 300) ?? replies.find((reply) => reply !== undefined)
  }
  const deliver = async (order: DueCallOut): Promise<void> => {
    const { id, key, kind, partner, attempt, isLast, url } = order
    const reply = url === undefined ? undefined : await ask(order, url).catch(() => undefined)
    inLine.set(lineOf(order), (inLine.get(lineOf(order)) ?? 1) - 1)
    if (isClosed) return
    bank.calledOut(order.product, { id, key, kind, partner, attempt, isLast, ...(reply === undefined ? {} : { reply }) })
  }
  const goOut = (): void => {
    if (isClosed) return
    for (const order of takeDue(bank, admit)) {
      // Where the outcome cannot be written down (a full disk), the call counts as lost when the bank comes back.
      const trip = deliver(order).catch(() => {}).then(() => {
        underWay.delete(trip)
        goOut()
      })
      underWay.add(trip)
    }
  }
  const watchClock = async (sleep: (ms: number) => Promise<void>): Promise<void> => {
    for (await sleep(TICK_MS); !isClosed; await sleep(TICK_MS)) {
      settle(bank)
      goOut()
    }
  }
  if (rest !== undefined) void watchClock(rest)

  return {
    /** Starts every call that is due by now. */
    goOut,
    /** Resolves when no call is under way. */
    idle: async (): Promise<void> => {
      while (underWay.size > 0) await Promise.all(underWay)
    },
    /** Makes no more calls; those under way count as lost. */
    close: (): void => void (isClosed = true)
  }
}

/** Slow answers of one kind hold up neither the other kinds nor the other partners. */
const lineOf = ({ partner, kind }: CallOut): string => `${partner}|${kind}`

/** The caller has its answer already: trouble with writing things down shows at the next request, and must not end the process. */
const takeDue = (bank: PostRoomParts["bank"], admit: (order: CallOut) => boolean): readonly DueCallOut[] => {
  try {
    return bank.takeCallOuts(admit)
  } catch {
    return []
  }
}

const settle = (bank: PostRoomParts["bank"]): void => {
  try {
    bank.settleDue()
  } catch {
    // As above.
  }
}
