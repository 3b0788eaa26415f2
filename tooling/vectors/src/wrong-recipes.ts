import { randomBytes } from "node:crypto"
import { KEY_BYTES, PADDINGS, TEXTS, first, flip, hex, makeKey, toBase64 } from "./recipes.ts"
import type { CertificateFile, Padding, Recipe } from "./recipes.ts"
import type { ForeignName, Job } from "./foreign.ts"

type Base = Omit<Recipe, "id" | "jobs" | "build">
const RSA_BYTES = 256
const TEXT = TEXTS[2]![1]
const refused = (padding: Padding, keyBytes: 16 | 32): Base => ({ key: "partner2048", accept: [padding], keyBytes, text: undefined })

/** Envelopes that a reader has to refuse, each wrong in one place. */
export function* wrongRecipes(name: ForeignName, file: CertificateFile): Generator<Recipe> {
  for (const keyBytes of KEY_BYTES) {
    yield* wrongBlocks(keyBytes, file)
    yield* wrongLengths(keyBytes, file)
    yield* wrongCbc(keyBytes, file)
    for (const padding of PADDINGS) yield* wrongFields(padding, keyBytes, file)
    // PHP before 8.5 offers no hash but SHA-1.
    if (name !== "php") yield* wrongOaep(keyBytes, file)
  }
}

/** EM = 00 02 PS 00 M (RFC 8017, section 7.2.1), broken in one byte. The data is under the key that a careless reader would find. */
function* wrongBlocks(keyBytes: 16 | 32, file: CertificateFile): Generator<Recipe> {
  const separator = RSA_BYTES - keyBytes - 1
  const faults: readonly (readonly [name: string, at: number, value: number])[] = [
    ["first byte 1", 0, 1],
    ["block type 0", 1, 0],
    ["block type 1", 1, 1],
    ["block type 3", 1, 3],
    ["zero in the first byte of the padding", 2, 0],
    ["zero in the eighth byte of the padding", 9, 0],
    ["zero in the last byte of the padding", separator - 1, 0],
    ["no separator", separator, 1]
  ]
  for (const [name, at, value] of faults) {
    const key = makeKey(keyBytes)
    const block = pkcs1Block(key)
    block[at] = value
    yield fromParts(`PKCS1, ${keyBytes}-byte key: ${name}`, refused("PKCS1", keyBytes), key, ["raw", file("partner2048"), hex(block)])
  }
}

/** Session keys of another length than the pinned one. */
function* wrongLengths(keyBytes: 16 | 32, file: CertificateFile): Generator<Recipe> {
  for (const count of [0, 1, 8, 15, 16, 17, 24, 31, 32, 33].filter((one) => one !== keyBytes)) {
    const message = randomBytes(count)
    const used = count === 16 || count === 32 ? message : Buffer.concat([message, Buffer.alloc(32)]).subarray(0, keyBytes)
    const job: Job = ["raw", file("partner2048"), hex(pkcs1Block(message))]
    yield fromParts(`PKCS1: session key of ${count} bytes where ${keyBytes} are due`, refused("PKCS1", keyBytes), used, job)
  }
}

function* wrongCbc(keyBytes: 16 | 32, file: CertificateFile): Generator<Recipe> {
  const json = Buffer.from('{"a":1,"b":2}   ')
  const tail = (...bytes: readonly number[]): Buffer => Buffer.concat([json.subarray(0, 16 - bytes.length), Buffer.from(bytes)])
  const plaintexts: readonly (readonly [name: string, plaintext: Buffer])[] = [
    ["padding 0", tail(3, 3, 0)],
    ["padding 17", tail(17)],
    ["padding 255", tail(255)],
    ["first padding byte differs", tail(2, 3, 3)],
    ["middle padding byte differs", tail(3, 2, 3)],
    ["spaces for padding", tail(32, 32, 32)],
    ["nothing but padding", Buffer.alloc(16, 16)],
    ["the text is no JSON", pad(Buffer.from("SUCCESS"))],
    ["the text is not UTF-8", pad(Buffer.from([0x22, 0xff, 0xfe, 0x22]))],
    ["the text has an overlong form", pad(Buffer.from([0x22, 0xc0, 0xaf, 0x22]))],
    ["the text goes on after the JSON", pad(Buffer.from('{"a":1}{"b":2}'))],
    ["the text ends too early", pad(Buffer.from('{"a":1,"b":'))]
  ]
  const base = refused("PKCS1", keyBytes)
  for (const [name, plaintext] of plaintexts) {
    const key = makeKey(keyBytes)
    const job: Job = ["raw", file("partner2048"), hex(pkcs1Block(key))]
    yield fromParts(`CBC, ${keyBytes}-byte key: ${name}`, base, key, job, plaintext)
  }
  const cuts: readonly (readonly [name: string, cut: (data: Buffer) => Buffer])[] = [
    ["last byte missing", (data) => data.subarray(0, -1)],
    ["last block missing", (data) => data.subarray(0, -16)],
    ["first block missing", (data) => data.subarray(16)],
    ["no data", (data) => data.subarray(0, 0)]
  ]
  for (const [name, cut] of cuts)
    yield change(`CBC, ${keyBytes}-byte key: ${name}`, base, sealJob("PKCS1", keyBytes, file("partner2048")), (fields) => ({
      ...fields,
      encryptedData: toBase64(cut(fromBase64(fields["encryptedData"])))
    }))
}

