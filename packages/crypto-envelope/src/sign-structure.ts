import { BitString, Null } from "asn1js"
import type { Sequence } from "asn1js"
import { AlgorithmIdentifier } from "pkijs"
import type { Certificate, CertificationRequest } from "pkijs"
import { EnvelopeError } from "./envelope-error.ts"
import { countBits, readPrivateKey } from "./read-key.ts"
import { outOfRange } from "./subject.ts"

const RSA = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" }
const OID_SHA256_WITH_RSA = "1.2.840.113549.1.1.11"

/** What is needed to sign a certificate or a request: the pair, and the private half for keeping. */
export interface SigningPair {
  readonly privateKey: CryptoKey
  readonly publicKey: CryptoKey
  readonly pkcs8: Uint8Array<ArrayBuffer>
  readonly bits: number
}

/** A new pair. With 4096 bits this takes from a fifth of a second to several. */
export async function makePair(bits: number): Promise<SigningPair> {
  if (bits !== 2048 && bits !== 4096) throw outOfRange("bits", "2048 or 4096")
  const { subtle } = globalThis.crypto
  const algorithm = { ...RSA, modulusLength: bits, publicExponent: Uint8Array.of(1, 0, 1) }
  const { privateKey, publicKey } = await subtle.generateKey(algorithm, true, ["sign", "verify"])
  return { privateKey, publicKey, pkcs8: new Uint8Array(await subtle.exportKey("pkcs8", privateKey)), bits }
}

/** The pair of a key that exists already. Throws `ENVELOPE_KEY` when the text holds something else. */
export async function readPair(text: string, field: string): Promise<SigningPair> {
  const { pkcs8, spki, modulus } = readPrivateKey(text, field)
  const { subtle } = globalThis.crypto
  try {
    const privateKey = await subtle.importKey("pkcs8", pkcs8, RSA, false, ["sign"])
    const publicKey = await subtle.importKey("spki", spki, RSA, true, ["verify"])
    return { privateKey, publicKey, pkcs8, bits: countBits(modulus) }
  } catch {
    throw new EnvelopeError("ENVELOPE_KEY", `${field}: found numbers that are no RSA key, expected an RSA private key.`)
  }
}

/** By hand, since pkijs leaves out the NULL parameters that RFC 4055, section 5 demands; strict readers stumble over that. */
export async function signStructure(structure: Certificate | CertificationRequest, key: CryptoKey): Promise<void> {
  const algorithm = (): AlgorithmIdentifier => new AlgorithmIdentifier({ algorithmId: OID_SHA256_WITH_RSA, algorithmParams: new Null() })
  if ("signature" in structure) structure.signature = algorithm()
  structure.signatureAlgorithm = algorithm()
  // pkijs declares the method of a request protected; it is the only way to the bytes to sign.
  const toBeSigned = (structure as unknown as { encodeTBS: () => Sequence }).encodeTBS()
  const signature = await globalThis.crypto.subtle.sign("RSASSA-PKCS1-v1_5", key, new Uint8Array(toBeSigned.toBER(false)))
  structure.signatureValue = new BitString({ valueHex: signature })
}
