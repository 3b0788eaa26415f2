import type { CryptoEngine, DecryptionKey } from "./crypto-engine.ts"
import { EnvelopeError } from "./envelope-error.ts"
import { checkProfile } from "./envelope-profile.ts"
import type { EnvelopeProfile } from "./envelope-profile.ts"
import { openBody } from "./open-body.ts"
import type { Opened, Opener } from "./open-body.ts"
import { pickEngine } from "./pick-engine.ts"
import { readPrivateKey, readPublicKey } from "./read-key.ts"
import type { RsaPrivateKeyData } from "./read-key.ts"
import { sealValue } from "./seal-value.ts"
import type { EnvelopeFields } from "./seal-value.ts"
import { unpadPkcs1 } from "./unpad-pkcs1.ts"

/** What {@link createEnvelope} takes. */
export interface EnvelopeOptions {
  /** The other side's certificate or public key, PEM. What we seal, only they can open. */
  readonly recipientCertificate: string
  /** Our private key, PEM: PKCS#8 or PKCS#1, not encrypted. Opens what is sealed to our certificate. */
  readonly privateKey: string
  readonly profile: EnvelopeProfile
}

/** Seals requests and opens replies. Holds the parsed keys: make one and keep it. */
export interface Envelope {
  /**
   * Seals a JSON value under a new AES key and IV.
   *
   * @param value anything `JSON.stringify` takes
   * @param fields envelope fields that travel in the clear; `""` unless given
   * @returns the HTTP body, JSON text
   * @throws EnvelopeError `ENVELOPE_VALUE` when the value has no JSON form
   */
  seal(value: unknown, fields?: EnvelopeFields): Promise<string>
  /**
   * Opens a reply. `sealed: false` means that the bank sent a plain JSON object, as it does for some errors: such a value
   * has been seen and could have been written by anyone on the way.
   *
   * @param body the HTTP body as received
   * @throws EnvelopeError `ENVELOPE_OPEN_FAILED` with one message and no cause, whatever went wrong
   */
  open(body: string): Promise<Opened>
}

/**
 * Makes an envelope for one pair of parties, in the layout of the bank's hybrid encryption: JSON under AES-CBC, and the
 * AES key under the recipient's RSA key.
 *
 * @example
 * ```ts
 * const envelope = await createEnvelope({ recipientCertificate, privateKey, profile: profiles.composite })
 * const body = await envelope.seal({ tranRefNo: "T1A00000000001" }, { service: "LOP" })
 * const { value } = await envelope.open(await post(body))
 * ```
 *
 * @throws EnvelopeError `ENVELOPE_KEY`, `ENVELOPE_PROFILE` or `ENVELOPE_RUNTIME`
 */
export async function createEnvelope(options: EnvelopeOptions): Promise<Envelope> {
  const { profile } = options
  checkProfile(profile)
  const recipientData = readPublicKey(options.recipientCertificate, "recipientCertificate")
  const privateData = readPrivateKey(options.privateKey, "privateKey")
  const engine = await pickEngine()
  const recipient = await importOrRefuse("recipientCertificate", () => engine.rsa.importRecipient(recipientData))
  const opener = await createOpener(engine, privateData, profile)
  const sealer = { profile, aes: engine.aes, base64: engine.base64, recipient }
  return Object.freeze({
    seal: (value: unknown, fields: EnvelopeFields = {}) => sealValue(sealer, value, fields),
    open: (body: string) => openOrReject(opener, body)
  })
}

/** The one place that raises `ENVELOPE_OPEN_FAILED`, always after one await, so that not even the stack differs. */
async function openOrReject(opener: Opener, body: string): Promise<Opened> {
  const opened = await openBody(opener, body).catch(() => undefined)
  if (opened === undefined) throw new EnvelopeError("ENVELOPE_OPEN_FAILED", "The message could not be opened.")
  return opened
}

/** Prepares opening: checks the private key once, and derives what stands in for an unreadable session key. */
export async function createOpener({ rsa, aes, base64 }: CryptoEngine, data: RsaPrivateKeyData, profile: EnvelopeProfile): Promise<Opener> {
  const key = await importOrRefuse("privateKey", () => rsa.importDecryption(data))
  if (!(await decryptsOwn(rsa, key, data)))
    throw new EnvelopeError("ENVELOPE_KEY", "privateKey: found an RSA key whose parts do not belong together, expected a whole one.")
  const derive = await rsa.importHmacSha256(new TextEncoder().encode("hundi envelope fallback 1"))
  const makeFallback = await rsa.importHmacSha256(await derive(data.pkcs1))
  return { profile, rsa, aes, base64, key, modulus: data.modulus, makeFallback }
}

/** A known answer through the whole RSA path. Finds a damaged key, and a runtime whose raw operation is not raw. */
async function decryptsOwn(rsa: CryptoEngine["rsa"], key: DecryptionKey, data: RsaPrivateKeyData): Promise<boolean> {
  const message = Uint8Array.from({ length: 16 }, (_, i) => i + 1)
  try {
    const publicHalf = await rsa.importRecipient(data)
    const block = await key.rawDecrypt(await publicHalf.pkcs1Encrypt(message))
    const opened = unpadPkcs1(block, message.length, new Uint8Array(32))
    return block.length === data.modulus.length && opened.every((byte, i) => byte === message[i])
  } catch {
    return false
  }
}

async function importOrRefuse<T>(field: string, importKey: () => T | Promise<T>): Promise<T> {
  try {
    return await importKey()
  } catch {
    throw new EnvelopeError("ENVELOPE_KEY", `${field}: found an RSA key that this runtime refuses, expected a whole one.`)
  }
}
