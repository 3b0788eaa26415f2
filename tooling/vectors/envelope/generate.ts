/**
 * Makes envelope.json with the openssl command line alone: keys, RSA, AES and randomness all come from it, so that the
 * vectors owe nothing to the code they test. This file only arranges bytes and writes JSON.
 *
 * Run from anywhere: `node tooling/vectors/envelope/generate.ts`. Keys already in envelope.json are kept; `--new-keys` makes
 * new ones. Paddings and IVs are random, so every run writes other bytes with the same meaning.
 */
import { execFileSync } from "node:child_process"
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

type Padding = "PKCS1" | "OAEP-SHA1"
interface Case {
  readonly id: string
  readonly key: "partner2048" | "partner4096"
  readonly accept: readonly Padding[]
  readonly keyBytes: 16 | 32
  readonly body: string
  readonly expect: { readonly sealed: boolean; readonly value: unknown } | "refused"
}

const target = new URL("envelope.json", import.meta.url)
const work = mkdtempSync(join(tmpdir(), "hundi-vectors-"))
const cases: Case[] = []

const openssl = (args: readonly string[], input: Uint8Array = Buffer.alloc(0)): Buffer =>
  execFileSync("openssl", args, { input, stdio: ["pipe", "pipe", "pipe"] })
const random = (count: number): Buffer => (count === 0 ? Buffer.alloc(0) : openssl(["rand", String(count)]))
const file = (name: string, content: string): string => {
  const path = join(work, name)
  writeFileSync(path, content)
  return path
}

// --- keys -----------------------------------------------------------------------------------------------------------------

interface TestKey {
  readonly privateKey: string
  readonly certificate: string
}

function makeKey(bits: number, name: string): TestKey {
  const privateKey = openssl(["genpkey", "-algorithm", "RSA", "-pkeyopt", `rsa_keygen_bits:${bits}`]).toString()
  const path = file(`${name}.key`, privateKey)
  const subject = `/O=Hundi test vectors/CN=TEST ONLY ${name}`
  const certificate = openssl(["req", "-x509", "-new", "-key", path, "-days", "36500", "-subj", subject, "-sha256"]).toString()
  return { privateKey, certificate }
}

const old = existsSync(target) && !process.argv.includes("--new-keys") ? JSON.parse(readFileSync(target, "utf8")) : undefined
const keys: Record<"partner2048" | "partner4096" | "stranger2048", TestKey> = old?.testOnlyKeys ?? {
  partner2048: makeKey(2048, "partner2048"),
  partner4096: makeKey(4096, "partner4096"),
  stranger2048: makeKey(2048, "stranger2048")
}
const keyPath = (name: keyof typeof keys): string => file(`${name}.pem`, keys[name].privateKey)

// --- operations -----------------------------------------------------------------------------------------------------------

const paddingOptions: Record<Padding | "none", readonly string[]> = {
  PKCS1: ["-pkeyopt", "rsa_padding_mode:pkcs1"],
  "OAEP-SHA1": ["-pkeyopt", "rsa_padding_mode:oaep", "-pkeyopt", "rsa_oaep_md:sha1"],
  none: ["-pkeyopt", "rsa_padding_mode:none"]
}
const rsa = (message: Uint8Array, options: readonly string[] = paddingOptions.PKCS1, key: keyof typeof keys = "partner2048"): Buffer =>
  openssl(["pkeyutl", "-encrypt", "-inkey", keyPath(key), ...options], message)
const aes = (key: Buffer, iv: Buffer, plaintext: Uint8Array, extra: readonly string[] = []): Buffer =>
  openssl(["enc", `-aes-${key.length * 8}-cbc`, "-K", key.toString("hex"), "-iv", iv.toString("hex"), ...extra], plaintext)
const b64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64")
/** 16 or 32 printable characters, as the bank's replies have them. */
const printable = (count: number): Buffer => Buffer.from(random(count).toString("hex").slice(0, count))

const value = { success: true, message: "स्वीकृत – ok", BankRRN: "632607000001", ActCode: "0", amount: "100.50" }
const json = Buffer.from(JSON.stringify(value))

