import { toBigInt, toBytes } from "./big-int-bytes.ts"
import { modInverse, modPow } from "./mod-pow.ts"
import type { RsaPrivateNumbers, RsaPublicNumbers } from "./rsa-numbers.ts"

/**
 * RSAES-PKCS1-v1_5 encryption (RFC 8017, section 7.2.1) in plain arithmetic, for runtimes that lack it: WebCrypto never had
 * it. Nothing here is secret but the message, which is mixed with random padding before the arithmetic sees it.
 */
export function pkcs1Encrypt({ n, e, size }: RsaPublicNumbers, message: Uint8Array): Uint8Array<ArrayBuffer> {
  const block = new Uint8Array(size)
  const separator = size - message.length - 1
  block[1] = 2
  fillNonZero(block.subarray(2, separator))
  block.set(message, separator + 1)
  return toBytes(modPow(toBigInt(block), e, n), size)
}

/**
 * The private operation in plain arithmetic. Blinded, so that its time does not follow the ciphertext an attacker chose, and
 * checked, so that a fault in one half of the CRT does not give a factor away (Boneh, DeMillo, Lipton). BigInt operations still
 * take a time that depends on the key: only with `allowVariableTime`.
 */
export function rawDecryptVariableTime(key: RsaPrivateNumbers, ciphertext: Uint8Array): Uint8Array<ArrayBuffer> {
  const { n, e, p, q, dp, dq, qInv, size } = key
  const { factor, inverse } = makeBlinding(key)
  const blinded = (toBigInt(ciphertext) * modPow(factor, e, n)) % n
  const m1 = modPow(blinded % p, dp, p)
  const m2 = modPow(blinded % q, dq, q)
  // % keeps the sign of its left side.
  const h = ((((m1 - m2) * qInv) % p) + p) % p
  const message = m2 + h * q
  if (modPow(message, e, n) !== blinded) throw new Error("the private operation went wrong")
  return toBytes((message * inverse) % n, size)
}

function makeBlinding({ n, size }: RsaPrivateNumbers): { readonly factor: bigint; readonly inverse: bigint } {
  for (;;) {
    const factor = toBigInt(globalThis.crypto.getRandomValues(new Uint8Array(size))) % n
    const inverse = modInverse(factor, n)
    if (inverse !== undefined) return { factor, inverse }
  }
}

/** Random bytes without a zero: zeros are drawn again, so that the others stay equally likely. */
function fillNonZero(target: Uint8Array<ArrayBuffer>): void {
  globalThis.crypto.getRandomValues(target)
  const one = new Uint8Array(1)
  for (let i = 0; i < target.length; i++) {
    while (target[i] === 0) target[i] = globalThis.crypto.getRandomValues(one)[0]!
  }
}
