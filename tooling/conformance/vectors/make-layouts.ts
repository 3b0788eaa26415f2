/**
 * Makes layouts.json and rsa-only.json: every layout against every length around an AES block, and bodies of RSA alone.
 * All cryptography is the openssl command line's; the expected stand-ins for malformed blocks in rsa-only.json are those of
 * the OpenSSL inside Node. This file only arranges bytes. Keys: those of tooling/vectors/envelope/envelope.json.
 *
 * Run from anywhere: `node tooling/conformance/vectors/make-layouts.ts`. Paddings and IVs are random: every run writes other
 * bytes with the same meaning.
 */
import { execFileSync } from "node:child_process"
import { constants, privateDecrypt, randomBytes } from "node:crypto"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

type Padding = "PKCS1" | "OAEP-SHA1"
interface Vector {
  readonly id: string
  readonly key: string
  readonly accept: readonly Padding[]
  readonly keyBytes: number
  readonly body: string
  readonly expect: unknown
}

const here = (name: string): URL => new URL(name, import.meta.url)
const { testOnlyKeys } = JSON.parse(readFileSync(here("../../vectors/envelope/envelope.json"), "utf8")) as {
  testOnlyKeys: Record<string, { privateKey: string }>
}
const folder = mkdtempSync(join(tmpdir(), "hundi-layouts-"))
const openssl = (args: readonly string[], input: Uint8Array = Buffer.alloc(0)): Buffer => execFileSync("openssl", args, { input })
const keyFiles = Object.fromEntries(
  Object.entries(testOnlyKeys).map(([name, { privateKey }]) => {
    const path = join(folder, `${name}.pem`)
    writeFileSync(path, privateKey)
    return [name, path]
  })
)

const modes: Readonly<Record<Padding | "none", readonly string[]>> = {
  PKCS1: ["-pkeyopt", "rsa_padding_mode:pkcs1"],
  "OAEP-SHA1": ["-pkeyopt", "rsa_padding_mode:oaep", "-pkeyopt", "rsa_oaep_md:sha1"],
  none: ["-pkeyopt", "rsa_padding_mode:none"]
}
const rsa = (message: Uint8Array, mode: Padding | "none", key = "partner2048"): Buffer =>
  openssl(["pkeyutl", "-encrypt", "-inkey", keyFiles[key] ?? "", ...modes[mode]], message)
const aes = (key: Buffer, iv: Buffer, plaintext: Uint8Array): Buffer =>
  openssl(["enc", `-aes-${key.length * 8}-cbc`, "-K", key.toString("hex"), "-iv", iv.toString("hex")], plaintext)
const b64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64")
const join64 = (...parts: readonly Uint8Array[]): string => b64(Buffer.concat(parts))

// --- hybrid -----------------------------------------------------------------------------------------------------------------

interface Layout {
  readonly inField: boolean
  readonly inData: boolean
  readonly inText: boolean
}
const layouts: Readonly<Record<string, Layout>> = {
  field: { inField: true, inData: false, inText: false },
  prefix: { inField: false, inData: true, inText: false },
  plaintext: { inField: false, inData: false, inText: true },
  "field and plaintext": { inField: true, inData: false, inText: true },
  "field and prefix": { inField: true, inData: true, inText: false },
  "prefix and plaintext": { inField: false, inData: true, inText: true }
}
const LENGTHS = [2, 15, 16, 33, 300]
const charsets = { raw: (count: number) => randomBytes(count), ascii: (count: number) => Buffer.from(randomBytes(count).toString("hex").slice(0, count)) }

/** JSON of exactly so many bytes. */
const jsonOf = (length: number): string => (length < 8 ? "[]".padEnd(length, " ") : `{"a":"${"é".repeat((length - 8) >> 1)}${"x".repeat(length & 1)}"}`)

interface Sealed {
  readonly sessionKey: Buffer
  readonly fields: Readonly<Record<"encryptedKey" | "oaepHashingAlgorithm" | "iv" | "encryptedData", string>>
}

function seal(padding: Padding, sessionKey: Buffer, { inField, inData, inText }: Layout, json: string): Sealed {
  const iv = randomBytes(16)
  const text = Buffer.from(json)
  const data = aes(sessionKey, iv, inText ? Buffer.concat([iv, text]) : text)
  const oaepHashingAlgorithm = padding === "PKCS1" ? "NONE" : "SHA1"
  const encryptedData = inData ? join64(iv, data) : b64(data)
  return { sessionKey, fields: { encryptedKey: b64(rsa(sessionKey, padding)), oaepHashingAlgorithm, iv: inField ? b64(iv) : "", encryptedData } }
}

