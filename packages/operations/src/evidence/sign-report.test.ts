import { createHmac, generateKeyPairSync, verify } from "node:crypto"
import { describe, expect, it } from "vitest"
import type { ApprovalRow } from "./approval-row.ts"
import { canonicalJson } from "./canonical-json.ts"
import { printReport } from "./print-report.ts"
import { signReport, type SignedReport, verifyReport } from "./sign-report.ts"
import { NOW } from "./testing/view-of.ts"

const pair = generateKeyPairSync("ed25519")
const { subtle } = globalThis.crypto
const privateKey = await subtle.importKey("pkcs8", Uint8Array.from(pair.privateKey.export({ type: "pkcs8", format: "der" })), "Ed25519", false, ["sign"])
const publicKey = await subtle.importKey("spki", Uint8Array.from(pair.publicKey.export({ type: "spki", format: "der" })), "Ed25519", true, ["verify"])
const secret = new Uint8Array(32).fill(9)

const row = (payoutId: string, changes: Partial<ApprovalRow> = {}): ApprovalRow => ({
  ...{ payoutId, fingerprint: "0123456789abcdef", amountPaise: 10_010_050n, maker: "asha", decidedAt: NOW + 60_000 },
  approvals: [{ by: "ravi", at: NOW + 30_000, action: "approved" }, { by: "meera", at: NOW + 60_000, action: "approved" }],
  ...changes
})
const options = { kind: "approvals" as const, from: "2030-01-31", to: "2030-01-31", rows: [row("P1"), row("P2", { amountPaise: 100n })], now: NOW + 3_600_000 }
const signed = await signReport({ ...options, key: { id: "audit-1", ed25519: privateKey } })
const mac = await signReport({ ...options, key: { id: "mac-1", hmac: secret } })

describe("a signed report", () => {
  it("holds under the signer's public key, as a value and as a file", async () => {
    expect(await verifyReport(signed, { ed25519: publicKey })).toMatchObject({ valid: true, keyId: "audit-1", report: { count: 2, totalPaise: "10010150" } })
    expect(await verifyReport(JSON.stringify(signed, null, 2), { ed25519: publicKey })).toMatchObject({ valid: true })
    expect(await verifyReport(mac, { hmac: secret })).toMatchObject({ valid: true, keyId: "mac-1" })
  })

  it("is a JWS to others: node:crypto checks both kinds over header.payload", () => {
    for (const { report, signature } of [signed, mac]) {
      const [header = "", , mark = ""] = signature.split(".")
      const input = Buffer.from(`${header}.${Buffer.from(canonicalJson(report)).toString("base64url")}`)
      const { alg } = JSON.parse(Buffer.from(header, "base64url").toString()) as { alg: string }
      if (alg === "EdDSA") expect(verify(null, input, pair.publicKey, Buffer.from(mark, "base64url"))).toBe(true)
      else expect(createHmac("sha256", secret).update(input).digest("base64url")).toBe(mark)
    }
  })

  const altered = (change: (copy: { report: any; signature: string }) => void): SignedReport => {
    const copy = structuredClone(signed)
    change(copy)
    return copy
  }
  it.each([
    ["an amount", altered(({ report }) => (report.rows[0].amountPaise = "10010051")), "was altered"],
    ["an approver", altered(({ report }) => (report.rows[0].approvals[0].by = "asha")), "was altered"],
    ["a row less", altered(({ report }) => report.rows.pop()), "was altered"],
    ["a row twice", altered(({ report }) => report.rows.push(report.rows[0])), "was altered"],
    ["another head", altered(({ report }) => (report.to = "2030-02-01")), "was altered"],
    ["a payload inside", altered((copy) => (copy.signature = copy.signature.replace("..", ".e30."))), "header..signature"],
    ["no signature", altered((copy) => (copy.signature = "")), "header..signature"],
    ["HS256 under the public key", mac, "another algorithm"]
  ])("%s: not valid", async (_, report, why) => {
    const check = await verifyReport(report, { ed25519: publicKey })
    expect(check).toMatchObject({ valid: false })
    expect(check.valid ? "" : check.why).toContain(why)
  })

  it("another key, and what is no report at all, is not valid and throws nothing", async () => {
    expect(await verifyReport(mac, { hmac: new Uint8Array(32).fill(8) })).toMatchObject({ valid: false })
    expect(await verifyReport(signed, { hmac: secret })).toMatchObject({ valid: false })
    expect(await verifyReport(mac, { hmac: new Uint8Array(4) })).toMatchObject({ valid: false })
    for (const text of ["", "null", "{}", '{"report":1,"signature":".."}']) expect(await verifyReport(text, { hmac: secret })).toMatchObject({ valid: false })
  })

  it.each([
    [[row("P1"), row("P1")], "one row a payout"],
    [[row("P1", { decidedAt: NOW + 86_400_000 })], "P1 was decided on 2030-02-01"],
    [[row("P1", { decidedAt: NOW - 86_400_000 })], "P1 was decided on 2030-01-30"],
    [[row("P1", { amountPaise: 0n })], "rows[0].amountPaise"],
    [[row("P1", { maker: "" })], "rows[0].maker"],
    [[row("P1", { approvals: [{ by: "", at: NOW, action: "approved" }] })], "rows[0].approvals"]
  ])("refuses rows %#", async (rows, words) => {
    await expect(signReport({ ...options, rows, key: { id: "k", hmac: secret } })).rejects.toThrow(words)
  })

  it("refuses dates that do not exist, and a short secret", async () => {
    await expect(signReport({ ...options, from: "2030-02-30", key: { id: "k", hmac: secret } })).rejects.toThrow("from: an IST date")
    await expect(signReport({ ...options, to: "2030-01-30", key: { id: "k", hmac: secret } })).rejects.toThrow("2030-01-31 or after")
    await expect(signReport({ ...options, key: { id: "k", hmac: new Uint8Array(31) } })).rejects.toThrow("32 bytes or more")
  })
})

