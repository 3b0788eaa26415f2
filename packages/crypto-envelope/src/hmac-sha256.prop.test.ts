import { createHash, createHmac } from "node:crypto"
import fc from "fast-check"
import { expect, test } from "vitest"
import { prepareHmacSha256 } from "./hmac-sha256.ts"

const sha256 = (data: Uint8Array) => createHash("sha256").update(data).digest()

test("equals Node's HMAC for keys shorter than, as long as and longer than a block", () => {
  const key = fc.oneof(fc.uint8Array({ maxLength: 70 }), fc.constantFrom(63, 64, 65, 2350).map((length) => new Uint8Array(length).fill(7)))
  fc.assert(
    fc.property(key, fc.uint8Array({ maxLength: 600 }), (secret, data) => {
      expect(new Uint8Array(prepareHmacSha256(sha256, secret)(data))).toEqual(new Uint8Array(createHmac("sha256", secret).update(data).digest()))
    })
  )
})