/** What must not open: each differs from a good one in one place. */
function spoil({ sessionKey, fields }: Sealed, padding: Padding): Readonly<Record<string, object>> {
  const other = padding === "PKCS1" ? "SHA1" : "NONE"
  const block = Buffer.from(fields.encryptedKey, "base64")
  block[255]! ^= 1
  const data = Buffer.from(fields.encryptedData, "base64")
  return {
    "the other padding named": { ...fields, oaepHashingAlgorithm: other },
    "one bit of the key block": { ...fields, encryptedKey: b64(block) },
    "sealed to another key": { ...fields, encryptedKey: b64(rsa(sessionKey, padding, "stranger2048")) },
    "another session key inside": { ...fields, encryptedKey: b64(rsa(randomBytes(sessionKey.length), padding)) },
    "one byte of data missing": { ...fields, encryptedData: b64(data.subarray(0, -1)) }
  }
}

function makeHybrid(): readonly Vector[] {
  const vectors: Vector[] = []
  const both: readonly Padding[] = ["PKCS1", "OAEP-SHA1"]
  for (const padding of both)
    for (const keyBytes of [16, 32])
      for (const [charset, make] of Object.entries(charsets))
        for (const [name, layout] of Object.entries(layouts)) {
          const id = `${padding}, ${keyBytes} ${charset}, iv ${name}`
          const base = { key: "partner2048", accept: [padding], keyBytes }
          for (const length of LENGTHS) {
            const { fields } = seal(padding, make(keyBytes), layout, jsonOf(length))
            const expect = { sealed: true, value: JSON.parse(jsonOf(length)) as unknown }
            vectors.push({ ...base, id: `${id}, ${length} bytes`, body: JSON.stringify(fields), expect })
          }
          const spoilt = spoil(seal(padding, make(keyBytes), layout, '{"a":1}'), padding)
          for (const [what, fields] of Object.entries(spoilt))
            vectors.push({ ...base, accept: both, id: `${id}: ${what}`, body: JSON.stringify(fields), expect: "refused" })
        }
  return vectors
}

// --- RSA alone --------------------------------------------------------------------------------------------------------------

const wrappings: Readonly<Record<string, (text: string) => string>> = {
  bare: (text) => text,
  "JSON string": (text) => JSON.stringify(text),
  "JSON string with escaped line breaks": (text) => JSON.stringify(text.replace(/.{76}/g, "$&\r\n")),
  "r=": (text) => `r=${text}`,
  "lines of 64": (text) => text.replace(/.{64}/g, "$&\n"),
  "lines of 76 with CRLF": (text) => `${text.replace(/.{76}/g, "$&\r\n")}\r\n`,
  "r= and lines": (text) => `r=${text.replace(/.{76}/g, "$&\n")}\n`
}
const rooms: Readonly<Record<Padding, number>> = { PKCS1: 245, "OAEP-SHA1": 214 }

function sealBlocks(padding: Padding, json: string, room = rooms[padding]): Buffer {
  const bytes = Buffer.from(json)
  const parts = Array.from({ length: Math.ceil(bytes.length / room) }, (_, i) => bytes.subarray(i * room, (i + 1) * room))
  return Buffer.concat(parts.map((part) => rsa(part, padding)))
}

