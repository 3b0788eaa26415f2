import { andThen } from "./crypto-engine.ts"
import type { AesCbc, Base64, Eventually } from "./crypto-engine.ts"
import { acceptedBy } from "./envelope-profile.ts"
import type { EnvelopeProfile } from "./envelope-profile.ts"
import { fits, openSessionKey } from "./private-half.ts"
import type { PrivateHalf } from "./private-half.ts"
import { readEnvelope, startsWith } from "./read-envelope.ts"
import type { SealedParts } from "./read-envelope.ts"
import { readPkcs7 } from "./unpad-pkcs7.ts"

/** What {@link openBody} needs, prepared once per envelope. */
export interface Opener {
  readonly profile: EnvelopeProfile
  readonly aes: AesCbc
  readonly base64: Base64
  /** The current private key first, then the previous one, if there is one. */
  readonly halves: readonly PrivateHalf[]
}

/** The opened value. */
export interface Opened {
  /** `false`: it came as plain JSON, which anyone on the way can have read and written. */
  readonly sealed: boolean
  readonly value: unknown
}

const utf8 = new TextDecoder("utf-8", { fatal: true })

/**
 * Opens a body; `undefined` for every failure, so that the caller has nothing to tell failures apart by. Once the private
 * operation has run, all paths run to the end: a malformed RSA block turns into a fallback key, AES runs with it, the
 * padding of whatever comes out is read without a branch, and the JSON parser sees the result.
 */
export function openBody({ profile, aes, base64, halves }: Opener, body: string): Eventually<Opened | undefined> {
  const parts = readEnvelope(body, base64)
  if (parts === undefined) return undefined
  if ("plain" in parts) return { sealed: false, value: parts.plain }
  if (!acceptedBy(profile).includes(parts.padding)) return undefined
  return openWithEach(halves.filter((half) => fits(half, parts.encryptedKey)), (half) => openSealed(half, aes, parts, profile))
}

/**
 * During a rotation every message is opened with both keys, to the end, and each key for itself: which of them fits, or that
 * none does, is seen only when all the work is done. (A number that is not below a key's modulus is left out before: everybody
 * who holds the two certificates knows that.)
 */
export function openWithEach(
  halves: readonly PrivateHalf[],
  open: (half: PrivateHalf) => Eventually<Opened | undefined>
): Eventually<Opened | undefined> {
  const [first, ...others] = halves
  if (first === undefined) return undefined
  if (others.length === 0) return open(first)
  return Promise.all(halves.map(async (half) => open(half))).then((results) => results.find((opened) => opened !== undefined))
}

/** Text that must be JSON; `undefined` for anything else, and for data that was `wrong` before. */
export function parseJson(bytes: Uint8Array, wrong: number): Opened | undefined {
  try {
    const value: unknown = JSON.parse(utf8.decode(bytes))
    return wrong === 0 ? { sealed: true, value } : undefined
  } catch {
    return undefined
  }
}

function openSealed(half: PrivateHalf, aes: AesCbc, parts: SealedParts, profile: EnvelopeProfile): Eventually<Opened | undefined> {
  const { padding, encryptedKey, iv, ciphertext } = parts
  return andThen(openSessionKey(half, padding, encryptedKey, profile.sessionKey.bytes), (key) =>
    andThen(aes.decryptRaw(key, iv, ciphertext), (padded) => {
      key.fill(0)
      const { length, wrong } = readPkcs7(padded)
      const plaintext = padded.subarray(0, length)
      // Some senders encrypt the IV in front of the JSON as well.
      return parseJson(startsWith(plaintext, iv) ? plaintext.subarray(iv.length) : plaintext, wrong)
    })
  )
}