interface Parts {
  readonly sessionKey?: Buffer
  readonly iv?: Buffer
  readonly plaintext?: Uint8Array
  readonly encryptedKey?: Uint8Array
  readonly padding?: Padding
  readonly key?: "partner2048" | "partner4096"
}

type Fields = Record<string, unknown>
type Change = (fields: Fields, iv: Buffer, sealed: Buffer) => object

function envelope(parts: Parts, change: Change = (fields) => fields): string {
  const sessionKey = parts.sessionKey ?? printable(16)
  const iv = parts.iv ?? random(16)
  const sealed = aes(sessionKey, iv, parts.plaintext ?? json)
  const padding = parts.padding ?? "PKCS1"
  const fields = {
    requestId: "",
    service: "LOP",
    encryptedKey: b64(parts.encryptedKey ?? rsa(sessionKey, paddingOptions[padding], parts.key)),
    oaepHashingAlgorithm: padding === "PKCS1" ? "NONE" : "SHA1",
    iv: b64(iv),
    encryptedData: b64(sealed),
    clientInfo: "",
    optionalParam: ""
  }
  return JSON.stringify(change(fields, iv, sealed))
}

function add(id: string, body: string, expect: Case["expect"], options: Partial<Pick<Case, "key" | "accept" | "keyBytes">> = {}): void {
  cases.push({ id, key: "partner2048", accept: ["PKCS1"], keyBytes: 16, ...options, body, expect })
}
const opens = (id: string, body: string, options?: Parameters<typeof add>[3], expected: unknown = value): void =>
  add(id, body, { sealed: true, value: expected }, options)
const refuses = (id: string, body: string, options?: Parameters<typeof add>[3]): void => add(id, body, "refused", options)

// --- valid: every layout that clients in the wild send and read -----------------------------------------------------------

const joined = (iv: Buffer, sealed: Buffer) => b64(Buffer.concat([iv, sealed]))
const asPrefix: Change = (fields, iv, sealed) => ({ ...fields, iv: "", encryptedData: joined(iv, sealed) })
const without = (...names: string[]): Change => (fields, iv, sealed) =>
  Object.fromEntries(Object.entries(asPrefix(fields, iv, sealed)).filter(([name]) => !names.includes(name)))

