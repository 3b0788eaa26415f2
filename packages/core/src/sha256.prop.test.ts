import { createHmac } from "node:crypto"
import { sha256 } from "@noble/hashes/sha2.js"
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js"
import fc from "fast-check"
import { it } from "vitest"
import { hmacHex, sha256Hex } from "./sha256.ts"

const texts = fc.string({ unit: "binary", maxLength: 300 })

it("the quick hash and the portable one give the same bytes", () => {
  fc.assert(fc.property(texts, (text) => sha256Hex(text) === bytesToHex(sha256(utf8ToBytes(text)))))
})

it("HMAC is node:crypto's, for keys of every length", () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 130 }),
      texts,
      (key, text) => hmacHex(key, text) === createHmac("sha256", key).update(text).digest("hex")
    )
  )
})