function* wrongFields(padding: Padding, keyBytes: 16 | 32, file: CertificateFile): Generator<Recipe> {
  const other: Padding = padding === "PKCS1" ? "OAEP-SHA1" : "PKCS1"
  const base = refused(padding, keyBytes)
  const what = `${padding}, ${keyBytes}-byte key`
  const job = sealJob(padding, keyBytes, file("partner2048"))
  const word = padding === "PKCS1" ? "SHA1" : "NONE"
  yield change(`${what}: the other padding is named`, { ...base, accept: PADDINGS }, job, (fields) => ({ ...fields, oaepHashingAlgorithm: word }))
  yield { ...base, accept: [other], id: `${what}: only ${other} is accepted`, jobs: [job], build: first }
  yield { ...base, id: `${what}: sealed to someone else`, jobs: [sealJob(padding, keyBytes, file("stranger2048"))], build: first }
  for (let at = 3; at < RSA_BYTES; at += 17)
    yield change(`${what}: a bit of byte ${at} of encryptedKey flipped`, base, job, (fields) => ({
      ...fields,
      encryptedKey: toBase64(flip(fromBase64(fields["encryptedKey"]), at))
    }))
  yield change(`${what}: encryptedKey one byte short`, base, job, (fields) => ({
    ...fields,
    encryptedKey: toBase64(fromBase64(fields["encryptedKey"]).subarray(1))
  }))
  yield change(`${what}: iv of 15 bytes`, base, job, (fields) => ({ ...fields, iv: toBase64(fromBase64(fields["iv"]).subarray(1)) }))
}

/** OAEP as other protocols have it: not what the bank means by SHA1. */
function* wrongOaep(keyBytes: 16 | 32, file: CertificateFile): Generator<Recipe> {
  const settings: readonly (readonly [name: string, hash: string, maskHash: string, label: string])[] = [
    ["SHA-256 throughout", "SHA-256", "SHA-256", ""],
    ["MGF1 with SHA-256", "SHA-1", "SHA-256", ""],
    ["SHA-256 over MGF1 with SHA-1", "SHA-256", "SHA-1", ""],
    ["a label", "SHA-1", "SHA-1", "6869"]
  ]
  for (const [name, hash, maskHash, label] of settings) {
    const key = makeKey(keyBytes)
    const job: Job = ["oaep", hash, maskHash, label, file("partner2048"), hex(key)]
    yield fromParts(`OAEP, ${keyBytes}-byte key: ${name}`, refused("OAEP-SHA1", keyBytes), key, job)
  }
}

/** An envelope put together from an RSA job and a plaintext that is padded already. */
function fromParts(id: string, base: Base, key: Buffer, wrap: Job, plaintext: Buffer = pad(Buffer.from(TEXT))): Recipe {
  const iv = randomBytes(16)
  const build = ([encryptedKey, encryptedData]: readonly string[]): string =>
    JSON.stringify({
      requestId: "", service: "LOP", encryptedKey, oaepHashingAlgorithm: base.accept[0] === "PKCS1" ? "NONE" : "SHA1",
      iv: toBase64(iv), encryptedData, clientInfo: "", optionalParam: ""
    })
  return { ...base, id, jobs: [wrap, ["aes", hex(key), hex(iv), hex(plaintext)]], build }
}

type Fields = Readonly<Record<string, string>>
function change(id: string, base: Base, job: Job, alter: (fields: Fields) => Fields): Recipe {
  return { ...base, id, jobs: [job], build: ([body]) => JSON.stringify(alter(JSON.parse(body!) as Fields)) }
}

function sealJob(padding: Padding, keyBytes: number, file: string): Job {
  return ["seal", padding, String(keyBytes), "field", file, toBase64(TEXT)]
}

function pkcs1Block(message: Uint8Array): Buffer {
  const block = Buffer.alloc(RSA_BYTES, 0xa5)
  block[0] = 0
  block[1] = 2
  block[RSA_BYTES - message.length - 1] = 0
  block.set(message, RSA_BYTES - message.length)
  return block
}

function pad(text: Buffer): Buffer {
  const count = 16 - (text.length % 16)
  return Buffer.concat([text, Buffer.alloc(count, count)])
}

function fromBase64(text: string | undefined): Buffer {
  return Buffer.from(text!, "base64")
}
