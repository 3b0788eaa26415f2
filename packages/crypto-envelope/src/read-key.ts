import {
  DER_BIT_STRING,
  DER_CONTEXT_0,
  DER_INTEGER,
  DER_OCTET_STRING,
  DER_OID,
  DER_SEQUENCE,
  derContent,
  readDer,
  readDerChildren,
  writeDer
} from "./der.ts"
import type { DerNode } from "./der.ts"
import { EnvelopeError } from "./envelope-error.ts"
import { readPem } from "./read-pem.ts"
import type { PemBlock } from "./read-pem.ts"

/** An RSA public key in the one form that engines take. */
export interface RsaPublicKeyData {
  /** DER SubjectPublicKeyInfo. */
  readonly spki: Uint8Array<ArrayBuffer>
  /** Big-endian, without leading zeros. */
  readonly modulus: Uint8Array
}

/** An RSA private key in the one form that engines take, with its public half. */
export interface RsaPrivateKeyData extends RsaPublicKeyData {
  /** DER PrivateKeyInfo (PKCS#8). */
  readonly pkcs8: Uint8Array<ArrayBuffer>
  /** DER RSAPrivateKey (PKCS#1): the same bytes whatever wrapper the key came in. */
  readonly pkcs1: Uint8Array
}

/** `AlgorithmIdentifier` of rsaEncryption: OID 1.2.840.113549.1.1.1 and NULL parameters. */
const RSA_ALGORITHM = Uint8Array.of(0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00)
const RSA_OID = RSA_ALGORITHM.subarray(4, 13)
const VERSION_0 = Uint8Array.of(DER_INTEGER, 1, 0)
const MIN_BITS = 2048
const MAX_BITS = 8192

/**
 * Reads the recipient's RSA key from a certificate, an SPKI or a PKCS#1 public key. The bytes decide, not the PEM label.
 * Throws `ENVELOPE_KEY`, naming what was found and what is expected.
 */
export function readPublicKey(text: string, field: string): RsaPublicKeyData {
  const expected = "an RSA certificate or public key"
  const { kind, der, root } = readStructure(text, field, expected, ["certificate", "public key", "PKCS#1 public key"])
  if (kind === "certificate") return fromSpki(der, certificateSpki(der, root), field, expected)
  if (kind === "public key") return fromSpki(der, root, field, expected)
  if (kind === "PKCS#1 public key") return fromPkcs1Public(der, field)
  throw wrongKind(field, describe(kind), expected)
}

/** Reads our RSA private key from PKCS#8 or PKCS#1. Throws `ENVELOPE_KEY`, naming what was found and what is expected. */
export function readPrivateKey(text: string, field: string): RsaPrivateKeyData {
  const expected = "an unencrypted RSA private key (PKCS#8 or PKCS#1)"
  const { kind, der, root } = readStructure(text, field, expected, ["private key", "PKCS#1 private key"])
  if (kind === "PKCS#1 private key") return fromPkcs1Private(der, field)
  if (kind !== "private key") throw wrongKind(field, describe(kind), expected)
  const [, algorithm, inner] = readDerChildren(der, root) ?? []
  if (!isRsa(der, algorithm)) throw wrongKind(field, "a private key that is not RSA", expected)
  return fromPkcs1Private(derContent(der, inner!), field)
}

/** Reads a certificate of an RSA key: its DER and the key's size. Throws `ENVELOPE_KEY`, naming what was found. */
export function readCertificate(text: string, field: string): { readonly der: Uint8Array<ArrayBuffer>; readonly bits: number } {
  const expected = "an RSA certificate"
  const { kind, der, root } = readStructure(text, field, expected, ["certificate"])
  if (kind !== "certificate") throw wrongKind(field, describe(kind), expected)
  const { modulus } = fromSpki(der, certificateSpki(der, root), field, expected)
  return { der, bits: countBits(modulus) }
}

/** Everything in a text that can be told apart, in its order; words stand for what cannot be looked into. */
export function listStructures(text: string): readonly (Structure | string)[] {
  return readPem(text).map(parseBlock)
}

/** What a DER structure turned out to be. */
export type Kind =
  | "certificate"
  | "certificate request"
  | "public key"
  | "private key"
  | "encrypted private key"
  | "PKCS#12 file"
  | "PKCS#1 public key"
  | "PKCS#1 private key"
  | "EC private key"
  | "unknown structure"

/** One DER structure of a text. */
export interface Structure {
  readonly kind: Kind
  readonly der: Uint8Array<ArrayBuffer>
  readonly root: DerNode
}

/** The first block of a wanted kind, else the first one: files often hold a certificate and its key, or a whole chain. */
function readStructure(text: unknown, field: string, expected: string, wanted: readonly Kind[]): Structure {
  if (typeof text !== "string") throw wrongKind(field, `a value of type ${typeof text}`, expected)
  const structures = listStructures(text)
  const found = structures.find((one) => typeof one !== "string" && wanted.includes(one.kind)) ?? structures[0]
  if (found === undefined) throw wrongKind(field, text.trim() === "" ? "an empty text" : "a text without PEM or base64", expected)
  if (typeof found === "string") throw wrongKind(field, found, expected)
  return found
}

/** What a block holds, or words for why it cannot be looked into. */
function parseBlock({ label, der }: PemBlock): Structure | string {
  // Encrypted in the way of RFC 1421: not even a structure is to be seen.
  if (label === "ENCRYPTED PRIVATE KEY" && der.length === 0) return "an encrypted private key"
  const root = readDer(der, 0)
  if (root === undefined || root.tag !== DER_SEQUENCE || root.end !== der.length) return "damaged or unknown data"
  return { kind: classify(der, root), der, root }
}