opens("iv in its field", envelope({}))
opens("iv as prefix of the data, iv field empty", envelope({}, asPrefix))
const repeated = random(16)
opens("iv in front of the plaintext, iv field empty", envelope({ plaintext: Buffer.concat([repeated, json]) }, (f) => ({ ...f, iv: "" })))
opens("iv in front of the plaintext, iv field filled", envelope({ iv: repeated, plaintext: Buffer.concat([repeated, json]) }))
opens("iv field filled and iv as prefix of the data", envelope({}, (f, iv, sealed) => ({ ...f, encryptedData: joined(iv, sealed) })))
opens("iv as prefix and in front of the plaintext", envelope({ iv: repeated, plaintext: Buffer.concat([repeated, json]) }, asPrefix))
const optional = ["requestId", "service", "oaepHashingAlgorithm", "iv", "clientInfo", "optionalParam"]
opens("only encryptedKey and encryptedData", envelope({}, without(...optional)))
const nulls = { iv: null, oaepHashingAlgorithm: null, requestId: null }
opens("optional fields null", envelope({}, (f, iv, sealed) => ({ ...asPrefix(f, iv, sealed), ...nulls })))
opens("oaepHashingAlgorithm empty", envelope({}, (f) => ({ ...f, oaepHashingAlgorithm: "" })))
opens("oaepHashingAlgorithm in lower case", envelope({}, (f) => ({ ...f, oaepHashingAlgorithm: "none" })))
opens("a field nobody knows", envelope({}, (f) => ({ ...f, somethingNew: [1] })))
opens("32-byte key", envelope({ sessionKey: printable(32) }), { keyBytes: 32 })
opens("session key of raw bytes, a zero byte first", envelope({ sessionKey: Buffer.concat([Buffer.alloc(1), random(15)]) }))
opens("OAEP-SHA1", envelope({ padding: "OAEP-SHA1" }), { accept: ["OAEP-SHA1"] })
const oaep32: Parts = { padding: "OAEP-SHA1", sessionKey: random(32) }
opens("OAEP-SHA1 with a 32-byte key", envelope(oaep32, asPrefix), { accept: ["OAEP-SHA1"], keyBytes: 32 })
opens("PKCS1 where both are accepted", envelope({}), { accept: ["OAEP-SHA1", "PKCS1"] })
opens("OAEP-SHA1 where both are accepted", envelope({ padding: "OAEP-SHA1" }), { accept: ["PKCS1", "OAEP-SHA1"] })
opens("RSA-4096", envelope({ key: "partner4096" }), { key: "partner4096" })
opens("RSA-4096 with OAEP-SHA1", envelope({ key: "partner4096", padding: "OAEP-SHA1" }), { key: "partner4096", accept: ["OAEP-SHA1"] })
opens("plaintext of exactly one block", envelope({ plaintext: Buffer.from('{"a":"12345678"}') }), {}, { a: "12345678" })
opens("plaintext shorter than a block", envelope({ plaintext: Buffer.from("[1]") }), {}, [1])
const long = { Record: Array.from({ length: 60 }, (_, i) => ({ TXNDATE: "02-01-2026", REMARKS: `row ${i}`, AMOUNT: "1.00" })) }
opens("plaintext of several kilobytes", envelope({ plaintext: Buffer.from(JSON.stringify(long)) }, asPrefix), {}, long)
add("plain JSON error", '{"success":false,"errorCode":"8010","description":"INTERNAL_SERVICE_FAILURE"}', {
  sealed: false,
  value: { success: false, errorCode: "8010", description: "INTERNAL_SERVICE_FAILURE" }
})
add("plain JSON error with the envelope's fields null", '{"success":false,"encryptedKey":null,"encryptedData":null}', {
  sealed: false,
  value: { success: false, encryptedKey: null, encryptedData: null }
})
add("plain empty object", "{}", { sealed: false, value: {} })

// --- invalid: RSA padding, made with raw blocks ---------------------------------------------------------------------------

const SIZE = 256
/** EM = 00 02 PS 00 M, with each part replaceable (RFC 8017, section 7.2.1). */
function pkcs1Block(message: Buffer, change: (block: Buffer) => void = () => undefined): Buffer {
  const block = Buffer.alloc(SIZE, 0xa5)
  block[0] = 0
  block[1] = 2
  block[SIZE - message.length - 1] = 0
  message.copy(block, SIZE - message.length)
  change(block)
  return block
}
const withBlock = (change: (block: Buffer) => void, message = printable(16)): string =>
  envelope({ sessionKey: message, encryptedKey: rsa(pkcs1Block(message, change), paddingOptions.none) })

opens("PKCS1 block made by hand", withBlock(() => undefined))
refuses("PKCS1: first byte 1", withBlock((block) => (block[0] = 1)))
refuses("PKCS1: block type 1", withBlock((block) => (block[1] = 1)))
refuses("PKCS1: block type 0", withBlock((block) => (block[1] = 0)))
refuses("PKCS1: zero in the first byte of the padding", withBlock((block) => (block[2] = 0)))
refuses("PKCS1: zero in the eighth byte of the padding", withBlock((block) => (block[9] = 0)))
refuses("PKCS1: zero in the last byte of the padding", withBlock((block) => (block[SIZE - 18] = 0)))
refuses("PKCS1: no separator", withBlock((block) => (block[SIZE - 17] = 7)))
// The data is under a key that a reader without the length check would end up with.
const aesKeyOf = (message: Buffer): Buffer =>
  [24, 32].includes(message.length) ? message : Buffer.concat([Buffer.alloc(16), message]).subarray(-16)
