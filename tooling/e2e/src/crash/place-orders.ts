import type { Order, Step } from "./make-orders.ts"

/** Orders at a worker that dies now and then: what got no answer is asked again, as any client with idempotency keys does it. */
export interface OrderDesk {
  readonly add: (orders: readonly Order[]) => void
  /** Goes on with every open order until all are through, or the worker at `url` no longer answers. */
  readonly workAt: (url: string, isOver: () => boolean) => Promise<void>
  readonly openCount: () => number
  /** Orders that a worker has answered 202 or 200: they must be in the journal. */
  readonly taken: () => readonly Order[]
  readonly cancelled: () => ReadonlySet<string>
  /** Answers that no worker should give. */
  readonly surprises: () => readonly string[]
}

interface Open {
  readonly order: Order
  /** RFC 3339; fixed at the first try, because a repeated order has the same body. */
  scheduledFor?: string
  next: number
  /** Was the present step asked before, without an answer? */
  asked: boolean
}

/** How many orders are in the air at once. */
const LANES = 4
/** A declined payment is waited for so often, before the next life goes on. */
const LOOKS = 20
const LOOK_MS = 50

/** `now` is the bank's time, ms since 1970 (UTC). */
export const createOrderDesk = (now: () => Promise<number>): OrderDesk => {
  const open: Open[] = []
  const [taken, cancelled, surprises]: [Order[], Set<string>, string[]] = [[], new Set(), []]
  let present = Promise.resolve()
  const settle = async (one: Open, url: string): Promise<"done" | "later"> => {
    for (let step = one.order.steps[one.next]; step !== undefined; step = one.order.steps[one.next]) {
      if (step === "place" && one.order.waitMs !== undefined) one.scheduledFor ??= new Date((await now()) + one.order.waitMs).toISOString()
      const wasAsked = one.asked
      one.asked = true
      const verdict = await steps[step](one, url, wasAsked)
      if (verdict === "later") return "later"
      if (verdict === "dropped") return "done"
      if (verdict !== "done") surprises.push(`${step} ${one.order.id}: ${verdict}`)
      else if (step === "place") taken.push(one.order)
      else if (step === "cancel") cancelled.add(one.order.id)
      one.asked = false
      one.next++
    }
    return "done"
  }
  const lane = async (queue: Open[], url: string, isOver: () => boolean): Promise<void> => {
    for (let one = queue.shift(); one !== undefined && !isOver(); one = queue.shift()) {
      // A worker that was killed answers nothing: the order stays open.
      const end = await settle(one, url).catch(() => "later" as const)
      if (end === "done") open.splice(open.indexOf(one), 1)
    }
  }
  return {
    add: (orders) => void open.push(...orders.map((order) => ({ order, next: 0, asked: false }))),
    workAt: (url, isOver) => {
      // After what went on at the life before, or an order would be in two hands.
      present = present.then(async () => {
        const queue = [...open]
        await Promise.all(Array.from({ length: LANES }, () => lane(queue, url, isOver)))
      })
      return present
    },
    openCount: () => open.length,
    taken: () => taken,
    cancelled: () => cancelled,
    surprises: () => surprises
  }
}

/** `dropped`: it was never taken on, and its time has passed. Another text says what was answered instead of the expected. */
type Verdict = string

interface Answer {
  readonly status: number
  readonly body: { readonly status?: string; readonly code?: string; readonly field?: string }
}

type Act = (one: Open, url: string, wasAsked: boolean) => Promise<Verdict>

const tell = ({ status, body }: Answer): Verdict => `${status} ${body.code ?? body.status ?? ""}`

const steps: Readonly<Record<Step, Act>> = {
  place: async (one, url, wasAsked) => {
    const answer = await place(one, url)
    if (answer.status === 202 || (answer.status === 200 && wasAsked)) return "done"
    return answer.status === 422 && answer.body.field === "scheduledFor" && wasAsked ? "dropped" : tell(answer)
  },
  "place-again": async (one, url) => {
    const answer = await place(one, url)
    return answer.status === 200 ? "done" : tell(answer)
  },
  "place-other": async (one, url) => {
    const answer = await place(one, url, 1n)
    return answer.status === 409 ? "done" : tell(answer)
  },
  cancel: async ({ order }, url, wasAsked) => {
    const body = JSON.stringify({ reason: "ordered by mistake" })
    const answer = await call(`${url}/v1/payouts/${order.id}/cancel`, { method: "POST", headers, body })
    if (answer.status === 200 && answer.body.status === "cancelled") return "done"
    // A killed worker's claim on it has to lapse first; or the killed one had cancelled it, and not said so.
    if (answer.status === 409 && answer.body.code === "LIVE_ATTEMPT") return "later"
    const found = wasAsked ? await look(order, url) : undefined
    return found?.body.status === "cancelled" ? "done" : tell(answer)
  },
  retry: async ({ order }, url, wasAsked) => {
    for (let looks = 0; looks < LOOKS && (await look(order, url)).body.status !== "failed"; looks++) await sleep(LOOK_MS)
    const answer = await call(`${url}/v1/payouts/${order.id}/retry`, { method: "POST", headers })
    if (answer.status === 202 || (answer.status === 409 && wasAsked)) return "done"
    return answer.status === 409 ? "later" : tell(answer)
  }
}

const headers = { "content-type": "application/json", "x-hundi-actor": "crash run" }

const place = ({ order, scheduledFor }: Open, url: string, morePaise = 0n): Promise<Answer> => {
  const { id, rail, amountPaise, account } = order
  const beneficiary = rail === "upi" ? { name: "Asha Rao", vpa: account } : { name: "Asha Rao", accountNumber: account, ifsc: "TEST0000001" }
  const body = { payoutId: id, amountPaise: String(amountPaise + morePaise), currency: "INR", beneficiary, rail, remark: `note ${id}`, scheduledFor }
  return call(`${url}/v1/payouts`, { method: "POST", headers: { ...headers, "idempotency-key": id }, body: JSON.stringify(body) })
}

const look = (order: Order, url: string): Promise<Answer> => call(`${url}/v1/payouts/${order.id}`, {})

/** Rejects when the worker is gone. */
const call = async (url: string, init: RequestInit): Promise<Answer> => {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(5000) })
  return { status: response.status, body: (await response.json()) as Answer["body"] }
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
