import { createHash } from "node:crypto"
import type { Broker, BrokerApp, BrokerEvent, BrokerOptions, BrokerReply } from "../broker.ts"
import { createBroker } from "../broker.ts"

/** Thursday, 31 January 2030, 10:15:00 in India. */
export const startMs = Date.UTC(2030, 0, 31, 4, 45)

const IST_OFFSET_MS = 19_800_000
const monthNames = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const

/** DD-Mon-YYYY HH:MM:SS; `offsetMs` 0 gives it in UTC. Written here anew, so that the package under test does not check itself. */
export const stampAt = (ms: number, offsetMs = IST_OFFSET_MS): string => {
  const iso = new Date(ms + offsetMs).toISOString()
  return `${iso.slice(8, 10)}-${monthNames[Number(iso.slice(5, 7)) - 1]}-${iso.slice(0, 4)} ${iso.slice(11, 19)}`
}

/** SHA-256, hex. */
export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex")

/** Parsed JSON whose fields a test reads without saying what they are. */
export type Loose = ReturnType<typeof JSON.parse>

/** The envelope of an answer. */
export interface Envelope {
  readonly Status: number
  readonly Error: string | null
  readonly Success: Loose
}

/** A broker on a clock that a test sets, and one customer of it. */
export interface BenchBroker {
  readonly broker: Broker
  readonly app: BrokerApp
  readonly clock: { nowMs: number }
  readonly events: BrokerEvent[]
  /** Any body to any path. */
  readonly post: (path: string, body: unknown, more?: { readonly method?: string; readonly contentType?: string }) => BrokerReply
  /** A call as the document wants it; `envelope` overrides its outer fields. */
  readonly call: (path: string, fields?: Record<string, unknown>, envelope?: Record<string, unknown>) => Envelope
  /** `Success` of such a call; throws when it is refused. */
  readonly ok: (path: string, fields?: Record<string, unknown>) => Loose
  /** A signed call of the successor; `headers` overrides. */
  readonly breeze: (method: string, name: string, fields?: unknown, headers?: Record<string, string>) => Envelope
}

/** Makes one. */
export const createBenchBroker = (options: Partial<BrokerOptions> = {}): BenchBroker => {
  const clock = { nowMs: startMs }
  const events: BrokerEvent[] = [...(options.history ?? [])]
  const broker = createBroker({ seed: 1, now: () => clock.nowMs, onEvent: (event) => void events.push(event), ...options })
  const known = events.find((event) => event.type === "broker-app")
  return { broker, clock, events, ...callsOf(broker, known?.app ?? broker.registerApp({ name: "Acme" }), clock) }
}

/** The calls of one customer. */
export const callsOf = (broker: Broker, app: BrokerApp, clock: { nowMs: number }) => {
  const post: BenchBroker["post"] = (path, body, { method = "POST", contentType = "application/json" } = {}) =>
    broker.handle({ method, path, contentType, header: () => "", body: typeof body === "string" ? body : JSON.stringify(body) })
  const call: BenchBroker["call"] = (path, fields = {}, envelope = {}) => {
    const jsonPostData = JSON.stringify({ Idirect_Userid: app.userId, SessionToken: app.sessionToken, ...fields })
    const timeStamp = stampAt(clock.nowMs)
    const checksum = sha256(timeStamp + jsonPostData + app.secretKey)
    const body = { AppKey: app.appKey, time_stamp: timeStamp, JSONPostData: jsonPostData, Checksum: checksum, ...envelope }
    return post(path, body).body as Envelope
  }
  const ok: BenchBroker["ok"] = (path, fields) => {
    const reply = call(path, fields)
    if (reply.Status !== 200 || reply.Error !== null) throw new Error(`${path}: ${reply.Error}`)
    return reply.Success as unknown
  }
  const breeze: BenchBroker["breeze"] = (method, name, fields = {}, headers = {}) => {
    const body = typeof fields === "string" ? fields : JSON.stringify(fields)
    const timeStamp = `${new Date(clock.nowMs).toISOString().slice(0, 19)}.000Z`
    const all: Record<string, string> = {
      "content-type": "application/json",
      "x-appkey": app.appKey,
      "x-timestamp": timeStamp,
      "x-checksum": `token ${sha256(timeStamp + (body === "" ? "{}" : body) + app.secretKey)}`,
      "x-sessiontoken": btoa(`${app.userId}:${app.sessionToken}`),
      ...headers
    }
    const path = `/breezeapi/api/v1/${name}`
    return broker.handle({ method, path, contentType: "application/json", header: (one) => all[one] ?? "", body }).body as Envelope
  }
  return { app, post, call, ok, breeze }
}

/** A share order that is taken: 10 ACC at the market. */
export const accOrder = (fields: Record<string, unknown> = {}): Record<string, unknown> => ({
  order_stock_cd: "ACC", order_xchng_cd: "NSE", order_product: "CASH", order_type: "M", order_validity: "T", order_quantity: "10",
  order_rate: null, order_flow: "B", order_stp_loss_price: null, order_disclosed_qty: null, order_trade_dt: "31-Jan-2030",
  MsgTyp: null, Remark: null, ...fields
})

/** A contract order that is taken, in the letters of the document's example: a lot of NIFTY at the market. */
export const niftyOrder = (fields: Record<string, unknown> = {}): Record<string, unknown> => ({
  order_xchng_cd: "NFO", order_product: "F", order_stock_cd: "NIFTY", order_exp_date: "28-Feb-2030", order_strike_price: "0",
  order_flow: "B", order_type: "M", order_stp_loss_price: "0", order_quantity: "75", order_rate: "0", order_validity: "T",
  order_trade_dt: "31-Jan-2030", order_disclosed_qty: "0", order_opt_exer_type: "E", ...fields
})

/** The reference inside the text of an equity placement. */
export const referenceIn = (success: { readonly message: string }): string => /\d{8}N\d{9}$/.exec(success.message)?.[0] ?? ""