const padded = (message: Buffer): string => envelope({ sessionKey: aesKeyOf(message), encryptedKey: rsa(message) })
for (const count of [0, 1, 15, 17, 24, 32]) refuses(`PKCS1: session key of ${count} bytes where 16 are due`, padded(random(count)))
refuses("PKCS1: session key of 16 bytes where 32 are due", envelope({}), { keyBytes: 32 })
refuses("RSA: the number 0", envelope({ encryptedKey: Buffer.alloc(SIZE) }))
refuses("RSA: the number 1", envelope({ encryptedKey: Buffer.concat([Buffer.alloc(SIZE - 1), Buffer.of(1)]) }))
const modulus = Buffer.from(
  openssl(["rsa", "-in", keyPath("partner2048"), "-noout", "-modulus"]).toString().trim().replace("Modulus=", ""),
  "hex"
)
refuses("RSA: the modulus itself", envelope({ encryptedKey: modulus }))
refuses("RSA: all bits set", envelope({ encryptedKey: Buffer.alloc(SIZE, 0xff) }))
const good = printable(16)
refuses("RSA: one byte short", envelope({ sessionKey: good, encryptedKey: rsa(good).subarray(1) }))
refuses("RSA: one zero byte in front", envelope({ sessionKey: good, encryptedKey: Buffer.concat([Buffer.alloc(1), rsa(good)]) }))
refuses("RSA: empty", envelope({ encryptedKey: Buffer.alloc(0) }))
refuses("RSA: sealed to someone else", envelope({ sessionKey: good, encryptedKey: rsa(good, paddingOptions.PKCS1, "stranger2048") }))

const oaep = { accept: ["OAEP-SHA1"] } as const
const withOaep = (...options: string[]): string => {
  const settings = ["rsa_padding_mode:oaep", ...options].flatMap((option) => ["-pkeyopt", option])
  return envelope({ padding: "OAEP-SHA1", sessionKey: good, encryptedKey: rsa(good, settings) })
}
refuses("OAEP: SHA-256 throughout", withOaep("rsa_oaep_md:sha256", "rsa_mgf1_md:sha256"), oaep)
refuses("OAEP: MGF1 with SHA-256", withOaep("rsa_oaep_md:sha1", "rsa_mgf1_md:sha256"), oaep)
refuses("OAEP: a label", withOaep("rsa_oaep_md:sha1", "rsa_oaep_label:686920"), oaep)
const oaepOf = (message: Buffer): Parts => ({
  padding: "OAEP-SHA1",
  sessionKey: aesKeyOf(message),
  encryptedKey: rsa(message, paddingOptions["OAEP-SHA1"])
})
for (const count of [15, 17, 32]) refuses(`OAEP: session key of ${count} bytes where 16 are due`, envelope(oaepOf(random(count))), oaep)
const both = { accept: ["PKCS1", "OAEP-SHA1"] } as const
refuses("OAEP named, PKCS1 inside", envelope({}, (f) => ({ ...f, oaepHashingAlgorithm: "SHA1" })), both)
refuses("PKCS1 named, OAEP inside", envelope({ padding: "OAEP-SHA1" }, (f) => ({ ...f, oaepHashingAlgorithm: "NONE" })), both)
refuses("OAEP where only PKCS1 is accepted", envelope({ padding: "OAEP-SHA1" }))
refuses("PKCS1 where only OAEP is accepted", envelope({}), oaep)
refuses("an algorithm nobody agreed on", envelope({}, (f) => ({ ...f, oaepHashingAlgorithm: "SHA256" })))

// --- invalid: AES, text, fields -------------------------------------------------------------------------------------------

