import type { AesCbc, Base64, RecipientKey } from "./crypto-engine.ts"
import { EnvelopeError } from "./envelope-error.ts"
import type { EnvelopeProfile } from "./envelope-profile.ts"
import { makeSessionKey } from "./make-session-key.ts"

/** What {@link sealValue} needs, prepared once per envelope. */
export interface Sealer {
  readonly profile: EnvelopeProfile
  readonly aes: AesCbc
  readonly base64: Base64
  readonly recipient: RecipientKey
  /** Of the recipient's modulus: of every RSA block. */
  readonly blockBytes: number
}

/** Fields of the envelope that travel in the clear, next to the sealed ones. Empty strings unless given. */
export interface EnvelopeFields {
  readonly requestId?: string
  /** Met in the wild: `""`, `PaymentApi`, `LOP`, `CIB`; the API's own declaration knows. */
  readonly service?: string
  readonly clientInfo?: string
}

const utf8 = new TextEncoder()

/** Seals a JSON value under a new session key and a new IV, and returns the HTTP body. */
export async function sealValue({ profile, aes, base64, recipient }: Sealer, value: unknown, fields: EnvelopeFields): Promise<string> {
  const { requestIv } = profile
  const json = toJson(value)
  const iv = randomBlock()
  // With the IV inside, the first block is random bytes of its own: readers take its ciphertext for the IV.
  const plaintext = requestIv === "plaintext" ? prepend(randomBlock(), json) : json
  const sessionKey = makeSessionKey(profile.sessionKey)
  const ciphertext = await aes.encrypt(sessionKey, iv, plaintext)
  const pkcs1 = profile.rsa === "PKCS1"
  const encryptedKey = await (pkcs1 ? recipient.pkcs1Encrypt(sessionKey) : recipient.oaepSha1Encrypt(sessionKey))
  sessionKey.fill(0)
  return JSON.stringify({
    requestId: fields.requestId ?? "",
    service: fields.service ?? "",
    encryptedKey: base64.encode(encryptedKey),
    oaepHashingAlgorithm: pkcs1 ? "NONE" : "SHA1",
    iv: requestIv.startsWith("field") ? base64.encode(iv) : "",
    encryptedData: base64.encode(requestIv.endsWith("prefix") ? prepend(iv, ciphertext) : ciphertext),
    clientInfo: fields.clientInfo ?? "",
    optionalParam: ""
  })
}

/** The value as UTF-8 JSON. Throws `ENVELOPE_VALUE` when it has none. */
export function toJson(value: unknown): Uint8Array {
  let text: string | undefined
  try {
    text = JSON.stringify(value)
  } catch {
    // The engine's message names properties of the value, which may be personal data.
  }
  if (text === undefined) throw new EnvelopeError("ENVELOPE_VALUE", "The value has no JSON form: look for bigint, a cycle or undefined.")
  return utf8.encode(text)
}

function randomBlock(): Uint8Array<ArrayBuffer> {
  return globalThis.crypto.getRandomValues(new Uint8Array(16))
}

function prepend(iv: Uint8Array, ciphertext: Uint8Array): Uint8Array {
  const out = new Uint8Array(iv.length + ciphertext.length)
  out.set(iv)
  out.set(ciphertext, iv.length)
  return out
}
