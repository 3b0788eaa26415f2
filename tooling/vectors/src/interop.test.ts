import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createEnvelope } from "@hundi/crypto-envelope"
import type { Envelope, EnvelopeProfile } from "@hundi/crypto-envelope"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { DEBIAN_PACKAGES, findForeign } from "./foreign.ts"
import type { ForeignName, Job } from "./foreign.ts"
import { KEY_BYTES, PADDINGS, PLACES, TEXTS, toBase64 } from "./recipes.ts"

interface Keys {
  readonly testOnlyKeys: Readonly<Record<string, { readonly privateKey: string; readonly certificate: string }>>
}
const { testOnlyKeys } = JSON.parse(readFileSync(new URL("../envelope/envelope.json", import.meta.url), "utf8")) as Keys
const SIZES = ["partner2048", "partner4096"] as const
const NAMES: readonly ForeignName[] = ["openssl", "php", "python", "java"]

const work = mkdtempSync(join(tmpdir(), "hundi-interop-"))
const file = (key: string, half: "privateKey" | "certificate"): string => join(work, `${key}.${half}`)
beforeAll(() => {
  for (const key of SIZES) for (const half of ["privateKey", "certificate"] as const) writeFileSync(file(key, half), testOnlyKeys[key]![half])
})
afterAll(() => rmSync(work, { recursive: true }))

interface Setting {
  readonly key: (typeof SIZES)[number]
  readonly rsa: EnvelopeProfile["rsa"]
  readonly bytes: 16 | 32
}
/** RSA-4096 costs ten times as much and differs in length alone, so it stands in for one key size. */
const settings: readonly Setting[] = PADDINGS.flatMap((rsa) => [
  ...KEY_BYTES.map((bytes): Setting => ({ key: "partner2048", rsa, bytes })),
  { key: "partner4096", rsa, bytes: 16 }
])
const make = ({ key, rsa, bytes }: Setting, requestIv: EnvelopeProfile["requestIv"], charset: "raw" | "ascii" = "raw"): Promise<Envelope> => {
  const { certificate, privateKey } = testOnlyKeys[key]!
  return createEnvelope({ recipientCertificate: certificate, privateKey, profile: { rsa, sessionKey: { bytes, charset }, requestIv, responseIv: "auto" } })
}
const fromBase64 = (text: string): unknown => (text === "refused" ? text : JSON.parse(Buffer.from(text, "base64").toString()))
/** Texts of one block and of three. */
const alone = [{ AGGRID: "TEST", NOTE: "₹" }, { AGGRID: "TEST", FILL: "x".repeat(1100) }]

for (const name of NAMES) {
  const foreign = findForeign(name)
  // A machine without the language checks the others; CI installs all of them.
  if (foreign === undefined) console.warn(`notice: ${name} is missing, its interop tests are left out (Debian: apt-get install ${DEBIAN_PACKAGES[name]})`)
  // The command line starts four processes for each message.
  const texts = name === "openssl" ? TEXTS.slice(2, 4) : TEXTS
  describe.runIf(foreign !== undefined)(name, () => {
    test("opens what we seal, in every layout", async () => {
      const jobs: Job[] = []
      const expected: unknown[] = []
      for (const setting of settings)
        for (const place of ["field", "prefix", "plaintext", "field+prefix"] as const) {
          const charset = place === "field" ? "ascii" : "raw"
          const envelope = await make(setting, place, charset)
          for (const [, text] of texts) {
            const body = await envelope.seal(JSON.parse(text), { service: "LOP" })
            jobs.push(["open", setting.rsa, String(setting.bytes), file(setting.key, "privateKey"), toBase64(body)])
            expected.push(JSON.parse(text))
          }
        }
      expect((await foreign!.run(jobs)).map(fromBase64)).toEqual(expected)
      expect(expected).toHaveLength(settings.length * 4 * texts.length)
    })

    test("seals what we open, in every layout", async () => {
      const asked = settings.flatMap((setting) => PLACES.flatMap((place) => texts.map(([, text]) => ({ setting, place, text }))))
      const jobs = asked.map(({ setting, place, text }): Job => [
        "seal", setting.rsa, String(setting.bytes), place, file(setting.key, "certificate"), toBase64(text)
      ])
      const bodies = await foreign!.run(jobs)
      const envelopes = new Map<Setting, Envelope>()
      for (const setting of settings) envelopes.set(setting, await make(setting, "field"))
      for (const [i, { setting, text }] of asked.entries())
        expect(await envelopes.get(setting)!.open(bodies[i]!)).toEqual({ sealed: true, value: JSON.parse(text) as unknown })
    })

    test("opens and seals RSA alone, of one block and of several", async () => {
      for (const setting of settings.filter(({ bytes }) => bytes === 16)) {
        const envelope = await make(setting, "field")
        const sealed = await Promise.all(alone.map((value) => envelope.sealAsymmetric(value)))
        const [key, certificate] = [file(setting.key, "privateKey"), file(setting.key, "certificate")]
        const opened = await foreign!.run(sealed.map((body): Job => ["open-rsa", setting.rsa, key, toBase64(`r=${body}`)]))
        expect(opened.map(fromBase64)).toEqual(alone)
        const theirs = await foreign!.run(alone.map((value): Job => ["seal-rsa", setting.rsa, certificate, toBase64(JSON.stringify(value))]))
        for (const [i, body] of theirs.entries()) expect(await envelope.openAsymmetric(`"${body}"`)).toEqual({ sealed: true, value: alone[i] })
      }
    })

    test("refuses what we sealed to someone else, or what was changed on the way", async () => {
      const envelope = await make(settings[0]!, "field")
      const body = await envelope.seal({ a: 1 })
      const fields = JSON.parse(body) as Record<string, string>
      const damaged = JSON.stringify({ ...fields, encryptedKey: fields["encryptedKey"]!.replace(/^./, (symbol) => (symbol === "A" ? "B" : "A")) })
      const other = file("partner4096", "privateKey")
      const own = file("partner2048", "privateKey")
      const jobs: readonly Job[] = [["open", "PKCS1", "16", other, toBase64(body)], ["open", "PKCS1", "16", own, toBase64(damaged)], ["open", "PKCS1", "32", own, toBase64(body)]]
      expect(await foreign!.run(jobs)).toEqual(["refused", "refused", "refused"])
    })
  })
}

test("the vectors made by these programs are as many as their README says", () => {
  const counts = ["php", "python", "java"].map((name) => {
    const { cases, asymmetric, madeBy } = JSON.parse(readFileSync(new URL(`../envelope/${name}.json`, import.meta.url), "utf8")) as {
      readonly cases: readonly { readonly id: string }[]
      readonly asymmetric: readonly { readonly id: string }[]
      readonly madeBy: string
    }
    expect(new Set([...cases, ...asymmetric].map(({ id }) => id)).size).toBe(cases.length + asymmetric.length)
    expect(madeBy.toLowerCase()).toContain(name)
    return cases.length + asymmetric.length
  })
  expect(counts).toEqual([332, 340, 340])
})