const withTail = (tail: readonly number[]): string => {
  const sessionKey = printable(16)
  const iv = random(16)
  const block = Buffer.concat([Buffer.from('{"a":1,"b":2}   ').subarray(0, 16 - tail.length), Buffer.from(tail)])
  return envelope({ sessionKey, iv }, (f) => ({ ...f, encryptedData: b64(aes(sessionKey, iv, block, ["-nopad"])) }))
}
opens("CBC: padding made by hand", withTail([3, 3, 3]), {}, { a: 1, b: 2 })
refuses("CBC: padding 0", withTail([3, 3, 0]))
refuses("CBC: padding 17", withTail([17]))
refuses("CBC: padding 255", withTail([255]))
refuses("CBC: first padding byte differs", withTail([2, 3, 3]))
refuses("CBC: middle padding byte differs", withTail([3, 2, 3]))
refuses("CBC: nothing but padding", withTail(Array.from({ length: 16 }, () => 16)))
refuses("CBC: spaces for padding", withTail([32, 32, 32]))
const cut = (count: number): Change => (f, _iv, sealed) => ({ ...f, encryptedData: b64(sealed.subarray(0, count)) })
refuses("CBC: last block missing", envelope({}, cut(-16)))
refuses("CBC: last byte missing", envelope({}, cut(-1)))
refuses("CBC: no data", envelope({}, cut(0)))
refuses("CBC: only the iv", envelope({}, (f, iv) => ({ ...f, iv: "", encryptedData: b64(iv) })))
refuses("CBC: another session key", envelope({ encryptedKey: rsa(printable(16)) }))
refuses("iv of 15 bytes", envelope({}, (f, iv) => ({ ...f, iv: b64(iv.subarray(1)) })))
refuses("iv of 17 bytes", envelope({}, (f, iv) => ({ ...f, iv: b64(Buffer.concat([iv, Buffer.of(0)])) })))
refuses("iv not base64", envelope({}, (f) => ({ ...f, iv: "****************" })))
refuses("iv a number", envelope({}, (f) => ({ ...f, iv: 0 })))
refuses("text is not JSON", envelope({ plaintext: Buffer.from("SUCCESS") }))
refuses("text is empty", envelope({ plaintext: Buffer.alloc(0) }))
refuses("text is not UTF-8", envelope({ plaintext: Buffer.from([0x22, 0xff, 0xfe, 0x22]) }))
refuses("text has an overlong form", envelope({ plaintext: Buffer.from([0x22, 0xc0, 0xaf, 0x22]) }))
refuses("text goes on after the JSON", envelope({ plaintext: Buffer.from("{}{}") }))
const data = (change: (text: string) => unknown) => envelope({}, (f) => ({ ...f, encryptedData: change(String(f["encryptedData"])) }))
refuses("base64 with a line break", data((text) => `${text.slice(0, 64)}\n${text.slice(64)}`))
refuses("base64 with a space at the end", data((text) => `${text} `))
refuses("base64 without its padding", envelope({}, (f) => ({ ...f, iv: String(f["iv"]).replace(/=+$/, "") })))
refuses("base64 of the URL kind", data((text) => text.replace(/^./, "_")))
refuses("base64 with bits left over", envelope({}, (f) => ({ ...f, iv: "AAAAAAAAAAAAAAAAAAAAAB==" })))
refuses("encryptedData missing", envelope({}, without("encryptedData")))
refuses("encryptedKey missing", envelope({}, without("encryptedKey")))
refuses("encryptedData null", data(() => null))
refuses("encryptedData an object", data(() => ({})))
refuses("oaepHashingAlgorithm a boolean", envelope({}, (f) => ({ ...f, oaepHashingAlgorithm: false })))
for (const body of ["", " ", "null", "[]", '"text"', "1", "{", "<html></html>", "undefined"]) refuses(`body: ${body || "empty"}`, body)

// --- key texts: what banks mail and environment variables leave behind -----------------------------------------------------

const privatePath = keyPath("partner2048")
const { privateKey, certificate } = keys.partner2048
const certificatePath = file("certificate.pem", certificate)
const pkcs1 = openssl(["rsa", "-in", privatePath, "-traditional"]).toString()
const spki = openssl(["pkey", "-in", privatePath, "-pubout"]).toString()
const pkcs1Public = openssl(["rsa", "-in", privatePath, "-RSAPublicKey_out"]).toString()
const ec = openssl(["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"]).toString()
const ecOld = openssl(["ec"], Buffer.from(ec)).toString()
const ecPublic = openssl(["pkey", "-pubout"], Buffer.from(ec)).toString()
const encrypted = openssl(["pkcs8", "-topk8", "-in", privatePath, "-passout", "pass:test-only"]).toString()
const encryptedOld = openssl(["rsa", "-in", privatePath, "-traditional", "-aes128", "-passout", "pass:test-only"]).toString()
const request = openssl(["req", "-new", "-key", privatePath, "-subj", "/CN=TEST ONLY"]).toString()
const small = openssl(["genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024"]).toString()
const bare = (pem: string): string => pem.replace(/-----.*-----/g, "").trim()

