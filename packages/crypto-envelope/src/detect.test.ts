import { readFileSync } from "node:fs"
import { expect, test } from "vitest"
import type { EnvelopeVectors } from "./conformance-suite.ts"
import { createEnvelope, detect, profiles } from "./index.ts"

const path = new URL("../../../tooling/vectors/envelope/envelope.json", import.meta.url)
const { cases, testOnlyKeys } = JSON.parse(readFileSync(path, "utf8")) as EnvelopeVectors
const envelopeOf = (bits: 2048 | 4096, profile: typeof profiles.composite) => {
  const { certificate, privateKey } = testOnlyKeys[`partner${bits}`]!
  return createEnvelope({ recipientCertificate: certificate, privateKey, profile })
}

test.each([
  ["field", "field"],
  ["prefix", "prefix"],
  ["plaintext", "prefix"],
  ["field+prefix", "field+prefix"]
] as const)("an envelope with the iv as %s is seen as %s", async (requestIv, iv) => {
  const envelope = await envelopeOf(2048, { ...profiles.composite, requestIv })
  const found = detect(await envelope.seal({ a: 1 }, { service: "LOP" }))
  // A plaintext with the IV inside is one block longer than it looks, and starts with what looks like a prefix.
  expect(found).toEqual({ kind: "hybrid", iv, paddingWord: "NONE", padding: "PKCS1", keyBits: 2048, dataBytes: 16, service: "LOP", problems: [] })
})

test("the padding word is shown as it stands, and what it means", () => {
  const read = (word: unknown) => detect(JSON.stringify({ encryptedKey: "A".repeat(1024), encryptedData: "A".repeat(64), oaepHashingAlgorithm: word }))
  expect(read("SHA1")).toMatchObject({ paddingWord: "SHA1", padding: "OAEP-SHA1" })
  expect(read("none")).toMatchObject({ paddingWord: "none", padding: "PKCS1" })
  expect(read(undefined)).toMatchObject({ paddingWord: "", padding: "PKCS1" })
  expect(read("SHA256")).toMatchObject({ padding: "unknown", problems: ["oaepHashingAlgorithm is neither NONE nor SHA1"] })
  expect(read(7)).toMatchObject({ paddingWord: "number", padding: "unknown" })
})

test.each([
  ["AES blocks", { encryptedKey: "A".repeat(1024), encryptedData: "AAAA", iv: "" }, "encryptedData is not whole AES blocks"],
  ["base64", { encryptedKey: "A".repeat(1024), encryptedData: "a b", iv: "" }, "encryptedData is not base64"],
  ["the key", { encryptedKey: "AAAA", encryptedData: "A".repeat(64), iv: "" }, "encryptedKey is not one RSA block in base64"],
  ["a lost key", { encryptedData: "A".repeat(64) }, "encryptedKey is not one RSA block in base64"],
  ["the iv", { encryptedKey: "A".repeat(1024), encryptedData: "A".repeat(64), iv: "AAAA" }, "iv is not 16 bytes in base64"]
])("what is wrong on the outside is named: %s", (_, fields, problem) => {
  expect(detect(JSON.stringify(fields))).toMatchObject({ kind: "hybrid", problems: [problem] })
})

test("RSA alone: blocks, and how they are wrapped", async () => {
  const value = { a: "x".repeat(600) }
  const short = await (await envelopeOf(2048, profiles["upi-v1"])).sealAsymmetric(value)
  const plain = { jsonString: false, rPrefix: false, lineBreaks: false }
  expect(detect(short)).toEqual({ kind: "rsa-only", blocks: 3, keyBits: 2048, ...plain })
  const long = await (await envelopeOf(4096, profiles["upi-v1"])).sealAsymmetric(value)
  expect(detect(long)).toEqual({ kind: "rsa-only", blocks: 2, keyBits: 4096, ...plain })
  expect(detect(JSON.stringify(long))).toMatchObject({ kind: "rsa-only", jsonString: true })
  expect(detect(`r=${long.replace(/.{76}/g, "$&\n")}`)).toMatchObject({ kind: "rsa-only", blocks: 2, rPrefix: true, lineBreaks: true })
})

test.each([
  ["json", '{"success":false}'],
  ["json", "\uFEFF [1, 2]"],
  ["json", '"text"'],
  ["json", "-7"],
  ["xml", '<?xml version="1.0"?><a/>'],
  ["xml", "<soap:Envelope/>"],
  ["html", "<!DOCTYPE html><html><body>Access denied</body></html>"],
  ["html", "<html>\n<head><title>502 Bad Gateway</title>"],
  ["html", "<!-- proxy --><HTML>"],
  ["pem", "Bag attributes\n-----BEGIN CERTIFICATE-----\nAAAA"],
  ["base64", "AAAAAAAAAAAAAAAAAAAAAAAA"],
  ["text", "Unauthorized"],
  ["text", "{not json"],
  ["empty", " \r\n"]
])("%s: %s", (kind, body) => {
  expect(detect(body)).toEqual({ kind })
})

test("every openssl envelope that opens has no problem on the outside, and shows no content", () => {
  const good = cases.filter(({ expect: expected }) => expected !== "refused" && (expected as { sealed: boolean }).sealed)
  expect(good.length).toBeGreaterThan(20)
  for (const { id, body } of good) expect(detect(body), id).toMatchObject({ kind: "hybrid", problems: [] })
})
