import { describe, expect, it } from "vitest"
import { breezeChecksum, checksumMatches, idirectChecksum, sha256Hex, signBreezeRequest, signIdirectRequest } from "./index.ts"

const nowMs = 1_616_735_044_567
const credentials = { appKey: "demo&App^Key", secretKey: "demo-secret-0001" }

describe("signIdirectRequest", () => {
  it("hashes the very string it sends", () => {
    const body = signIdirectRequest(credentials, { Idirect_Userid: "DEMO0001", SessionToken: "123456" }, nowMs)
    expect(body).toEqual({
      AppKey: "demo&App^Key",
      time_stamp: "26-Mar-2021 10:34:04",
      JSONPostData: '{"Idirect_Userid":"DEMO0001","SessionToken":"123456"}',
      Checksum: sha256Hex('26-Mar-2021 10:34:04{"Idirect_Userid":"DEMO0001","SessionToken":"123456"}demo-secret-0001')
    })
    expect(JSON.stringify(body)).not.toContain("demo-secret-0001")
  })

  it("refuses an empty key or secret", () => {
    expect(() => signIdirectRequest({ ...credentials, appKey: "" }, {}, nowMs)).toThrow(TypeError)
    expect(() => signIdirectRequest({ ...credentials, secretKey: "" }, {}, nowMs)).toThrow(TypeError)
  })
})

describe("signBreezeRequest", () => {
  it("signs stamp, compact body and secret", () => {
    const { body, headers } = signBreezeRequest({ ...credentials, sessionToken: "REVNTzox" }, { stock_code: "ITC", quantity: "1" }, nowMs)
    expect(body).toBe('{"stock_code":"ITC","quantity":"1"}')
    expect(headers).toEqual({
      "Content-Type": "application/json",
      "X-Checksum": `token ${sha256Hex(`2021-03-26T05:04:04.000Z${body}demo-secret-0001`)}`,
      "X-Timestamp": "2021-03-26T05:04:04.000Z",
      "X-AppKey": "demo&App^Key",
      "X-SessionToken": "REVNTzox"
    })
  })

  it("refuses an empty key, secret or token", () => {
    const full = { ...credentials, sessionToken: "REVNTzox" }
    for (const name of ["appKey", "secretKey", "sessionToken"] as const) {
      expect(() => signBreezeRequest({ ...full, [name]: "" }, {}, nowMs)).toThrow(new TypeError(`${name} must not be empty`))
    }
  })

  it("hashes {} for an empty body, and refuses an empty stamp or secret", () => {
    const parts = { timeStamp: "2021-03-26T05:04:04.000Z", body: "", secretKey: "demo-secret-0001" }
    expect(breezeChecksum(parts)).toBe(breezeChecksum({ ...parts, body: "{}" }))
    expect(() => breezeChecksum({ ...parts, secretKey: "" })).toThrow(TypeError)
    expect(() => breezeChecksum({ ...parts, timeStamp: "" })).toThrow(TypeError)
  })
})

describe("checksumMatches", () => {
  const checksum = idirectChecksum("login", { appKey: "k", timeStamp: "26-Mar-2021 10:34:04", secretKey: "s" })

  it("ignores letter case and the token prefix", () => {
    expect(checksumMatches(checksum, checksum.toUpperCase())).toBe(true)
    expect(checksumMatches(`token ${checksum}`, checksum)).toBe(true)
  })

  it("refuses another checksum, a shorter one, and what is not hex", () => {
    expect(checksumMatches(checksum, `${checksum.slice(0, 63)}${checksum.endsWith("0") ? "1" : "0"}`)).toBe(false)
    expect(checksumMatches(checksum, checksum.slice(0, 63))).toBe(false)
    expect(checksumMatches(checksum.slice(0, 63), checksum)).toBe(false)
    expect(checksumMatches("", checksum)).toBe(false)
    expect(checksumMatches("", "")).toBe(false)
    expect(checksumMatches("z".repeat(64), "z".repeat(64))).toBe(false)
  })
})
