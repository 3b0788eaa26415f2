import type { Bank, BankAnswer, BankEvent } from "./bank.ts"
import { createBank } from "./bank.ts"
import { plainAnswer } from "./answers.ts"
import { answerBrokerRequest } from "./broker/answer-request.ts"
import type { BrokerEvent } from "./broker/broker.ts"
import { createBroker, isBrokerEvent } from "./broker/broker.ts"
import { createControlPlane } from "./control-plane.ts"
import type { BankKeys, Gateway } from "./gateway.ts"
import { createGateway } from "./gateway.ts"
import { readFormPath, refuseForm, unknownBc } from "./imps-form/form-routes.ts"

/** What changed the simulator: the bank's own events, the broker's, and the virtual clock. */
export type SimulatorEvent = BankEvent | BrokerEvent | { readonly type: "clock"; readonly offsetMs: number }

/** How a simulator is made. */
export interface SimulatorOptions {
  readonly seed: number
  /** The bank's RSA key pair. `createBankKeys` makes one. */
  readonly keys: BankKeys
  /** Real time in milliseconds; the virtual clock starts from it. */
  readonly now: () => number
  /** Resolves after that many milliseconds of real time: how the bank is slow. */
  readonly sleep: (ms: number) => Promise<void>
  /** `answer-first` unless told: see BankOptions. */
  readonly duplicateReference?: "answer-first" | "debit-again"
  /** Paise that each partner opens with; Rs 10 crore unless told. */
  readonly openingBalancePaise?: bigint
  /** Hears of every change at once and in order: append it somewhere, and give it back as `history`. */
  readonly onEvent?: (event: SimulatorEvent) => void
  readonly history?: Iterable<SimulatorEvent>
}

/** The bank behind HTTP, on any runtime that has Request and Response. */
export interface Simulator {
  /**
   * Answers a request. A reply for which `isDropped` is true must not be sent: cut the connection instead. `body` is for what a
   * Request cannot carry: the broker's successor API sends GET with a body.
   */
  readonly handle: (request: Request, body?: string) => Promise<Response>
  /** The same as a `fetch`: a cut connection rejects with a TypeError, as fetch does it. */
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>
  /** The bank itself, for a test that wants to look without HTTP. */
  readonly bank: Bank
  /** The virtual clock, milliseconds. */
  readonly now: () => number
}

const dropped = new WeakSet<Response>()

/** Does this stand for a connection that the bank cut without a reply? */
export const isDropped = (response: Response): boolean => dropped.has(response)

/**
 * A simulated bank with its envelope and its control plane at `/_sim/`.
 *
 * @example
 * const keys = await createBankKeys({ now: Date.now() })
 * const simulator = await createSimulator({ seed: 1, keys, now: Date.now, sleep: (ms) => new Promise((done) => setTimeout(done, ms)) })
 * const reply = await simulator.fetch("http://bank.test/_sim/health")
 * console.log(await reply.json()) // { ok: true }
 */
export const createSimulator = async (options: SimulatorOptions): Promise<Simulator> => {
  const { now: realNow, sleep, onEvent = () => {}, history = [], ...bankOptions } = options
  let offsetMs = 0
  const bankHistory: BankEvent[] = []
  const brokerHistory: BrokerEvent[] = []
  for (const event of history) {
    if (event.type === "clock") offsetMs = event.offsetMs
    else if (isBrokerEvent(event)) brokerHistory.push(event)
    else bankHistory.push(event)
  }
  const now = (): number => realNow() + offsetMs
  const bank = createBank({ ...bankOptions, now, onEvent, history: bankHistory })
  const broker = createBroker({ seed: options.seed, now, realNow, onEvent, history: brokerHistory })
  const gateway = await createGateway(options.keys)
  const clock = {
    read: () => ({ now: new Date(now()).toISOString(), offsetMs }),
    advance: (ms: number): void => {
      onEvent({ type: "clock", offsetMs: offsetMs + ms })
      offsetMs += ms
      bank.settleDue()
    }
  }
  const controlPlane = createControlPlane({ bank, gateway, clock, certificatePem: options.keys.certificatePem })

  const handle = async (request: Request, body?: string): Promise<Response> => {
    const url = new URL(request.url)
    if (url.pathname === "/") return new Response(null, { status: 302, headers: { location: "/_sim/" } })
    const ofBroker = await answerBrokerRequest(broker, request, url.pathname, body)
    if (ofBroker !== undefined) return ofBroker
    if (url.pathname === "/_sim" || url.pathname.startsWith("/_sim/")) return controlPlane(request, url)
    if (readFormPath(url.pathname) !== undefined) return answerForm(bank, sleep, request, url.pathname)
    return answerCall(bank, gateway, sleep, request, url.pathname)
  }
  return {
    handle,
    bank,
    now,
    fetch: async (input, init) => {
      const response = await handle(new Request(input, init))
      if (dropped.has(response)) throw new TypeError("fetch failed: the bank cut the connection")
      return response
    }
  }
}

