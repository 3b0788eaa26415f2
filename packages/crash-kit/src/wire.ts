import type { Sealer } from "@hundi/core"
import type { BankAnswer } from "@hundi/simulator"
import type { Scene } from "./scene.ts"
import type { BankCall, BankReply } from "./types.ts"

/** Both ends of an envelope, such as two of `createEnvelope` of crypto-envelope, each with the other's certificate. */
export interface EnvelopeEnds {
  readonly client: Sealer
  readonly bank: Sealer
}

/** The wire between the client and the bank. */
export interface Wire {
  readonly send: (call: BankCall) => Promise<BankReply>
  /** Requests that went out for a payout, whether or not they arrived. */
  readonly sentFor: (payoutId: string) => number
}

const TIMEOUT_MS = 30_000
const troubles = ["refused", "lost-request", "lost-reply", "late-arrival", "slow-reply", "garbled", "doubled"] as const
type Trouble = (typeof troubles)[number] | "none"

const reset: BankReply = { kind: "failure", sent: "maybe", why: "ECONNRESET" }
const refused: BankReply = { kind: "failure", sent: "no", why: "ECONNREFUSED" }
const timedOut: BankReply = { kind: "failure", sent: "maybe", why: "time-out" }

/**
 * The wire on virtual time: refused connections, requests lost on the way in, replies lost on the way out, requests that arrive minutes
 * later, garbled, doubled and slow replies. What the bank does, it does whether or not anybody still listens.
 */
export const createWire = (scene: Scene, envelope: EnvelopeEnds | undefined): Wire => {
  const { clock, prng, tally, rates, diary } = scene
  const sent = new Map<string, number>()
  const announce = (call: BankCall, isPayment: boolean): string | undefined => {
    const payoutId = findPayout(scene, call)
    if (payoutId === undefined) return undefined
    const reference = referenceOf(call.body)
    if (isPayment) {
      expectEnquiries(scene, payoutId, reference)
      sent.set(payoutId, (sent.get(payoutId) ?? 0) + 1)
    }
    diary.note(payoutId, isPayment ? `client: sends a payment, reference ${reference}` : `client: asks about ${reference}`)
    return payoutId
  }
  return {
    sentFor: (payoutId) => sent.get(payoutId) ?? 0,
    send: async (call) => {
      const isPayment = call.path.includes("payment") && !call.path.includes("status")
      const trouble: Trouble = scene.troubled() && prng.chance(rates.wire) ? prng.pick(troubles) : "none"
      if (trouble !== "none") tally.add(trouble)
      if (trouble === "refused") {
        await clock.sleep(prng.between(1, 50))
        diary.note(findPayout(scene, call), "client: the connection is refused, nothing was sent")
        return refused
      }
      const payoutId = announce(call, isPayment)
      const reply = await exchange(scene, envelope, call, trouble)
      diary.note(payoutId, `client: ${describe(reply)}`)
      return reply
    }
  }
}

const exchange = async (scene: Scene, envelope: EnvelopeEnds | undefined, call: BankCall, trouble: Trouble): Promise<BankReply> => {
  const { clock, prng } = scene
  if (trouble === "lost-request") {
    await clock.sleep(prng.between(50, 5000))
    return reset
  }
  const body = await openAtBank(scene, envelope, call)
  if (body === undefined) return toReply({ success: false, errorCode: "8016", description: "Decryption failed" }, 400, false)
  const arrival = trouble === "late-arrival" ? prng.between(60_000, 400_000) : prng.between(5, 300)
  return new Promise((resolve) => {
    const giveUp = clock.at(clock.now() + (call.timeoutMs ?? TIMEOUT_MS), () => resolve(timedOut))
    const finish = (reply: BankReply): void => {
      giveUp()
      resolve(reply)
    }
    clock.at(clock.now() + arrival, () => {
      const answer = askBank(scene, call, body)
      if (trouble === "lost-reply") return finish(reset)
      const slow = trouble === "slow-reply" ? prng.between(1000, 200_000) : prng.between(20, 900)
      clock.at(clock.now() + answer.delayMs + slow, () => void readAnswer(scene, envelope, answer, trouble).then(finish))
    })
  })
}

