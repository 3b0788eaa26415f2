import type { Bank, BankEvent } from "./bank.ts"
import { createBank } from "./bank.ts"
import { plainAnswer } from "./answers.ts"
import { answerBrokerRequest } from "./broker/answer-request.ts"
import type { BrokerEvent } from "./broker/broker.ts"
import { createBroker, isBrokerEvent } from "./broker/broker.ts"
import type { CallPartner } from "./callbacks/post-room.ts"
import { createPostRoom } from "./callbacks/post-room.ts"
import { createControlPlane } from "./control-plane.ts"
import type { BankKeys, Gateway } from "./gateway.ts"
import { createGateway } from "./gateway.ts"
import { writePlain, writeReply } from "./write-reply.ts"
import { readFormPath, refuseForm, unknownBc } from "./imps-form/form-routes.ts"
import { createSamples } from "./samples/create-samples.ts"

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
  /** Makes the bank's calls to its partners: callbacks, questions. Without it they are kept and listed, and nobody is called. */
  readonly call?: CallPartner
  /**
   * With `call`: resolves after that many milliseconds without keeping the process alive, so that calls go out between requests too.
   * In Node: `(ms) => setTimeout(ms, undefined, { ref: false })` of node:timers/promises.
   */
  readonly rest?: (ms: number) => Promise<void>
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
  /** Resolves when no call to a partner is under way. */
  readonly idle: () => Promise<void>
  /** Makes no more calls to partners; those under way count as unanswered when the bank comes back. */
  readonly close: () => void
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
  const { now: realNow, sleep, onEvent = () => {}, history = [], call, rest, ...bankOptions } = options
  let offsetMs = 0
  const bankHistory: BankEvent[] = []
  const brokerHistory: BrokerEvent[] = []
  for (const event of history) {
    if (event.type === "clock") offsetMs = event.offsetMs
    else if (isBrokerEvent(event)) brokerHistory.push(event)
    else bankHistory.push(event)
  }
  const now = (): number => realNow() + offsetMs
  const samples = createSamples()
  const bank = createBank({ ...bankOptions, now, onEvent, history: bankHistory, samples })
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
  const postRoom = call && createPostRoom({ bank, gateway, call, now: realNow, ...(rest === undefined ? {} : { rest }) })
  postRoom?.goOut()

  const answer = async (request: Request, body?: string): Promise<Response> => {
    const url = new URL(request.url)
    if (!isDecodable(url.pathname)) return writePlain({ ...plainAnswer("1025", "Bad request: the path cannot be decoded"), status: 400 })
    if (url.pathname === "/") return new Response(null, { status: 302, headers: { location: "/_sim/" } })
    const ofBroker = await answerBrokerRequest(broker, request, url.pathname, body)
    if (ofBroker !== undefined) return ofBroker
    if (url.pathname === "/_sim" || url.pathname.startsWith("/_sim/")) return controlPlane(request, url)
    if (readFormPath(url.pathname) !== undefined) return answerForm(bank, sleep, request, url.pathname)
    if (bank.formsOf(url.pathname) === undefined) await samples.load()
    if (bank.formsOf(url.pathname)?.includes("form") === true) return answerPage(bank, sleep, request, url)
    return answerCall(bank, gateway, sleep, request, url.pathname)
  }
  const handle: Simulator["handle"] = async (request, body) => {
    try {
      return await answer(request, body)
    } finally {
      postRoom?.goOut()
    }
  }
  return {
    handle,
    bank,
    now,
    idle: async () => postRoom?.idle(),
    close: () => postRoom?.close(),
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
  if (partner === undefined) return writePlain(plainAnswer("401"))
  const forms = bank.formsOf(path)
  if (forms === undefined) return writePlain(plainAnswer("8014"))
  if (request.method !== "POST") return writePlain({ ...plainAnswer("1025", "Bad request: use POST"), status: 405 })
  const opened = await gateway.open(await request.text(), forms)
  if (opened === undefined) return writePlain(plainAnswer("8016"))
  if (!isRecord(opened.value)) return writePlain(plainAnswer("8017"))

  const priority = request.headers.get("x-priority") ?? ""
  const answer = bank.handle({ partner: partner.apiKey, path, priority, body: opened.value })
  const reply = await writeReply(answer, { gateway, partner, opened, sleep, url: request.url })
  return reply ?? cutConnection()
}

/** One call of the older IMPS API: a form in, XML out, nothing sealed. */
const answerForm = async (bank: Bank, sleep: SimulatorOptions["sleep"], request: Request, path: string): Promise<Response> => {
  const bcId = readFormPath(path)?.bcId
  const partner = bcId === undefined ? bank.partner(request.headers.get("apikey") ?? "") : bank.partnerOfBc(bcId)
  if (partner === undefined) return writePlain(bcId === undefined ? plainAnswer("401") : unknownBc())
  if (request.method !== "POST") return writePlain({ ...refuseForm(), status: 405 })
  const body = Object.fromEntries(new URLSearchParams(await request.text()))
  const answer = bank.handle({ partner: partner.apiKey, path, priority: "", body })
  if (answer.delayMs > 0) await sleep(answer.delayMs)
  if (answer.manner === "drop") return cutConnection()
  const text = String(answer.body)
  // Half of a reply is what nobody can read where nothing is encrypted.
  return writePlain(answer.manner === "garble" ? { ...answer, body: text.slice(0, text.length / 2) } : answer)
}

/** One call of the hosted payment page: a query or a form in, a form out, and the merchant's id in the place of an apikey. */
const answerPage = async (bank: Bank, sleep: SimulatorOptions["sleep"], request: Request, url: URL): Promise<Response> => {
  const body = Object.fromEntries(new URLSearchParams(request.method === "GET" ? url.search : await request.text()))
  const partner = bank.partners().find(({ merchantId }) => merchantId === body["merchantid"])
  if (partner === undefined) return writePlain(plainAnswer("401"))
  const answer = bank.handle({ partner: partner.apiKey, path: url.pathname, priority: "", body })
  if (answer.delayMs > 0) await sleep(answer.delayMs)
  if (answer.manner === "drop") return cutConnection()
  if (answer.manner === "garble" || !isRecord(answer.body) || answer.status !== 200) return writePlain(answer)
  const pairs = Object.entries(answer.body).map(([name, value]): [string, string] => [name, String(value)])
  return new Response(new URLSearchParams(pairs).toString(), { headers: { "content-type": "application/x-www-form-urlencoded" } })
}

/** Is every % in it followed by what makes a character? */
const isDecodable = (path: string): boolean => {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}

const cutConnection = (): Response => {
  const response = new Response(null, { status: 502 })
  dropped.add(response)
  return response
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)
