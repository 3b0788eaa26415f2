import { createHash } from "node:crypto"
import fc from "fast-check"
import { expect, it } from "vitest"
import { checksumMatches, parseTimeStampBreeze, parseTimeStampIst, sha256Hex, signIdirectRequest, timeStampBreeze, timeStampIst } from "./index.ts"

// Years 1 to 9999 less a day at each end, in milliseconds.
const timeMs = fc.integer({ min: -62_135_500_000_000, max: 253_402_200_000_000 })

it("an IST stamp reads back as its whole second", () => {
  fc.assert(fc.property(timeMs, (ms) => {
    expect(parseTimeStampIst(timeStampIst(ms))).toBe(Math.floor(ms / 1000) * 1000)
  }))
})

it("a Breeze stamp reads back as its whole second", () => {
  fc.assert(fc.property(timeMs, (ms) => {
    expect(parseTimeStampBreeze(timeStampBreeze(ms))).toBe(Math.floor(ms / 1000) * 1000)
  }))
})

it("an IST stamp agrees with the runtime's own Asia/Kolkata calendar", () => {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: "Asia/Kolkata", day: "2-digit", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23"
  })
  // From 1970: India's clocks have been at +05:30 all that time. Some locale data say "Sept".
  fc.assert(fc.property(fc.integer({ min: 0, max: 4_102_444_800_000 }), (ms) => {
    const part = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, value.slice(0, type === "month" ? 3 : 4)]))
    expect(timeStampIst(ms)).toBe(`${part["day"]}-${part["month"]}-${part["year"]} ${part["hour"]}:${part["minute"]}:${part["second"]}`)
  }))
})

it("sha256Hex agrees with OpenSSL on any Unicode text", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    expect(sha256Hex(text)).toBe(createHash("sha256").update(text, "utf8").digest("hex"))
  }))
})

it("a signed body survives its own JSON round trip, so a server can recompute the checksum", () => {
  fc.assert(fc.property(fc.dictionary(fc.string(), fc.string()), fc.string({ minLength: 1 }), (payload, secretKey) => {
    const sent = signIdirectRequest({ appKey: "demo", secretKey }, payload, 1_616_735_044_000)
    const got = JSON.parse(JSON.stringify(sent)) as typeof sent
    expect(checksumMatches(got.Checksum, sha256Hex(got.time_stamp + got.JSONPostData + secretKey))).toBe(true)
  }))
})
