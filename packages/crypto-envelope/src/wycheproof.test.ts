import { createPrivateKey } from "node:crypto"
import type { KeyObject } from "node:crypto"
import { existsSync, readFileSync } from "node:fs"
import { describe, expect, test } from "vitest"
import { findNodeEngine } from "./node-engine.node.ts"
import { unpadOaepSha1 } from "./unpad-oaep-sha1.ts"
import { unpadPkcs1 } from "./unpad-pkcs1.ts"
import { readPkcs7 } from "./unpad-pkcs7.ts"
import { createWebAes } from "./web-aes.ts"

// Project Wycheproof's vectors are not copied into the repository: they are used when a folder `shared` stands beside it.
const folder = new URL("../../../../shared/vectors/wycheproof/", import.meta.url)
const { rsa, aes } = findNodeEngine()!

interface Vector {
  readonly tcId: number
  readonly msg: string
  readonly ct: string
  readonly result: "valid" | "invalid" | "acceptable"
  readonly flags: readonly string[]
  readonly key: string
  readonly iv: string
  readonly label?: string
}
interface Group {
  readonly privateKeyPkcs8: string
  readonly keySize: number
  readonly sha?: string
  readonly mgfSha?: string
  readonly tests: readonly Vector[]
}

const hex = (text: string) => new Uint8Array(Buffer.from(text, "hex"))
const read = (name: string) => (JSON.parse(readFileSync(new URL(name, folder), "utf8")) as { testGroups: readonly Group[] }).testGroups
const FALLBACK = new Uint8Array(512).fill(0xee)

/** Runs the raw operation and an unpadding; `undefined` when the fallback came back or the ciphertext's form forbids it. */
async function decrypt(group: Group, { ct, msg }: Vector, unpad: typeof unpadPkcs1): Promise<string | undefined> {
  const pkcs8 = hex(group.privateKeyPkcs8)
  const modulus = modulusOf(createPrivateKey({ key: Buffer.from(pkcs8), format: "der", type: "pkcs8" }))
  const key = rsa.importDecryption({ pkcs8, pkcs1: pkcs8, spki: pkcs8, modulus })
  const ciphertext = hex(ct)
  if (ciphertext.length !== modulus.length || Buffer.compare(ciphertext, modulus) >= 0) return undefined
  const length = msg.length / 2
  const opened = unpad(await key.rawDecrypt(ciphertext), length, FALLBACK)
  if (length > 0 && opened.every((byte) => byte === 0xee)) return undefined
  return Buffer.from(opened).toString("hex")
}

function modulusOf(key: KeyObject): Uint8Array {
  return new Uint8Array(Buffer.from(key.export({ format: "jwk" }).n!, "base64url"))
}

if (!existsSync(folder))
  test("Wycheproof: the folder shared/vectors/wycheproof is absent, nothing to run", () => {
    console.info("Wycheproof vectors not found: passed over")
  })
else
  describe("Wycheproof", () => {
    test.each(["rsa_pkcs1_2048_test.json", "rsa_pkcs1_4096_test.json"])("%s", async (name) => {
      let count = 0
      for (const group of read(name))
        for (const vector of group.tests) {
          const expected = vector.result === "valid" ? vector.msg : undefined
          // An invalid vector names no message: it must give the fallback for both lengths that an envelope may pin.
          const lengths = expected === undefined ? ["00".repeat(16), "00".repeat(32)] : [vector.msg]
          for (const msg of lengths) expect(await decrypt(group, { ...vector, msg }, unpadPkcs1), `tcId ${vector.tcId}`).toBe(expected)
          count++
        }
      expect(count).toBeGreaterThan(60)
    })

    test.each(["rsa_oaep_2048_sha1_mgf1sha1_test.json", "rsa_oaep_misc_test.json"])("%s", async (name) => {
      const unpad: typeof unpadPkcs1 = (block, length, fallback) => unpadOaepSha1(block, length, fallback, rsa.sha1)
      let count = 0
      for (const group of read(name).filter(({ sha, mgfSha }) => sha === "SHA-1" && mgfSha === "SHA-1"))
        for (const vector of group.tests) {
          // The bank's scheme has no label: a labelled ciphertext must not open.
          const expected = vector.result === "invalid" || (vector.label ?? "") !== "" ? undefined : vector.msg
          const msg = vector.msg === "" && expected === undefined ? "00".repeat(16) : vector.msg
          expect(await decrypt(group, { ...vector, msg }, unpad), `tcId ${vector.tcId}`).toBe(expected)
          count++
        }
      expect(count).toBeGreaterThan(10)
    })

    test("aes_cbc_pkcs5_test.json", async () => {
      const web = createWebAes(globalThis.crypto.subtle)
      for (const vector of read("aes_cbc_pkcs5_test.json").flatMap(({ tests }) => tests)) {
        const [key, iv, msg, ct] = [hex(vector.key), hex(vector.iv), hex(vector.msg), hex(vector.ct)]
        if (key.length === 24) continue
        for (const cipher of [aes, web]) {
          if (vector.result === "valid") expect(Buffer.from(await cipher.encrypt(key, iv, msg)).toString("hex")).toBe(vector.ct)
          if (ct.length === 0) continue
          const padded = await cipher.decryptRaw(key, iv, ct)
          const { length, wrong } = readPkcs7(padded)
          expect(wrong === 0, `tcId ${vector.tcId}`).toBe(vector.result === "valid")
          if (wrong === 0) expect(Buffer.from(padded.subarray(0, length)).toString("hex")).toBe(vector.msg)
        }
      }
    })
  })
