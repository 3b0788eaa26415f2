import type { BankRequest, Fault, FaultRequest, Partner, Rail } from "./bank-types.ts"
import { faultTable } from "./fault-table.ts"
import type { CallbackOrder } from "./faults/fault-rule.ts"
import { drawNumber } from "./random.ts"

/** What a request shows of itself to the faults. */
export interface Target {
  readonly call: "pay" | "status" | "callback"
  readonly rail: Rail | undefined
  readonly partner: Partner
  readonly request: Pick<BankRequest, "path" | "body">
  readonly nowMs: number
}

/** The faults that wait for their requests. */
export interface FaultBox {
  /** `scenario` is what it is a part of. */
  readonly add: (order: FaultRequest, nowMs: number, scenario?: Fault["scenario"]) => Fault
  readonly restore: (fault: Fault) => void
  readonly restoreUse: (id: number, seen: number, left: number) => void
  readonly list: () => readonly Fault[]
  /** The first live fault that this request meets, its counters advanced. */
  readonly take: (target: Target) => Fault | undefined
  /** What becomes of a call to a partner. */
  readonly bendCallback: <T extends CallbackOrder>(order: T, partner: Partner, nowMs: number) => T
}

/** An empty box. `onUse` hears of every change of a counter. */
export const createFaultBox = (seed: number, onUse: (fault: Fault) => void): FaultBox => {
  const faults = new Map<number, Fault>()
  // Only those with hits left: a long run with many spent faults must not slow down.
  const live = new Map<number, Fault>()
  const keep = (fault: Fault): Fault => {
    faults.set(fault.id, fault)
    if (fault.left > 0) live.set(fault.id, fault)
    else live.delete(fault.id)
    return fault
  }
  const take: FaultBox["take"] = (target) => {
    for (const fault of live.values()) {
      if (fault.untilMs !== undefined && fault.untilMs <= target.nowMs) live.delete(fault.id)
      else if (isFor(fault, target)) {
        const isHit = drawNumber(seed, "fault", fault.id, fault.seen) < (fault.probability ?? 1)
        const next = keep({ ...fault, seen: fault.seen + 1, left: fault.left - (isHit ? 1 : 0) })
        onUse(next)
        if (isHit) return next
      }
    }
    return undefined
  }
  return {
    add: ({ afterMs, forMs, ...order }, nowMs, scenario) => {
      const fromMs = nowMs + (afterMs ?? 0)
      return keep({
        ...order,
        id: faults.size + 1,
        seen: 0,
        left: order.times ?? 1,
        ...(afterMs === undefined ? {} : { fromMs }),
        ...(forMs === undefined ? {} : { untilMs: fromMs + forMs }),
        ...(scenario === undefined ? {} : { scenario })
      })
    },
    restore: (fault) => void keep(fault),
    restoreUse: (id, seen, left) => {
      const fault = faults.get(id)
      if (fault !== undefined) keep({ ...fault, seen, left })
    },
    list: () => [...faults.values()],
    take,
    bendCallback: (order, partner, nowMs) => {
      const body = typeof order.body === "object" && order.body !== null ? order.body as BankRequest["body"] : {}
      const fault = take({ call: "callback", rail: undefined, partner, request: { path: "", body }, nowMs })
      return { ...order, ...(fault && faultTable[fault.fault].callback?.(order, fault)) }
    }
  }
}

/** Ten years, the longest jump of the clock. */
const MAX_WAIT_MS = 3650 * 86_400_000

/** Why an order for trouble is no good; undefined when it is. */
export const refuseFault = (order: FaultRequest): string | undefined => {
  if (!Object.hasOwn(faultTable, order.fault)) return `fault must be one of ${Object.keys(faultTable).join(", ")}`
  if (order.fault === "act-code" && !order.actCode) return "act-code needs actCode"
  if (order.times !== undefined && !(Number.isInteger(order.times) && order.times > 0)) return "times must be a whole number from 1"
  if (order.probability !== undefined && !(order.probability >= 0 && order.probability <= 1)) return "probability must be from 0 to 1"
  for (const field of ["afterMs", "forMs"] as const) {
    const ms = order[field]
    if (ms !== undefined && !(Number.isInteger(ms) && ms >= 0 && ms <= MAX_WAIT_MS)) return `${field} must be a whole number from 0 to ${MAX_WAIT_MS}`
  }
  if (order.delayMs !== undefined && !(order.delayMs >= 0 && order.delayMs <= 2 ** 31 - 1)) return "delayMs must be from 0 to 2147483647"
  return undefined
}

/** Faults look at what the request itself carries: an enquiry names no account, so a match on the account is for payments. */
const isFor = (fault: Fault, { call, rail, partner, request, nowMs }: Target): boolean => {
  const rule = faultTable[fault.fault]
  const { match } = fault
  if (rule.on === "any" ? call === "callback" : rule.on !== call) return false
  if (rule.rails !== undefined && (rail === undefined || !rule.rails.includes(rail))) return false
  if (fault.fromMs !== undefined && nowMs < fault.fromMs) return false
  if (match.tranRefNo !== undefined && !isAmong(request.body, referenceFields, match.tranRefNo)) return false
  if (match.beneficiaryAccount !== undefined && !isAmong(request.body, accountFields, match.beneficiaryAccount)) return false
  if (match.rail !== undefined && match.rail.toLowerCase() !== rail) return false
  if (match.path !== undefined && match.path !== request.path) return false
  return match.partner === undefined || match.partner === partner.apiKey || match.partner === partner.name
}

/** What the rails call the payment's reference and the account; a request for several rails may have several. */
const referenceFields = ["tranRefNo", "transRefNo", "UNIQUEID", "ori-seq-no", "seq-no", "merchantTranId"] as const
const accountFields = ["beneAccNo", "CREDITACC", "payee-va", "payerVa", "VirtualAccountNumber"] as const

/** An enquiry for UPI has a seq-no of its own, which is not the payment's. */
const isAmong = (body: BankRequest["body"], names: readonly string[], wanted: string): boolean =>
  names.some((name) => body[name] === wanted && (name !== "seq-no" || body["ori-seq-no"] === undefined))