const recipients = [
  ["certificate", certificate],
  ["certificate after a preamble", openssl(["x509", "-in", certificatePath, "-text"]).toString()],
  ["certificate with CRLF", certificate.replaceAll("\n", "\r\n")],
  ["certificate behind a byte order mark", `\uFEFF${certificate}`],
  ["certificate with backslash n for line breaks", certificate.replaceAll("\n", "\\n")],
  ["certificate on one line", certificate.replaceAll("\n", " ").trim()],
  ["certificate without BEGIN and END", bare(certificate)],
  ["certificate without BEGIN and END, on one line", bare(certificate).replaceAll("\n", "")],
  ["public key", spki],
  ["public key labelled CERTIFICATE", spki.replaceAll("PUBLIC KEY", "CERTIFICATE")],
  ["public key without BEGIN and END", bare(spki)],
  ["PKCS#1 public key", pkcs1Public],
  ["certificate at the head of a chain", certificate + keys.stranger2048.certificate],
  ["certificate behind its key", privateKey + certificate]
]
const privates = [
  ["PKCS#8", privateKey],
  ["PKCS#1", pkcs1],
  ["PKCS#8 with CRLF", privateKey.replaceAll("\n", "\r\n")],
  ["PKCS#8 with backslash n for line breaks", privateKey.replaceAll("\n", "\\n")],
  ["PKCS#8 without BEGIN and END", bare(privateKey)],
  ["PKCS#8 behind its certificate", certificate + privateKey],
  ["PKCS#1 labelled PRIVATE KEY", pkcs1.replaceAll("RSA PRIVATE KEY", "PRIVATE KEY")]
]
const wrongKeys = [
  ["a private key for a recipient", "recipient", privateKey, "a private key"],
  ["a PKCS#1 private key for a recipient", "recipient", pkcs1, "a PKCS#1 private key"],
  ["a request for a recipient", "recipient", request, "a certificate request"],
  ["an EC public key", "recipient", ecPublic, "a key that is not RSA"],
  ["an empty text", "recipient", "", "an empty text"],
  ["a path", "recipient", "/etc/keys/bank.cer", "a text without PEM or base64"],
  ["a damaged certificate", "recipient", certificate.replace(/\n.{64}\n/, "\n"), "damaged or unknown data"],
  ["a certificate for a private key", "private", certificate, "a certificate"],
  ["a public key for a private key", "private", spki, "a public key"],
  ["an EC private key", "private", ec, "a private key that is not RSA"],
  ["an EC private key in its own form", "private", ecOld, "an EC private key"],
  ["an encrypted PKCS#8 key", "private", encrypted, "an encrypted private key"],
  ["an encrypted PKCS#8 key without its label", "private", bare(encrypted), "an encrypted private key"],
  ["an encrypted PKCS#1 key", "private", encryptedOld, "an encrypted private key"],
  ["a key of 1024 bits", "private", small, "an RSA key of 1024 bits"]
]

writeFileSync(
  target,
  `${JSON.stringify(
    {
      warning: "TEST ONLY. These private keys are public. Never use them for anything but tests.",
      madeBy: openssl(["version"]).toString().trim(),
      testOnlyKeys: keys,
      cases,
      recipients: recipients.map(([id, text]) => ({ id, text })),
      privates: privates.map(([id, text]) => ({ id, text })),
      wrongKeys: wrongKeys.map(([id, role, text, found]) => ({ id, role, text, found }))
    },
    null,
    1
  )}\n`
)
rmSync(work, { recursive: true })
console.log(`${cases.length} cases, ${recipients.length + privates.length + wrongKeys.length} key texts`)
