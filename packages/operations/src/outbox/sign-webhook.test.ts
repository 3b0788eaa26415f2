import { createHmac } from "node:crypto"
import { describe, expect, it } from "vitest"
import { formatWebhookSecret, signWebhook } from "./sign-webhook.ts"
import { verifyWebhook } from "./verify-webhook.ts"

const KEY = "hundi-test-secret-of-32-bytes-00"
const SECRET = "whsec_aHVuZGktdGVzdC1zZWNyZXQtb2YtMzItYnl0ZXMtMDA="
const NEXT = formatWebhookSecret(new Uint8Array(32).fill(7))
const AT = Date.UTC(2030, 0, 31, 6)
const parts = { id: "evt_1", timestampS: AT / 1000, body: '{"type":"payout.settled","timestamp":"2030-01-31T06:00:00.000Z"}' }
/** Made by the npm package standardwebhooks 1.1.1, `new Webhook(SECRET).sign("evt_1", new Date(AT), body)`. */
const SIGNATURE = "v1,6vNKf+ReDRDoiVC2DJWt8OtWP+cTHV2xffYvfko0Xcc="

const stamp = String(parts.timestampS)
const headersOf = (signature: string) => ({ "Webhook-Id": parts.id, "webhook-timestamp": stamp, "webhook-signature": signature })
const verify = (changes: object = {}) =>
  verifyWebhook({ headers: headersOf(SIGNATURE), body: parts.body, secrets: [SECRET], now: AT, ...changes })

describe("signatures in the Standard Webhooks form", () => {
  it("are those of the reference package and of node:crypto", () => {
    expect(signWebhook(parts, [SECRET])).toBe(SIGNATURE)
    const mac = createHmac("sha256", KEY).update(`${parts.id}.${parts.timestampS}.${parts.body}`).digest("base64")
    expect(SIGNATURE).toBe(`v1,${mac}`)
  })

  it("a body beyond ASCII is signed as UTF-8", () => {
    const body = '{"reason":"₹100.50 हुण्डी"}'
    const mac = createHmac("sha256", KEY).update(`evt_1.1.${body}`, "utf8").digest("base64")
    expect(signWebhook({ id: "evt_1", timestampS: 1, body }, [SECRET])).toBe(`v1,${mac}`)
  })

  it.each(["", "whsec_", "aHVuZGktdGVzdC1zZWNyZXQtb2YtMzItYnl0ZXMtMDA=", "whsec_c2hvcnQ=", "whsec_not base64 at all, but long enough for it!"])(
    "the secret %j is refused and not repeated",
    (secret) => {
      expect(() => signWebhook(parts, [secret])).toThrow("secrets: whsec_ and 24 to 64 bytes in base64")
    }
  )

  it("a secret is written from 24 to 64 bytes", () => {
    expect(formatWebhookSecret(new TextEncoder().encode(KEY))).toBe(SECRET)
    expect(() => formatWebhookSecret(new Uint8Array(23))).toThrow("24 to 64 bytes")
    expect(() => formatWebhookSecret(new Uint8Array(65))).toThrow("24 to 64 bytes")
  })
})

describe("a receiver's check", () => {
  it("takes what we signed, with headers of fetch or of node:http", () => {
    const valid = { kind: "valid", id: "evt_1", timestampMs: AT }
    expect(verify()).toEqual(valid)
    expect(verify({ headers: new Headers(headersOf(SIGNATURE)) })).toEqual(valid)
  })

  it("while secrets change: either side may be ahead", () => {
    const both = signWebhook(parts, [NEXT, SECRET])
    expect(both.split(" ")).toHaveLength(2)
    for (const secrets of [[SECRET], [NEXT], [SECRET, NEXT]]) expect(verify({ headers: headersOf(both), secrets }).kind).toBe("valid")
    expect(verify({ secrets: [NEXT, SECRET] }).kind).toBe("valid")
    expect(verify({ secrets: [NEXT] })).toEqual({ kind: "invalid", why: "wrong-signature" })
  })

  it.each([
    ["another body", { body: `${parts.body} ` }, "wrong-signature"],
    ["another id", { headers: { ...headersOf(SIGNATURE), "Webhook-Id": "evt_2" } }, "wrong-signature"],
    ["another time", { headers: { ...headersOf(SIGNATURE), "webhook-timestamp": String(parts.timestampS + 1) } }, "wrong-signature"],
    ["another spelling of the time", { headers: { ...headersOf(SIGNATURE), "webhook-timestamp": `0${parts.timestampS}` } }, "wrong-signature"],
    ["a time that is none", { headers: { ...headersOf(SIGNATURE), "webhook-timestamp": "now" } }, "malformed-header"],
    ["the asymmetric form", { headers: headersOf(SIGNATURE.replace("v1,", "v1a,")) }, "wrong-signature"],
    ["a signature that is wrong in its first byte alone", { headers: headersOf(SIGNATURE.replace("v1,6", "v1,7")) }, "wrong-signature"],
    ["half a signature", { headers: headersOf(SIGNATURE.slice(0, 24)) }, "wrong-signature"],
    ["an empty signature", { headers: headersOf("v1,") }, "wrong-signature"],
    ["no signature", { headers: { "webhook-id": "evt_1", "webhook-timestamp": "1" } }, "missing-header"],
    ["no secrets", { secrets: [] }, "wrong-signature"],
    ["a replay after five minutes", { now: AT + 300_001 }, "too-old"],
    ["a time to come", { now: AT - 300_001 }, "too-new"]
  ])("refuses %s", (_, changes, why) => {
    expect(verify(changes)).toEqual({ kind: "invalid", why })
  })

  it("the edge of the tolerance is inside", () => {
    for (const now of [AT + 300_000, AT - 300_000]) expect(verify({ now }).kind).toBe("valid")
    expect(verify({ now: AT + 5000, toleranceMs: 4000 })).toEqual({ kind: "invalid", why: "too-old" })
  })
})