describe("a printed report", () => {
  it("is a table, with its total and the word on its signature", async () => {
    expect(printReport(await verifyReport(signed, { ed25519: publicKey })).text).toBe(
      [
        ...["Approvals from 2030-01-31 to 2030-01-31", ""],
        "Payout       Rupees  Maker  Approvals                                                        Decided           Fingerprint",
        "P1      1,00,100.50  asha   ravi approved 2030-01-31 11:30; meera approved 2030-01-31 11:31  2030-01-31 11:31  0123456789ab",
        "P2             1.00  asha   ravi approved 2030-01-31 11:30; meera approved 2030-01-31 11:31  2030-01-31 11:31  0123456789ab",
        ...["", "2 payouts, Rs 1,00,101.50; made 2030-01-31T12:30:00+05:30; signature holds, key audit-1", ""]
      ].join("\n")
    )
  })

  it("names a maker who approved, and escapes what people wrote", async () => {
    const rows = [row("P1", { maker: `<script>"x"`, approvals: [{ by: `<script>"x"`, at: NOW, action: "approved" }] })]
    const { text, html } = printReport(await verifyReport(await signReport({ ...options, rows, key: { id: "k", hmac: secret } }), { hmac: secret }))
    expect(text).toContain("! P1: the maker is among those who approved")
    expect(html).not.toContain("<script")
  })

  it("a report that does not hold shows none of its rows", async () => {
    const { text, html } = printReport(await verifyReport(mac, { ed25519: publicKey }))
    expect(text).toMatch(/^NOT VALID: /)
    expect(text + html).not.toContain("P1")
  })
})

describe("canonical JSON", () => {
  it("does not depend on the order of names", () => {
    expect(canonicalJson({ b: [1, "é\n"], a: { d: null, c: true } })).toBe('{"a":{"c":true,"d":null},"b":[1,"é\\n"]}')
    expect(canonicalJson({ "\u{1f600}": 1, "\ufb33": 2 })).toBe('{"\u{1f600}":1,"\ufb33":2}')
  })

  it.each([[1.5], [Number.NaN], [2 ** 60], [-0], [1n], [undefined], ["\ud800"], [{ a: undefined }]])("%s has none", (value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError)
  })
})