/** One call to a path of the bank: credentials of the gateway first, then the envelope, then the product. */
const answerCall = async (bank: Bank, gateway: Gateway, sleep: SimulatorOptions["sleep"], request: Request, path: string) => {
  const partner = bank.partner(request.headers.get("apikey") ?? "")
  if (partner === undefined) return respond(plainAnswer("401"))
  const forms = bank.formsOf(path)
  if (forms === undefined) return respond(plainAnswer("8014"))
  if (request.method !== "POST") return respond({ ...plainAnswer("1025", "Bad request: use POST"), status: 405 })
  const opened = await gateway.open(await request.text(), forms)
  if (opened === undefined) return respond(plainAnswer("8016"))
  if (!isRecord(opened.value)) return respond(plainAnswer("8017"))

  const priority = request.headers.get("x-priority") ?? ""
  const answer = bank.handle({ partner: partner.apiKey, path, priority, body: opened.value })
  if (answer.delayMs > 0) await sleep(answer.delayMs)
  if (answer.manner === "drop") return cutConnection()
  if (answer.manner === "garble") return json(answer.status, await gateway.garble(answer.body))
  const form = answer.form ?? opened.form
  if (!answer.sealed || form === "plain") return respond(answer)
  const sealed = await gateway.seal(partner, answer.body, { ...opened, form })
  return form === "rsa" ? text(answer.status, sealed) : json(answer.status, sealed)
}

/** One call of the older IMPS API: a form in, XML out, nothing sealed. */
const answerForm = async (bank: Bank, sleep: SimulatorOptions["sleep"], request: Request, path: string): Promise<Response> => {
  const bcId = readFormPath(path)?.bcId
  const partner = bcId === undefined ? bank.partner(request.headers.get("apikey") ?? "") : bank.partnerOfBc(bcId)
  if (partner === undefined) return respond(bcId === undefined ? plainAnswer("401") : unknownBc())
  if (request.method !== "POST") return respond({ ...refuseForm(), status: 405 })
  const body = Object.fromEntries(new URLSearchParams(await request.text()))
  const answer = bank.handle({ partner: partner.apiKey, path, priority: "", body })
  if (answer.delayMs > 0) await sleep(answer.delayMs)
  if (answer.manner === "drop") return cutConnection()
  const text = String(answer.body)
  // Half of a reply is what nobody can read where nothing is encrypted.
  return respond(answer.manner === "garble" ? { ...answer, body: text.slice(0, text.length / 2) } : answer)
}

const cutConnection = (): Response => {
  const response = new Response(null, { status: 502 })
  dropped.add(response)
  return response
}

const respond = (answer: BankAnswer): Response =>
  typeof answer.body === "string"
    ? new Response(answer.body, { status: answer.status, headers: { "content-type": "application/xml;charset=utf-8" } })
    : json(answer.status, JSON.stringify(answer.body))

const text = (status: number, body: string): Response =>
  new Response(body, { status, headers: { "content-type": "text/plain;charset=utf-8" } })

const json = (status: number, text: string): Response =>
  new Response(text, { status, headers: { "content-type": "application/json;charset=utf-8" } })

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)
