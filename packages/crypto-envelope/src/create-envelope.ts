import type { DecryptionPool, Eventually } from "./crypto-engine.ts"
import { EnvelopeError } from "./envelope-error.ts"
import { checkProfile } from "./envelope-profile.ts"
import type { EnvelopeProfile } from "./envelope-profile.ts"
import { openAsymmetric } from "./open-asymmetric.ts"
import { openBody } from "./open-body.ts"
import type { Opened, Opener } from "./open-body.ts"
import { pickEngines } from "./pick-engine.ts"
import { prepareKeys } from "./prepare-keys.ts"
import { readPrivateKey, readPublicKey } from "./read-key.ts"
import { sealAsymmetric } from "./seal-asymmetric.ts"
import type { AsymmetricOptions } from "./seal-asymmetric.ts"
import { sealValue } from "./seal-value.ts"
import type { EnvelopeFields } from "./seal-value.ts"

/** What {@link createEnvelope} takes. */
export interface EnvelopeOptions {
  /** The other side's certificate or public key, PEM. What we seal, only they can open. */
  readonly recipientCertificate: string
  /** Our private key, PEM: PKCS#8 or PKCS#1, not encrypted. Opens what is sealed to our certificate. */
  readonly privateKey: string
  /**
   * The key that `privateKey` has replaced, while the bank may still seal to its certificate. Both are then tried on every
   * message, so opening takes twice the time; leave it out when the change is over.
   */
  readonly previousPrivateKey?: string
  readonly profile: EnvelopeProfile
  /**
   * Opens PKCS1 by plain BigInt arithmetic where the runtime has no RSA private operation of its own (browsers, Workers
   * without Node compatibility). It is blinded, and its time still depends on the private key: who can make you open messages
   * and measure you may learn the key. Without effect where node:crypto is there.
   */
  readonly allowVariableTime?: boolean
  /** Threads for the private operation, such as `createNodePool` of `/node-pool` makes. Yours to close. */
  readonly pool?: DecryptionPool
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
  /**
   * Seals a JSON object by RSA alone, as the text/plain APIs want it (corporate banking, merchant UPI of the first
   * generation): base64 of blocks as long as the recipient's key, padded as `profile.rsa` says.
   *
   * @param value an object or an array
   * @throws EnvelopeError `ENVELOPE_VALUE` when the value is no object, or needs more blocks than `maxBlocks`
   */
  sealAsymmetric(value: unknown, options?: AsymmetricOptions): Promise<string>
  /**
   * Opens what an API of RSA alone answers or posts: base64 of one or more blocks, also in quotes, behind `r=`, with line
   * breaks; and, as {@link Envelope.open} does, an envelope or a plain JSON object.
   *
   * @param body the HTTP body as received
   * @throws EnvelopeError `ENVELOPE_OPEN_FAILED` with one message and no cause, whatever went wrong
   */
  openAsymmetric(body: string): Promise<Opened>
}

/**
 * Makes an envelope for one pair of parties, in the layouts of the bank: JSON under AES-CBC, and the AES key under the
 * recipient's RSA key; or RSA alone.
 *
 * @example
 * ```ts
 * const envelope = await createEnvelope({ recipientCertificate, privateKey, profile: profiles.composite })
 * const body = await envelope.seal({ tranRefNo: "T1A00000000001" }, { service: "LOP" })
 * const { value } = await envelope.open(await post(body))
 * ```
 *
 * @throws EnvelopeError `ENVELOPE_KEY` when a key is not whole, `ENVELOPE_PROFILE`, or `ENVELOPE_RUNTIME` when the runtime
 * cannot do what the profile needs
 */
export async function createEnvelope(options: EnvelopeOptions): Promise<Envelope> {
  const { profile, previousPrivateKey, allowVariableTime = false, pool } = options
  checkProfile(profile)
  const recipientData = readPublicKey(options.recipientCertificate, "recipientCertificate")
  const privates = [{ field: "privateKey", data: readPrivateKey(options.privateKey, "privateKey") }]
  if (previousPrivateKey !== undefined)
    privates.push({ field: "previousPrivateKey", data: readPrivateKey(previousPrivateKey, "previousPrivateKey") })
  refuseClosed(pool)
  const needs = { profile, recipient: recipientData, privates, allowVariableTime, pool }
  const { engine, recipient, halves } = await prepareKeys(await pickEngines(), needs)
  const { aes, base64 } = engine
  const opener: Opener = { profile, aes, base64, halves }
  const sealer = { profile, aes, base64, recipient, blockBytes: recipientData.modulus.length }
  return Object.freeze({
    seal: (value: unknown, fields: EnvelopeFields = {}) => sealValue(sealer, value, fields),
    open: (body: string) => openOrReject(openBody, opener, body, pool),
    sealAsymmetric: (value: unknown, asymmetric: AsymmetricOptions = {}) => sealAsymmetric(sealer, value, asymmetric),
    openAsymmetric: (body: string) => openOrReject(openAsymmetric, opener, body, pool)
  })
}

/** The one place that raises `ENVELOPE_OPEN_FAILED`, always after one await, so that not even the stack differs. */
async function openOrReject(open: Open, opener: Opener, body: string, pool: DecryptionPool | undefined): Promise<Opened> {
  refuseClosed(pool)
  const opened = await openOrNothing(open, opener, body)
  if (opened === undefined) throw new EnvelopeError("ENVELOPE_OPEN_FAILED", "The message could not be opened.")
  return opened
}

type Open = (opener: Opener, body: string) => Eventually<Opened | undefined>

function openOrNothing(open: Open, opener: Opener, body: string): Eventually<Opened | undefined> {
  try {
    const opened = open(opener, body)
    return opened instanceof Promise ? opened.catch(() => undefined) : opened
  } catch {
    return undefined
  }
}

/** Known before any message is looked at, so it may have an error of its own. */
function refuseClosed(pool: DecryptionPool | undefined): void {
  if (pool?.closed === true) throw new EnvelopeError("ENVELOPE_RUNTIME", "The pool is closed: opening needs its threads.")
}
