import { randomBytes } from "node:crypto"
import type { Job } from "./foreign.ts"

export type Padding = "PKCS1" | "OAEP-SHA1"
export type KeyName = "partner2048" | "partner4096" | "stranger2048"

/** One vector before a program has made it: what to ask the program for, and how its answers become a body. */
export interface Recipe {
  readonly id: string
  readonly key: "partner2048" | "partner4096"
  readonly accept: readonly Padding[]
  readonly keyBytes: 16 | 32
  /** The JSON text inside, or `undefined` when a reader has to refuse the body. */
  readonly text: string | undefined
  readonly jobs: readonly Job[]
  readonly build: (answers: readonly string[]) => string
}

export const PADDINGS: readonly Padding[] = ["PKCS1", "OAEP-SHA1"]
export const KEY_BYTES = [16, 32] as const
export const PLACES = ["field", "prefix", "plaintext", "field+prefix", "field+plaintext"] as const

export const TEXTS: readonly (readonly [name: string, text: string])[] = [
  ["short", '{"a":1}'],
  ["one block", '{"a":"12345678"}'],
  ["other scripts", JSON.stringify({ success: true, message: "स्वीकृत – ok ₹", BankRRN: "632607000001", ActCode: "0" })],
  ["an array", JSON.stringify([{ UTR: "TEST000000000001", AMOUNT: "1.00" }, null, false, "/"])],
  ["several blocks", JSON.stringify({ Record: Array.from({ length: 9 }, (_, i) => ({ TXNDATE: "02-01-2026", REMARKS: `row ${i}`, AMOUNT: "1.00" })) })]
]

/** Files of certificates that programs read. */
export type CertificateFile = (key: KeyName) => string

/** Envelopes that are right, in every layout. */
export function* validRecipes(file: CertificateFile): Generator<Recipe> {
  for (const key of ["partner2048", "partner4096"] as const)
    for (const padding of PADDINGS)
      for (const keyBytes of KEY_BYTES)
        for (const place of PLACES)
          for (const [name, text] of key === "partner2048" ? TEXTS : TEXTS.slice(2, 3))
            yield {
              id: `${padding}, ${keyBytes}-byte key, iv as ${place}, ${key.replace("partner", "RSA-")}, ${name}`,
              key,
              accept: [padding],
              keyBytes,
              text,
              jobs: [["seal", padding, String(keyBytes), place, file(key), toBase64(text)]],
              build: first
            }
}

const WRAPS: readonly (readonly [name: string, wrap: (base64: string) => string])[] = [
  ["bare", (base64) => base64],
  ["behind r=", (base64) => `r=${base64}`],
  ["as a JSON string", (base64) => `"${base64}"`],
  ["with line breaks", (base64) => base64.replace(/.{64}/g, "$&\n")]
]

/** RSA without AES, of one, two and three blocks, wrapped as it is found. */
export function* validAsymmetric(file: CertificateFile): Generator<Recipe> {
  for (const key of ["partner2048", "partner4096"] as const)
    for (const padding of PADDINGS)
      for (const blocks of [1, 2, 3])
        for (const [name, wrap] of WRAPS) {
          const room = (key === "partner2048" ? 256 : 512) - (padding === "PKCS1" ? 11 : 42)
          // Full blocks but for one byte; the first text of all is full to the last one.
          const text = JSON.stringify({ AGGRID: "TEST", FILL: "x".repeat(room * blocks - '{"AGGRID":"TEST","FILL":""}'.length - (blocks === 1 ? 0 : 1)) })
          const id = `${padding} alone, ${blocks} block${blocks > 1 ? "s" : ""}, ${key.replace("partner", "RSA-")}, ${name}`
          const jobs: readonly Job[] = [["seal-rsa", padding, file(key), toBase64(text)]]
          yield { id, key, accept: [padding], keyBytes: 16, text, jobs, build: ([base64]) => wrap(base64!) }
        }
}

/** RSA without AES, wrong in one place. */
export function* wrongAsymmetric(file: CertificateFile): Generator<Recipe> {
  const text = JSON.stringify({ AGGRID: "TEST", FILL: "x".repeat(250) })
  const damages: readonly (readonly [name: string, damage: (bytes: Buffer) => Buffer])[] = [
    ["last byte missing", (bytes) => bytes.subarray(0, -1)],
    ["last block missing", (bytes) => bytes.subarray(0, -256)],
    ["one byte too many", (bytes) => Buffer.concat([bytes, Buffer.of(0)])],
    ["a bit of the first block flipped", (bytes) => flip(bytes, 100)],
    ["a bit of the last block flipped", (bytes) => flip(bytes, bytes.length - 100)],
    ["blocks exchanged", (bytes) => Buffer.concat([bytes.subarray(256, 512), bytes.subarray(0, 256)])],
    ["first block zero", (bytes) => Buffer.concat([Buffer.alloc(256), bytes.subarray(256)])]
  ]
  for (const padding of PADDINGS) {
    const base = { key: "partner2048", accept: [padding], keyBytes: 16, text: undefined } as const
    const jobs: readonly Job[] = [["seal-rsa", padding, file("partner2048"), toBase64(text)]]
    for (const [name, damage] of damages)
      yield { ...base, id: `${padding} alone: ${name}`, jobs, build: ([base64]) => damage(Buffer.from(base64!, "base64")).toString("base64") }
    const other = padding === "PKCS1" ? "OAEP-SHA1" : "PKCS1"
    yield { ...base, id: `${padding} alone: sealed with ${other}`, jobs: [["seal-rsa", other, file("partner2048"), toBase64(text)]], build: first }
    yield { ...base, id: `${padding} alone: sealed to someone else`, jobs: [["seal-rsa", padding, file("stranger2048"), toBase64(text)]], build: first }
  }
}

export const toBase64 = (text: string | Uint8Array): string => Buffer.from(text as string).toString("base64")
export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex")
export const first = ([answer]: readonly string[]): string => answer!

/** The same bytes with one bit changed. */
export function flip(bytes: Buffer, at: number): Buffer {
  const out = Buffer.from(bytes)
  out[at]! ^= 1 << (at % 8)
  return out
}

/** Printable, as most senders make session keys. */
export function makeKey(count: number): Buffer {
  return Buffer.from(randomBytes(count).toString("base64url").slice(0, count))
}
