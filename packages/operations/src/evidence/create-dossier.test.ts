import { execFileSync } from "node:child_process"
import { constants, createDecipheriv, createHash, createPrivateKey, generateKeyPairSync, privateDecrypt, publicEncrypt, randomBytes, createCipheriv } from "node:crypto"
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { createDossier, type DossierOptions, openDossier } from "./create-dossier.ts"
import type { Dossier } from "./dossier-content.ts"
import { ACCOUNT, journalled, NAME, NOW, refused, settled, timedOut } from "./testing/view-of.ts"

const keysOf = (modulusLength: number) =>
  generateKeyPairSync("rsa", {
    modulusLength,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" }
  })
const bank = keysOf(2048)
const other = keysOf(2048)
const evidence = await journalled([timedOut, settled])

const optionsOf = (changes: Partial<DossierOptions> = {}): DossierOptions => ({
  ...{ ...evidence, approvals: [{ by: "ravi", at: NOW, action: "approved" }], now: NOW + 7_200_000 },
  ...{ by: "asha", reason: "bank ticket SR-1: no credit seen", recipient: { publicKeyPem: bank.publicKey }, ...changes }
})

/** RFC 7516 once more, over node:crypto alone. */
const openWithNode = (jwe: string): Dossier => {
  const [header = "", wrapped = "", iv = "", ciphertext = "", tag = ""] = jwe.split(".")
  const key = privateDecrypt({ key: bank.privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha256" }, Buffer.from(wrapped, "base64url"))
  const cipher = createDecipheriv("aes-256-gcm", key, Buffer.from(iv, "base64url")).setAAD(Buffer.from(header)).setAuthTag(Buffer.from(tag, "base64url"))
  return JSON.parse(Buffer.concat([cipher.update(Buffer.from(ciphertext, "base64url")), cipher.final()]).toString()) as Dossier
}

const sealWithNode = (plain: string, more: object = {}): string => {
  const header = Buffer.from(JSON.stringify({ alg: "RSA-OAEP-256", enc: "A256GCM", ...more })).toString("base64url")
  const [key, iv] = [randomBytes(32), randomBytes(12)]
  const wrapped = publicEncrypt({ key: bank.publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha256" }, key)
  const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(header))
  const box = Buffer.concat([cipher.update(plain), cipher.final()])
  return [header, ...[wrapped, iv, box, cipher.getAuthTag()].map((part) => part.toString("base64url"))].join(".")
}

describe("a sealed dossier", () => {
  it("opens with its key, here and by node:crypto alone; the recipient can recompute the chain", async () => {
    const { jwe, chainHolds } = await createDossier(optionsOf())
    expect(chainHolds).toBe(true)
    const dossier = await openDossier(jwe, bank.privateKey)
    expect(openWithNode(jwe)).toEqual(dossier)
    expect(dossier).toMatchObject({
      payout: { rupees: "100100.50", beneficiary: { name: NAME, accountNumber: ACCOUNT, ifsc: "TEST0000001" } },
      attempts: [{ reference: "T012AY00000000A", bankNumber: "600000000001", sendingAt: "2030-01-31T11:30:00+05:30" }],
      codes: [{ code: "11", class: "unknown", moneyMayHaveMoved: true }, { code: "0", class: "success" }],
      approvals: [{ by: "ravi", action: "approved" }],
      verification: { chain: "holds", fixedByAnchor: 1, anchors: [{ no: 1 }] }
    })
    expect(dossier.question).toContain("Rs 100100.50 by IMPS, reference T012AY00000000A, of 2030-01-31, bank number 600000000001")
    let head = "0".repeat(64)
    for (const { seq, at, kind, detail } of dossier.timeline) {
      head = createHash("sha256").update(JSON.stringify([head, dossier.payout.id, seq, at, kind, detail])).digest("hex")
    }
    expect(head).toBe(dossier.verification.head)
  })

  it("sealed by another implementation opens here", async () => {
    const dossier = openWithNode((await createDossier(optionsOf())).jwe)
    expect(await openDossier(sealWithNode(JSON.stringify(dossier)), bank.privateKey)).toEqual(dossier)
  })

  it("to a certificate of openssl's", async () => {
    const folder = mkdtempSync(join(tmpdir(), "hundi-dossier-"))
    writeFileSync(join(folder, "key.pem"), bank.privateKey, { mode: 0o600 })
    const subject = ["-subj", "/CN=Support/O=Test Bank", "-days", "30", "-out", join(folder, "cert.pem")]
    execFileSync("openssl", ["req", "-new", "-x509", "-key", join(folder, "key.pem"), ...subject], { stdio: "ignore" })
    const certificatePem = readFileSync(join(folder, "cert.pem"), "utf8")
    const { jwe, event } = await createDossier(optionsOf({ recipient: { certificatePem } }))
    expect(openWithNode(jwe).payout.id).toBe("default/P1")
    // The same key by another way has the same name.
    expect((await createDossier(optionsOf())).event.detail.recipient).toBe(event.detail.recipient)
  })

  it("an altered history is exported as altered", async () => {
    const { view } = evidence
    const events = view.events.map((event) => (event.kind === "settled" ? { ...event, at: event.at - 1000 } : event))
    const { jwe, chainHolds } = await createDossier(optionsOf({ view: { ...view, events } }))
    expect(chainHolds).toBe(false)
    expect((await openDossier(jwe, bank.privateKey)).verification).toMatchObject({ chain: "broken", brokenAtSeq: view.events.at(-1)?.seq })
    const shorter = await createDossier(optionsOf({ view: { ...view, events: view.events.slice(1) } }))
    expect(shorter.chainHolds).toBe(false)
  })

  it("a proved failure and an unsent payout have their own question", async () => {
    const open = async (changes: Parameters<typeof journalled>[0]) =>
      (await openDossier((await createDossier(optionsOf(await journalled(changes)))).jwe, bank.privateKey)).question
    expect(await open([refused])).toContain("no bank number known: was our account debited")
    expect(await open([])).toContain("was never sent")
  })
})

describe("L10", () => {
  it("the export is an event, without account or name; the file's digest is in it", async () => {
    const { jwe, event } = await createDossier(optionsOf())
    expect(event).toMatchObject({ kind: "dossier-exported", detail: { by: "asha", digest: createHash("sha256").update(jwe).digest("hex") } })
    expect(JSON.stringify(event) + jwe).not.toMatch(new RegExp(`${ACCOUNT}|${NAME}`))
  })

  it("secrets and card numbers in bodies are withheld, accounts are not", async () => {
    const body = { passCode: "s3cret", mpin: "1234", beneAccNo: ACCOUNT, note: "4111 1111 1111 1111", inner: '{"apikey":"k-9","otp":"","n":1}' }
    const exchanges = [{ at: NOW, direction: "sent" as const, call: "composite.imps.pay", body }, { at: NOW, direction: "received" as const, call: "x", httpStatus: 500 }]
    const { jwe } = await createDossier(optionsOf({ exchanges }))
    const withheld = "<withheld>"
    expect((await openDossier(jwe, bank.privateKey)).exchanges).toMatchObject([
      { body: { passCode: withheld, mpin: withheld, beneAccNo: ACCOUNT, note: withheld, inner: { apikey: withheld, otp: "", n: 1 } } },
      { httpStatus: 500, body: null }
    ])
  })

  it.each([
    [{ by: " " }, "by"],
    [{ reason: "please" }, "reason"],
    [{ reason: `no credit at ${ACCOUNT} so far` }, "without the beneficiary's name, account"],
    [{ reason: "ASHA RAO says there is nothing" }, "without the beneficiary's name"],
    [{ recipient: { publicKeyPem: "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----" } }, "an RSA public key"],
    [{ recipient: { certificatePem: bank.publicKey } }, "BEGIN CERTIFICATE"],
    [{ recipient: { certificatePem: bank.publicKey.replaceAll("PUBLIC KEY", "CERTIFICATE") } }, "recipient.certificatePem"],
    [{ recipient: { publicKeyPem: keysOf(1024).publicKey } }, "2048 bits or more"]
  ])("%#: refused, because of %s", async (changes, words) => {
    const refusal = await createDossier(optionsOf(changes)).catch((error: unknown) => error)
    expect(refusal).toMatchObject({ code: "INVALID_REQUEST" })
    expect(String(refusal)).toContain(words)
    expect(String(refusal)).not.toContain(ACCOUNT)
  })
})

describe("a file that does not open", () => {
  it("another key, an altered part, a cut file, other algorithms: refused without a word of the content", async () => {
    const { jwe } = await createDossier(optionsOf())
    const [header = "", wrapped = "", iv = "", box = "", tag = ""] = jwe.split(".")
    const flip = (text: string) => (text.startsWith("A") ? "B" : "A") + text.slice(1)
    const cases: readonly (readonly [string, string, string])[] = [
      [jwe, other.privateKey, "sealed to another key, or it was altered"],
      [[header, flip(wrapped), iv, box, tag].join("."), bank.privateKey, "altered"],
      [[header, wrapped, flip(iv), box, tag].join("."), bank.privateKey, "altered"],
      [[header, wrapped, iv, flip(box), tag].join("."), bank.privateKey, "altered"],
      [[header, wrapped, iv, box, flip(tag)].join("."), bank.privateKey, "altered"],
      [jwe.slice(0, -4), bank.privateKey, "was the file cut?"],
      ["hello", bank.privateKey, "five parts"],
      [sealWithNode("{}", { alg: "RSA1_5" }), bank.privateKey, "RSA-OAEP-256"],
      [sealWithNode("{}", { zip: "DEF" }), bank.privateKey, "zip and crit"],
      [sealWithNode("{}"), bank.privateKey, "no dossier"],
      [sealWithNode("null"), bank.privateKey, "no dossier"],
      [sealWithNode("no JSON"), bank.privateKey, "no dossier"],
      [jwe, "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----", "PKCS#8"]
    ]
    for (const [file, key, words] of cases) {
      const refusal = String(await openDossier(file, key).catch((error: unknown) => error))
      expect(refusal).toContain(words)
      expect(refusal).not.toContain(ACCOUNT)
    }
  })

  it("a WebCrypto key does as well as PEM", async () => {
    const der = createPrivateKey(bank.privateKey).export({ type: "pkcs8", format: "der" })
    const key = await crypto.subtle.importKey("pkcs8", Uint8Array.from(der), { name: "RSA-OAEP", hash: "SHA-256" }, false, ["decrypt"])
    expect((await openDossier((await createDossier(optionsOf())).jwe, key)).format).toBe("hundi-dossier/1")
  })
})
