import type { CryptoEngine, DecryptionKey, DecryptionPool, RecipientKey } from "./crypto-engine.ts"
import { EnvelopeError } from "./envelope-error.ts"
import { acceptedBy } from "./envelope-profile.ts"
import type { EnvelopeProfile, RsaPadding } from "./envelope-profile.ts"
import { canOpen, createPrivateHalf, openSessionKey } from "./private-half.ts"
import type { PrivateHalf } from "./private-half.ts"
import type { RsaPrivateKeyData, RsaPublicKeyData } from "./read-key.ts"
import { isWholePrivate, isWholePublic, readPrivateNumbers, readPublicNumbers } from "./rsa-numbers.ts"

/** What {@link prepareKeys} takes. */
export interface KeyNeeds {
  readonly profile: EnvelopeProfile
  readonly recipient: RsaPublicKeyData
  /** The current private key first. */
  readonly privates: readonly { readonly field: string; readonly data: RsaPrivateKeyData }[]
  readonly allowVariableTime: boolean
  readonly pool: DecryptionPool | undefined
}

/** The keys, imported into the first engine that passed its test with them. */
export interface PreparedKeys {
  readonly engine: CryptoEngine
  readonly recipient: RecipientKey
  readonly halves: readonly PrivateHalf[]
}

/**
 * Judges the keys by arithmetic, then tries the engines on them. In this order, since an engine's exception does not say
 * whose fault it is: a key that passed the arithmetic is whole, and what fails after that is the runtime.
 */
export async function prepareKeys(engines: readonly CryptoEngine[], needs: KeyNeeds): Promise<PreparedKeys> {
  if (!isWholePublic(readPublicNumbers(needs.recipient))) throw notWhole("recipientCertificate", "that cannot encrypt")
  for (const { field, data } of needs.privates)
    if (!isWholePrivate(readPrivateNumbers(data))) throw notWhole(field, "whose parts do not belong together")
  for (const engine of engines) {
    const prepared = await prepare(engine, needs).catch(() => undefined)
    if (prepared !== undefined) return prepared
  }
  throw noEngine(needs)
}

async function prepare(engine: CryptoEngine, needs: KeyNeeds): Promise<PreparedKeys | undefined> {
  const paddings = acceptedBy(needs.profile)
  const recipient = await engine.rsa.importRecipient(needs.recipient)
  const halves: PrivateHalf[] = []
  for (const { data } of needs.privates) {
    const half = await createPrivateHalf(engine, await importDecryption(engine, data, needs), data)
    for (const padding of paddings) if (!(await opensOwn(engine, half, padding, data))) return undefined
    halves.push(half)
  }
  return { engine, recipient, halves }
}

async function importDecryption({ rsa }: CryptoEngine, data: RsaPrivateKeyData, needs: KeyNeeds): Promise<DecryptionKey> {
  const { pool, allowVariableTime, profile } = needs
  const paddings = acceptedBy(profile)
  return pool === undefined ? rsa.importDecryption(data, { paddings, allowVariableTime }) : pool.importPrivateKey(data.pkcs8)
}

/** A round trip with the caller's own key. Finds, among others, a runtime whose raw operation is not raw. */
async function opensOwn({ rsa }: CryptoEngine, half: PrivateHalf, padding: RsaPadding, data: RsaPrivateKeyData): Promise<boolean> {
  if (!canOpen(half, padding)) return false
  const message = Uint8Array.from({ length: 16 }, (_, i) => i + 1)
  const publicHalf = await rsa.importRecipient(data)
  const sealed = await (padding === "PKCS1" ? publicHalf.pkcs1Encrypt(message) : publicHalf.oaepSha1Encrypt(message))
  const opened = await openSessionKey(half, padding, sealed, message.length)
  return sealed.length === data.modulus.length && opened.every((byte, i) => byte === message[i])
}

function notWhole(field: string, found: string): EnvelopeError {
  return new EnvelopeError("ENVELOPE_KEY", `${field}: found an RSA key ${found}, expected a whole one.`)
}

function noEngine({ profile, allowVariableTime, pool }: KeyNeeds): EnvelopeError {
  if (pool !== undefined) return new EnvelopeError("ENVELOPE_RUNTIME", "The threads of the pool do not start, or cannot do RSA.")
  const pkcs1 = acceptedBy(profile).includes("PKCS1")
  const advice =
    pkcs1 && !allowVariableTime
      ? "To open PKCS1 here, set allowVariableTime: true, at the risk that who can measure the time of many replies learns your private key." +
        " Safer: a runtime with node:crypto (Node, Deno, Bun, Workers with nodejs_compat), or OAEP-SHA1 alone."
      : "Use Node 22.19 or later."
  return new EnvelopeError("ENVELOPE_RUNTIME", `This runtime has no working RSA private operation for ${pkcs1 ? "PKCS1" : "OAEP-SHA1"}. ${advice}`)
}
