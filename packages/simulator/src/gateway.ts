import type { Envelope, EnvelopeProfile, RsaPadding } from "@hundi/crypto-envelope"
import { createEnvelope } from "@hundi/crypto-envelope"
import type { Form, Partner, Wire } from "./bank-types.ts"

/** The bank's key pair. */
export interface BankKeys {
  /** PKCS#8, PEM. */
  readonly privateKeyPem: string
  /** Self-signed, PEM: what partners seal their requests to. */
  readonly certificatePem: string
}

/** A request out of its envelope. */
export interface OpenedRequest {
  readonly value: unknown
  readonly padding: RsaPadding
  /** The request's own id, which the reply carries as well. */
  readonly requestId: string
  readonly form: Form
}

/** How something is sealed: a reply as its request came; `service` stands in the envelope of what the bank sends on its own. */
export interface SealManner extends Pick<OpenedRequest, "padding" | "requestId" | "form"> {
  readonly service?: string
  /** Another layout than the bank's usual one. */
  readonly wire?: Wire
}

/** The bank's end of the encryption. */
export interface Gateway {
  /** Undefined when it cannot be opened in any of the forms, for whatever reason. */
  readonly open: (body: string, forms: readonly Form[]) => Promise<OpenedRequest | undefined>
  /** Seals to the partner's certificate, in the padding that the request came in. */
  readonly seal: (partner: Partner, value: unknown, manner: SealManner) => Promise<string>
  /** A reply in the right shape that the partner cannot open. */
  readonly garble: (value: unknown) => Promise<string>
  /** Rejects with an EnvelopeError when replies cannot be sealed to this certificate. */
  readonly checkCertificate: (certificatePem: string) => Promise<void>
}

/** Makes the bank's keys, RSA-4096 unless told; takes up to a few seconds. `now` in milliseconds. */
export const createBankKeys = async ({ now, bits = 4096 }: { readonly now: number; readonly bits?: 2048 | 4096 }): Promise<BankKeys> => {
  // Certificates take longer to load than to read: a bank that has its keys starts without them.
  const { generatePartnerKeys } = await import("@hundi/crypto-envelope/x509")
  return generatePartnerKeys({ commonName: "Bank Simulator", bits, days: 3650, now })
}

/**
 * How the bank seals its replies: a session key of 16 printable characters, the IV as prefix and `iv` empty (fact file
 * composite-and-cib, encryptionVariants "hybrid-response").
 */
const replyProfile = (rsa: RsaPadding, bytes: 16 | 32 = 16): EnvelopeProfile => ({
  rsa,
  accept: ["PKCS1", "OAEP-SHA1"],
  sessionKey: { bytes, charset: "ascii" },
  requestIv: "prefix",
  responseIv: "auto"
})

/** What replies under a fault have of their own. */
const layouts: Readonly<Partial<Record<Wire, Partial<EnvelopeProfile>>>> = {
  "old-certificate": {},
  "long-key": { sessionKey: { bytes: 32, charset: "ascii" } },
  oaep: { rsa: "OAEP-SHA1" },
  "iv-field": { requestIv: "field" },
  "iv-plaintext": { requestIv: "plaintext" }
}

/** Prepares the bank's keys once; each partner's certificate is read once per padding. */
export const createGateway = async (keys: BankKeys): Promise<Gateway> => {
  const envelopeTo = (recipientCertificate: string, profile: EnvelopeProfile): Promise<Envelope> =>
    // Where node:crypto is missing, RSA is arithmetic that takes its time openly: keys that protect nothing may do that.
    createEnvelope({ recipientCertificate, privateKey: keys.privateKeyPem, profile, allowVariableTime: true })
  // Sealed to the bank itself, a reply is one that no partner can open.
  const own = await envelopeTo(keys.certificatePem, replyProfile("PKCS1"))
  const ownWithLongKey = await envelopeTo(keys.certificatePem, replyProfile("PKCS1", 32))
  const toPartners = new Map<string, Promise<Envelope>>()
  const toPartner = (partner: Partner, padding: RsaPadding, wire: Wire | undefined): Promise<Envelope> => {
    const layout = wire !== undefined && Object.hasOwn(layouts, wire) ? wire : ""
    const key = `${padding} ${layout} ${partner.apiKey}`
    const cached = toPartners.get(key) ?? envelopeTo(
      layout === "old-certificate" ? partner.formerCertificatePem ?? keys.certificatePem : partner.certificatePem,
      { ...replyProfile(padding), ...(wire === undefined ? {} : layouts[wire]) }
    )
    toPartners.set(key, cached)
    return cached
  }
  const openWith = async (envelope: Envelope, body: string): Promise<{ readonly value: unknown } | undefined> => {
    const opened = await envelope.open(body).catch(() => undefined)
    return opened?.sealed === true ? opened : undefined
  }

  return {
    open: async (body, forms) => {
      const isJson = body.trimStart().startsWith("{")
      if (!isJson) return forms.includes("rsa") ? openAlone(own, body) : undefined
      if (forms.includes("plain") && !isEnvelope(body)) return { value: parseJson(body), padding: "PKCS1", requestId: "", form: "plain" }
      if (!forms.includes("hybrid")) return undefined
      // The guide allows session keys of 16 and of 32 characters; nearly all clients send 16.
      const opened = (await openWith(own, body)) ?? (await openWith(ownWithLongKey, body))
      return opened === undefined ? undefined : { value: opened.value, ...readOutside(body), form: "hybrid" }
    },
    seal: async (partner, value, { padding, requestId, form, service = "", wire }) => {
      const envelope = await toPartner(partner, padding, wire)
      if (form === "rsa") return envelope.sealAsymmetric(value, { maxBlocks: MAX_BLOCKS })
      return envelope.seal(value, { requestId, service })
    },
    garble: (value) => own.seal(value),
    checkCertificate: async (certificatePem) => void (await envelopeTo(certificatePem, replyProfile("PKCS1")))
  }
}

/** By RSA alone, a long answer takes several blocks: 32 KB, which no answer of the bank reaches. */
const MAX_BLOCKS = 64

const openAlone = async (envelope: Envelope, body: string): Promise<OpenedRequest | undefined> => {
  const opened = await envelope.openAsymmetric(body).catch(() => undefined)
  return opened?.sealed === true ? { value: opened.value, padding: "PKCS1", requestId: "", form: "rsa" } : undefined
}

const isEnvelope = (body: string): boolean => {
  const value = parseJson(body)
  return typeof value === "object" && value !== null && "encryptedKey" in value
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What an envelope says in the clear. It has been opened, so it is JSON. */
const readOutside = (body: string): Pick<OpenedRequest, "padding" | "requestId"> => {
  const { oaepHashingAlgorithm, requestId } = JSON.parse(body) as Readonly<Record<string, unknown>>
  const isOaep = typeof oaepHashingAlgorithm === "string" && oaepHashingAlgorithm.toUpperCase() === "SHA1"
  return { padding: isOaep ? "OAEP-SHA1" : "PKCS1", requestId: typeof requestId === "string" ? requestId : "" }
}