function makeAsymmetric(): readonly Vector[] {
  const vectors: Vector[] = []
  const add = (id: string, padding: Padding, body: string, expect: unknown, key = "partner2048") =>
    vectors.push({ id, key, accept: [padding], keyBytes: 16, body, expect })
  for (const padding of ["PKCS1", "OAEP-SHA1"] as const) {
    for (const blocks of [1, 2, 3, 5])
      for (const [name, wrap] of Object.entries(wrappings)) {
        const json = jsonOf(rooms[padding] * blocks)
        add(`${padding}, ${blocks} blocks, ${name}`, padding, wrap(b64(sealBlocks(padding, json))), { sealed: true, value: JSON.parse(json) })
      }
    add(`${padding}, short blocks`, padding, b64(sealBlocks(padding, '{"amount":"1.00","narration":"x"}', 7)), { sealed: true, value: { amount: "1.00", narration: "x" } })
    add(`${padding}, an array`, padding, b64(rsa(Buffer.from("[1]"), padding)), { sealed: true, value: [1] })
    const good = sealBlocks(padding, jsonOf(600))
    const refuse = (id: string, bytes: Uint8Array, wrap = (text: string) => text) => add(`${padding}: ${id}`, padding, wrap(b64(bytes)), "refused")
    refuse("last block missing", good.subarray(0, -256))
    refuse("blocks in another order", Buffer.concat([good.subarray(256), good.subarray(0, 256)]))
    refuse("a byte missing", good.subarray(1))
    refuse("a byte too many", Buffer.concat([good, Buffer.of(0)]))
    refuse("one block of random bytes", Buffer.concat([good.subarray(0, 256), Buffer.of(0), randomBytes(255), good.subarray(512)]))
    refuse("a block of all bits set", Buffer.concat([good, Buffer.alloc(256, 255)]))
    refuse("a block of zeros", Buffer.alloc(256))
    refuse("behind R=", good, (text) => `R=${text}`)
    refuse("base64 with a character missing", good, (text) => text.slice(0, -1))
    refuse("base64 of the URL kind", good, (text) => text.replace(/^./, "_"))
    refuse("in single quotes", good, (text) => `'${text}'`)
    refuse("twice a JSON string", good, (text) => JSON.stringify(JSON.stringify(text)))
    refuse("sealed to another key", rsa(Buffer.from('{"a":1}'), padding, "stranger2048"))
    refuse("the other padding", rsa(Buffer.from('{"a":1}'), padding === "PKCS1" ? "OAEP-SHA1" : "PKCS1"))
    for (const text of ["7", '"text"', "null", "true", "{}{}", "SUCCESS", "{\"a\":\"\xff"]) refuse(`inside: ${text}`, rsa(Buffer.from(text, "latin1"), padding))
  }
  const plain = { success: false, errorCode: "8010" }
  add("a plain object", "PKCS1", JSON.stringify(plain), { sealed: false, value: plain })
  add("a plain object after a line break", "PKCS1", `\n${JSON.stringify(plain)}`, { sealed: false, value: plain })
  add("a hybrid answer", "PKCS1", JSON.stringify(seal("PKCS1", charsets.ascii(16), layouts["prefix"]!, '{"a":1}').fields), { sealed: true, value: { a: 1 } })
  for (const body of ["", "r=", '""', "null", "[]", "<html></html>", "Unauthorized", "AAAA"]) add(`body: ${body || "empty"}`, "PKCS1", body, "refused")
  return vectors
}

// --- implicit rejection -----------------------------------------------------------------------------------------------------

interface Rejection {
  readonly key: string
  readonly ciphertext: string
  readonly message: string
}

/** Ciphertexts of malformed and near-malformed blocks, and what the OpenSSL inside Node answers to them. */
function makeRejections(count: number): readonly Rejection[] {
  return Array.from({ length: count }, (_, i) => {
    const key = i % 2 === 0 ? "partner2048" : "stranger2048"
    const block = Buffer.concat([Buffer.of(0, 2), randomBytes(254).map((byte) => byte || 1)])
    if (i % 4 === 0) block[1] = 1
    // Zeros from the first byte of the padding on, past its eighth, up to the very last byte.
    if (i % 3 > 0) block[2 + ((i * 7) % 254)] = 0
    const ciphertext = i % 5 === 4 ? Buffer.concat([Buffer.of(0), randomBytes(255)]) : rsa(block, "none", key)
    const message = privateDecrypt({ key: testOnlyKeys[key]!.privateKey, padding: constants.RSA_PKCS1_PADDING }, ciphertext)
    return { key, ciphertext: b64(ciphertext), message: b64(message) }
  })
}

const warning = "TEST ONLY. Sealed to public keys whose private halves are public."
const madeBy = openssl(["version"]).toString().trim()
const lines = (items: readonly unknown[]): string => `[\n${items.map((item) => JSON.stringify(item)).join(",\n")}\n]`
const save = (name: string, text: string) => writeFileSync(here(name), `${text}\n`)
const [hybrid, asymmetric, rejections] = [makeHybrid(), makeAsymmetric(), makeRejections(120)]
save("layouts.json", `{"warning":${JSON.stringify(warning)},"madeBy":${JSON.stringify(madeBy)},"cases":${lines(hybrid)}}`)
const inner = `OpenSSL ${process.versions.openssl} in Node ${process.versions.node}`
save("rsa-only.json", `{"warning":${JSON.stringify(warning)},"madeBy":${JSON.stringify(madeBy)},"rejectionsBy":${JSON.stringify(inner)},"cases":${lines(asymmetric)},"rejections":${lines(rejections)}}`)
rmSync(folder, { recursive: true })
console.log(`${hybrid.length} layouts, ${asymmetric.length} of RSA alone, ${rejections.length} rejections`)