const askBank = ({ bank, partner, trace }: Scene, { path, priority = "0100" }: BankCall, body: BankCall["body"]): BankAnswer => {
  const answer = bank.handle({ partner: partner.apiKey, path, priority, body })
  trace.note("bank", path, { reference: referenceOf(body), status: answer.status, moved: String(answer.moneyMoved) })
  return answer
}

/** The bank's view of a request; undefined when its end of the envelope cannot open it. */
const openAtBank = async ({ clock }: Scene, envelope: EnvelopeEnds | undefined, { body }: BankCall): Promise<BankCall["body"] | undefined> => {
  if (envelope === undefined) return body
  const open = async (): Promise<BankCall["body"] | undefined> => {
    try {
      return (await envelope.bank.open(await envelope.client.seal(body))).value as BankCall["body"]
    } catch {
      return undefined
    }
  }
  return clock.outside(open)
}

type Ends = EnvelopeEnds | undefined

const readAnswer = async ({ clock }: Scene, envelope: Ends, answer: BankAnswer, trouble: Trouble): Promise<BankReply> => {
  if (answer.manner === "drop") return reset
  if (answer.manner === "garble" || trouble === "garbled") return toReply("%%%", 200, false)
  const text = typeof answer.body === "string" ? answer.body : JSON.stringify(answer.body)
  if (trouble === "doubled") return toReply(text + text, answer.status, false)
  if (envelope === undefined || !answer.sealed) return toReply(answer.body, answer.status, answer.sealed)
  const { client, bank } = envelope
  return clock.outside(async () => {
    const body = await bank.seal(answer.body)
    try {
      const { value, sealed } = await client.open(body)
      return toReply(value, answer.status, sealed)
    } catch {
      return toReply(body, answer.status, false)
    }
  })
}

const toReply = (value: unknown, status: number, sealed: boolean): BankReply => {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value)
  const text = typeof value === "string" ? value : JSON.stringify(value)
  return { kind: "reply", status, text, body: isObject ? (value as BankCall["body"]) : {}, sealed }
}

/** Our reference, whatever the rail and the call name it. */
const referenceOf = (body: BankCall["body"]): string =>
  textOf(body["tranRefNo"] ?? body["transRefNo"] ?? body["UNIQUEID"] ?? body["UTRNUMBER"] ?? body["ori-seq-no"] ?? body["seq-no"])

const textOf = (value: unknown): string => (typeof value === "string" || typeof value === "number" ? String(value) : "")

const findPayout = ({ diary }: Scene, { body }: BankCall): string | undefined =>
  diary.payoutOf(textOf(body["beneAccNo"])) ?? diary.payoutOf(referenceOf(body))

/** An enquiry carries no account, so its trouble is ordered when the reference is known. */
const expectEnquiries = ({ diary, orders, bank }: Scene, payoutId: string, reference: string): void => {
  if (diary.payoutOf(reference) === payoutId) return
  diary.learn(reference, payoutId)
  const fault = orders.find((order) => order.payoutId === payoutId)?.enquiryFault
  if (fault !== undefined) bank.addFault({ ...fault, match: { tranRefNo: reference, path: "/api/v1/composite-status" } })
}

const describe = (reply: BankReply): string => {
  if (reply.kind === "failure") return `hears nothing (${reply.why}); the bank may have it`
  const { ActCode, errorCode, Response, description } = reply.body
  const code = textOf(ActCode ?? errorCode)
  if (code === "") return `gets HTTP ${reply.status}: ${reply.text.slice(0, 60) || "(no body)"}`
  return `gets HTTP ${reply.status}, code ${code} (${textOf(Response ?? description)})`
}