/** Tells the structures apart by the types of their first elements. */
function classify(der: Uint8Array, root: DerNode): Kind {
  const children = readDerChildren(der, root) ?? []
  const tags = children.map((child) => child.tag)
  const [first, second] = tags
  if (first === DER_INTEGER && second === DER_SEQUENCE && tags[2] === DER_OCTET_STRING) return "private key"
  if (first === DER_INTEGER && tags.length >= 9 && tags.every((tag) => tag === DER_INTEGER)) return "PKCS#1 private key"
  if (first === DER_INTEGER && second === DER_INTEGER && tags.length === 2) return "PKCS#1 public key"
  if (first === DER_INTEGER && second === DER_OCTET_STRING) return "EC private key"
  if (first === DER_INTEGER && second === DER_SEQUENCE && isPkcs12(der, children[0]!)) return "PKCS#12 file"
  if (first !== DER_SEQUENCE) return "unknown structure"
  if (second === DER_OCTET_STRING && tags.length === 2) return "encrypted private key"
  if (second === DER_BIT_STRING && tags.length === 2) return "public key"
  if (second !== DER_SEQUENCE || tags[2] !== DER_BIT_STRING || tags.length !== 3) return "unknown structure"
  const inner = (readDerChildren(der, children[0]!) ?? []).map((child) => child.tag)
  // A request is version, name, key, attributes; a certificate has its validity, a SEQUENCE, in fourth place at the latest.
  if (inner[0] === DER_CONTEXT_0 || inner[3] === DER_SEQUENCE) return "certificate"
  return inner[0] === DER_INTEGER ? "certificate request" : "unknown structure"
}

/** PFX: version 3 (RFC 7292, section 4). */
function isPkcs12(der: Uint8Array, version: DerNode): boolean {
  const content = derContent(der, version)
  return content.length === 1 && content[0] === 3
}

/** TBSCertificate: optional [0] version, serial, signature algorithm, issuer, validity, subject, then the key (RFC 5280). */
function certificateSpki(der: Uint8Array, root: DerNode): DerNode | undefined {
  const tbs = readDerChildren(der, root)?.[0]
  const parts = tbs && readDerChildren(der, tbs)
  return parts?.[parts[0]?.tag === DER_CONTEXT_0 ? 6 : 5]
}

function fromSpki(der: Uint8Array, node: DerNode | undefined, field: string, expected: string): RsaPublicKeyData {
  const [algorithm, bits] = (node && readDerChildren(der, node)) ?? []
  if (bits === undefined) throw wrongKind(field, "damaged or unknown data", expected)
  if (!isRsa(der, algorithm)) throw wrongKind(field, "a key that is not RSA", expected)
  // The first byte of a BIT STRING counts unused bits: none in a key.
  return fromPkcs1Public(derContent(der, bits).subarray(1), field)
}

function fromPkcs1Public(pkcs1: Uint8Array, field: string): RsaPublicKeyData {
  const root = readDer(pkcs1, 0)
  const [n, e] = (root && readDerChildren(pkcs1, root)) ?? []
  if (n?.tag !== DER_INTEGER || e?.tag !== DER_INTEGER) throw wrongKind(field, "damaged or unknown data", "an RSA key")
  return toPublic(pkcs1, n, e, field)
}

function fromPkcs1Private(pkcs1: Uint8Array, field: string): RsaPrivateKeyData {
  const root = readDer(pkcs1, 0)
  const [, n, e, d] = (root && readDerChildren(pkcs1, root)) ?? []
  if (n?.tag !== DER_INTEGER || e?.tag !== DER_INTEGER || d === undefined) throw wrongKind(field, "damaged or unknown data", "an RSA key")
  const pkcs8 = writeDer(DER_SEQUENCE, VERSION_0, RSA_ALGORITHM, writeDer(DER_OCTET_STRING, pkcs1))
  return { ...toPublic(pkcs1, n, e, field), pkcs8, pkcs1 }
}

function toPublic(der: Uint8Array, n: DerNode, e: DerNode, field: string): RsaPublicKeyData {
  const modulus = trimZeros(derContent(der, n))
  const bits = countBits(modulus)
  if (bits < MIN_BITS || bits > MAX_BITS)
    throw wrongKind(field, `an RSA key of ${bits} bits`, `${MIN_BITS} to ${MAX_BITS} bits, and the bank asks for 4096`)
  const pkcs1 = writeDer(DER_SEQUENCE, der.subarray(n.start, n.end), der.subarray(e.start, e.end))
  return { spki: writeDer(DER_SEQUENCE, RSA_ALGORITHM, writeDer(DER_BIT_STRING, Uint8Array.of(0), pkcs1)), modulus: modulus.slice() }
}

/** Bits of a modulus without leading zeros. */
export function countBits(modulus: Uint8Array): number {
  return modulus.length === 0 ? 0 : modulus.length * 8 - Math.clz32(modulus[0]!) + 24
}

function isRsa(der: Uint8Array, algorithm: DerNode | undefined): boolean {
  const oid = algorithm && readDerChildren(der, algorithm)?.[0]
  if (oid?.tag !== DER_OID) return false
  const bytes = derContent(der, oid)
  return bytes.length === RSA_OID.length && bytes.every((byte, i) => byte === RSA_OID[i])
}

function trimZeros(bytes: Uint8Array): Uint8Array {
  const start = bytes.findIndex((byte) => byte !== 0)
  return start === -1 ? new Uint8Array(0) : bytes.subarray(start)
}

function describe(kind: Kind): string {
  return `${/^[aeiouE]/.test(kind) ? "an" : "a"} ${kind}`
}

function wrongKind(field: string, found: string, expected: string): EnvelopeError {
  return new EnvelopeError("ENVELOPE_KEY", `${field}: found ${found}, expected ${expected}.`)
}
