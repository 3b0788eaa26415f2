import { toBigInt } from "./big-int-bytes.ts"
import { derContent, readDer, readDerChildren } from "./der.ts"
import type { RsaPrivateKeyData, RsaPublicKeyData } from "./read-key.ts"

/** An RSA public key as numbers. */
export interface RsaPublicNumbers {
  readonly n: bigint
  readonly e: bigint
  /** Bytes of the modulus: of every block. */
  readonly size: number
}

/** An RSA private key as numbers (RFC 8017, appendix A.1.2). */
export interface RsaPrivateNumbers extends RsaPublicNumbers {
  readonly d: bigint
  readonly p: bigint
  readonly q: bigint
  readonly dp: bigint
  readonly dq: bigint
  readonly qInv: bigint
}

/** Takes the numbers out of a SubjectPublicKeyInfo that read-key.ts has made. */
export function readPublicNumbers({ spki, modulus }: RsaPublicKeyData): RsaPublicNumbers {
  const [, bits] = readDerChildren(spki, readDer(spki, 0)!)!
  // The first byte of a BIT STRING counts unused bits.
  const [n = 0n, e = 0n] = readIntegers(derContent(spki, bits!).subarray(1))
  return { n, e, size: modulus.length }
}

/** Takes the numbers out of an RSAPrivateKey; missing ones are 0, which {@link isWholePrivate} finds. */
export function readPrivateNumbers({ pkcs1, modulus }: RsaPrivateKeyData): RsaPrivateNumbers {
  const [, n = 0n, e = 0n, d = 0n, p = 0n, q = 0n, dp = 0n, dq = 0n, qInv = 0n] = readIntegers(pkcs1)
  return { n, e, d, p, q, dp, dq, qInv, size: modulus.length }
}

/**
 * Whether the numbers can be a public key. Engines judge differently, and their refusals cannot be told from their own
 * faults; so the key is judged here, and whatever an engine throws afterwards is the runtime's trouble, not the user's.
 */
export function isWholePublic({ n, e }: RsaPublicNumbers): boolean {
  return (n & 1n) === 1n && (e & 1n) === 1n && e >= 3n && e < n
}

/** Whether all parts of a private key belong together: the equations of RFC 8017, section 3.2. */
export function isWholePrivate(key: RsaPrivateNumbers): boolean {
  const { n, e, d, p, q, dp, dq, qInv } = key
  if (!isWholePublic(key) || p < 3n || q < 3n || p * q !== n) return false
  const inverts = (exponent: bigint, prime: bigint) => (e * exponent) % (prime - 1n) === 1n && d % (prime - 1n) === exponent
  return inverts(dp, p) && inverts(dq, q) && (qInv * q) % p === 1n
}

function readIntegers(sequence: Uint8Array): readonly bigint[] {
  const root = readDer(sequence, 0)
  return ((root && readDerChildren(sequence, root)) ?? []).map((node) => toBigInt(derContent(sequence, node)))
}
