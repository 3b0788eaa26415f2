import type { BankAnswer, Partner } from "./bank-types.ts"
import type { Gateway, OpenedRequest } from "./gateway.ts"

/** Where a reply goes, and how its request came. */
export interface ReplyAddress {
  readonly gateway: Pick<Gateway, "seal" | "garble">
  readonly partner: Partner
  readonly opened: OpenedRequest
  readonly sleep: (ms: number) => Promise<void>
  /** The address that was asked, for those who redirect. */
  readonly url: string
}

/** The bytes of a reply. Undefined: there is none, the connection is cut. */
export const writeReply = async (answer: BankAnswer, to: ReplyAddress): Promise<Response | undefined> => {
  const { wire } = answer
  if (answer.delayMs > 0 && wire !== "dribble") await to.sleep(answer.delayMs)
  if (answer.manner === "drop" && wire !== "cut") return undefined
  const form = answer.form ?? to.opened.form
  const isSealed = answer.sealed && form !== "plain"
  const text = spoil(isSealed ? await seal(answer, to, form) : plainText(answer.body), answer)
  const headers = {
    ...(isSealed ? { "content-type": form === "rsa" ? "text/plain;charset=utf-8" : JSON_TYPE } : { "content-type": typeOf(answer), ...answer.headers }),
    ...(wire === "html-type" ? { "content-type": "text/html" } : {}),
    ...(wire === "redirect" ? { location: to.url } : {})
  }
  if (wire !== "cut" && wire !== "dribble") return new Response(text, { status: answer.status, headers })
  const bytes = new TextEncoder().encode(text)
  const body = wire === "cut" ? halfOf(bytes) : dribble(bytes, answer.delayMs, to.sleep)
  // The length of the whole: a client must notice what is missing, and can show how far it is.
  return new Response(body, { status: answer.status, headers: { ...headers, "content-length": String(bytes.length) } })
}

/** A reply outside any envelope. */
export const writePlain = (answer: BankAnswer): Response =>
  new Response(plainText(answer.body), { status: answer.status, headers: { "content-type": typeOf(answer), ...answer.headers } })

const seal = async (answer: BankAnswer, { gateway, partner, opened }: ReplyAddress, form: OpenedRequest["form"]): Promise<string> => {
  if (answer.manner === "garble" && answer.wire === undefined) return gateway.garble(answer.body)
  return gateway.seal(partner, answer.body, { ...opened, form, ...(answer.wire === undefined ? {} : { wire: answer.wire }) })
}

/** What happens to a text on its way. */
const spoil = (text: string, { wire }: BankAnswer): string => {
  switch (wire) {
    case "truncated":
      return text.slice(0, text.length / 2)
    case "doubled":
      return text + text
    case "empty":
      return ""
    case "damaged":
      return damage(text)
    case "minimal":
      return pick(text, ["encryptedKey", "encryptedData"])
    default:
      return text
  }
}

/** Another letter in the middle of the longest run of base64. */
const damage = (text: string): string => {
  const runs = text.match(/[A-Za-z0-9+/]{16,}/g) ?? []
  const [longest = ""] = runs.toSorted((a, b) => b.length - a.length)
  const middle = text.indexOf(longest) + Math.floor(longest.length / 2)
  return text.slice(0, middle) + (text[middle] === "A" ? "B" : "A") + text.slice(middle + 1)
}

const pick = (text: string, names: readonly string[]): string => {
  if (!text.startsWith("{")) return text
  const envelope = JSON.parse(text) as Readonly<Record<string, unknown>>
  return JSON.stringify(Object.fromEntries(names.map((name) => [name, envelope[name]])))
}

const plainText = (body: unknown): string => (typeof body === "string" ? body : JSON.stringify(body))

const JSON_TYPE = "application/json;charset=utf-8"

const typeOf = ({ body }: BankAnswer): string => (typeof body === "string" ? "application/xml;charset=utf-8" : JSON_TYPE)

/** Half of it, and then the connection breaks. */
const halfOf = (bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array> => {
  let isSent = false
  return new ReadableStream({
    pull: (controller) => {
      if (isSent) return controller.error(new TypeError("the bank cut the connection"))
      isSent = true
      controller.enqueue(bytes.slice(0, Math.ceil(bytes.length / 2)))
    }
  })
}

const PIECES = 20

/** All of it, in small pieces over `ms` milliseconds. */
const dribble = (bytes: Uint8Array<ArrayBuffer>, ms: number, sleep: ReplyAddress["sleep"]): ReadableStream<Uint8Array> => {
  const size = Math.max(1, Math.ceil(bytes.length / PIECES))
  let sent = 0
  return new ReadableStream({
    pull: async (controller) => {
      if (sent >= bytes.length) return controller.close()
      await sleep(ms / PIECES)
      controller.enqueue(bytes.slice(sent, sent + size))
      sent += size
    }
  })
}
