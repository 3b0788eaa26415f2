import { Agent, request } from "node:http"
import { setTimeout as sleep } from "node:timers/promises"
import type { Envelope } from "@hundi/crypto-envelope"
import type { Arrival, CallKind } from "./make-calls.ts"

const PATHS: Readonly<Record<CallKind, string>> = {
  upi: "/v1/callbacks/upi",
  cib: "/v1/callbacks/cib",
  hold: "/v1/callbacks/collections/hold",
  mis: "/v1/callbacks/collections/mis"
}

/** An arrival with its sealed body. */
export interface Letter extends Arrival {
  readonly body: string
}

/** One try of the bank, as it ended. `status` 0: no answer. */
export interface Try {
  readonly letter: Letter
  readonly status: number
  readonly tookMs: number
  readonly retryAfter: string | undefined
  readonly body: string
}

export interface StormOptions {
  readonly url: string
  /** Arrivals a second; 0 = all at once. */
  readonly perSecond: number
  /** Called when that many have been sent, e.g. to kill the app. */
  readonly onSent?: (count: number) => void
}

/** Seals each arrival as the bank does: UPI of the first generation and CIB by RSA alone, the rest in the envelope. */
export const sealCalls = async (arrivals: readonly Arrival[], envelopeFor: (index: number) => Envelope): Promise<readonly Letter[]> => {
  const forms = new Map<string, string>()
  const letters: Letter[] = []
  for (const [index, arrival] of arrivals.entries()) {
    const { saying, form } = arrival
    const name = `${saying.kind} ${saying.key} ${form}`
    const envelope = envelopeFor(index)
    const seal = (): Promise<string> => (saying.kind === "cib" ? envelope.sealAsymmetric(saying.fields) : envelope.seal(saying.fields))
    const body = forms.get(name) ?? (await seal())
    forms.set(name, body)
    letters.push({ ...arrival, body })
  }
  return letters
}

/** The bank's line: after this it counts a call as not answered, and repeats it. */
const CALL_TIMEOUT_MS = 20_000
const MOST_TRIES = 120

/** Posts the letters at their pace. What gets no 200 is posted again after Retry-After, as the bank repeats; but holds it asks once. */
export const sendStorm = async (letters: readonly Letter[], options: StormOptions): Promise<readonly Try[]> => {
  const { url, perSecond, onSent } = options
  const agent = new Agent({ keepAlive: true, maxSockets: 512 })
  const tries: Try[] = []
  const deliver = async (letter: Letter): Promise<void> => {
    for (let number = 0; number < MOST_TRIES; number++) {
      const ended = await post(agent, url, letter)
      tries.push(ended)
      if (ended.status === 200 || letter.saying.kind === "hold") return
      await sleep(ended.retryAfter === undefined ? 1000 : Number(ended.retryAfter) * 1000)
    }
  }
  const startedMs = performance.now()
  const underWay: Promise<void>[] = []
  for (const [index, letter] of letters.entries()) {
    const dueMs = perSecond === 0 ? 0 : startedMs + (index * 1000) / perSecond - performance.now()
    if (dueMs > 1) await sleep(dueMs)
    underWay.push(deliver(letter))
    onSent?.(index + 1)
  }
  await Promise.all(underWay)
  agent.destroy()
  return tries
}

const post = (agent: Agent, url: string, letter: Letter): Promise<Try> => {
  const startedMs = performance.now()
  const end = (status: number, retryAfter: string | undefined, body: string): Try => {
    return { letter, status, tookMs: performance.now() - startedMs, retryAfter, body }
  }
  return new Promise((resolve) => {
    const isText = letter.saying.kind === "cib"
    const headers = { "content-type": isText ? "text/plain" : "application/json", "content-length": Buffer.byteLength(letter.body) }
    const call = request(url + PATHS[letter.saying.kind], { method: "POST", agent, headers, timeout: CALL_TIMEOUT_MS }, (reply) => {
      const chunks: Buffer[] = []
      reply.on("data", (chunk: Buffer) => void chunks.push(chunk))
      reply.on("error", () => resolve(end(0, undefined, "")))
      reply.on("end", () => resolve(end(reply.statusCode ?? 0, reply.headers["retry-after"], Buffer.concat(chunks).toString("utf8"))))
    })
    call.on("timeout", () => call.destroy())
    call.on("error", () => resolve(end(0, undefined, "")))
    call.end(letter.body)
  })
}
