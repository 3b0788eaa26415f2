import type * as Library from "./index.ts"
import type { EnvelopeProfile, RsaPadding } from "./index.ts"
import { assertSame, describeRefusal, ONE_ERROR } from "./testing-suite-tools.ts"
import type { Lib, Runner } from "./testing-suite-tools.ts"

/** The parts of `tooling/vectors/envelope/envelope.json` that the suite reads; see the README beside it. */
export interface EnvelopeVectors {
  readonly testOnlyKeys: Readonly<Record<string, { readonly privateKey: string; readonly certificate: string }>>
  readonly cases: readonly {
    readonly id: string
    readonly key: string
    readonly accept: readonly string[]
    readonly keyBytes: number
    readonly body: string
    readonly expect: unknown
  }[]
  readonly recipients: readonly { readonly id: string; readonly text: string }[]
  readonly privates: readonly { readonly id: string; readonly text: string }[]
  readonly wrongKeys: readonly { readonly id: string; readonly role: string; readonly text: string; readonly found: string }[]
}

type Keys = EnvelopeVectors["testOnlyKeys"][string]

/**
 * Everything an implementation must do, as a function of the runner, the library and the vectors, so that each runtime
 * runs the same tests. It uses nothing but the language: no test framework, no file system.
 */
export function envelopeSuite(runner: Runner, lib: Lib, vectors: EnvelopeVectors): void {
  const keys = vectors.testOnlyKeys["partner2048"]!
  testVectors(runner, lib, vectors)
  testRoundTrips(runner, lib, keys)
  testFreshness(runner, lib, keys)
  testKeyTexts(runner, lib, vectors, keys)
  testOneError(runner, lib, keys)
}

function testVectors({ test }: Runner, lib: Lib, { cases, testOnlyKeys }: EnvelopeVectors): void {
  for (const { id, key, accept, keyBytes, body, expect } of cases) {
    test(`vector: ${id}`, async () => {
      const [first, ...others] = accept as RsaPadding[]
      const envelope = await open(lib, testOnlyKeys[key]!, {
        rsa: first!,
        accept: [first!, ...others],
        sessionKey: { bytes: keyBytes as 16 | 32, charset: "raw" },
        requestIv: "field",
        responseIv: "auto"
      })
      if (expect === "refused") assertSame(await describeRefusal(lib, () => envelope.open(body)), ONE_ERROR)
      else assertSame(await envelope.open(body), expect)
    })
  }
}

function testRoundTrips({ test }: Runner, lib: Lib, keys: Keys): void {
  const value = { beneName: "आशा ₹", amount: "100.50", nested: [null, true, { a: "x".repeat(40) }] }
  for (const profile of allProfiles()) {
    test(`round trip: ${describeProfile(profile)}`, async () => {
      const envelope = await open(lib, keys, profile)
      const body = await envelope.seal(value, { requestId: "r-1", service: "LOP", clientInfo: "c" })
      assertSame(await envelope.open(body), { sealed: true, value })
      const fields = JSON.parse(body) as Record<string, string>
      assertSame(Object.keys(fields), FIELD_NAMES)
      assertSame([fields["requestId"], fields["service"], fields["clientInfo"], fields["optionalParam"]], ["r-1", "LOP", "c", ""])
      assertSame(fields["oaepHashingAlgorithm"], profile.rsa === "PKCS1" ? "NONE" : "SHA1")
      assertSame(fields["iv"]!.length, profile.requestIv.startsWith("field") ? 24 : 0)
    })
  }
  test("round trip: every length around a block", async () => {
    const envelope = await open(lib, keys, lib.profiles.composite)
    for (let length = 0; length < 34; length++) {
      const text = "a".repeat(length)
      assertSame(await envelope.open(await envelope.seal(text)), { sealed: true, value: text })
    }
  })
  test("seal: a value without a JSON form is refused, and not shown", async () => {
    const envelope = await open(lib, keys, lib.profiles.composite)
    for (const value of [undefined, { secretName: 10n }, () => 1]) {
      const refusal = await describeRefusal(lib, () => envelope.seal(value))
      assertSame(refusal, { name: "EnvelopeError", code: "ENVELOPE_VALUE", message: refusal.message, hasCause: false })
      if (refusal.message.includes("secretName")) throw new Error("the message shows the value")
    }
  })
}

/** No two messages may share an IV, a session key or a padding: CBC under a repeated IV shows equal beginnings. */
function testFreshness({ test }: Runner, lib: Lib, keys: Keys): void {
  test("seal: nothing repeats", async () => {
    const envelope = await open(lib, keys, lib.profiles.composite)
    const seen = new Set<string>()
    for (let i = 0; i < 50; i++) {
      const fields = JSON.parse(await envelope.seal({ same: true })) as Record<string, string>
      for (const name of ["iv", "encryptedKey", "encryptedData"]) seen.add(fields[name]!)
    }
    assertSame(seen.size, 150)
  })
}

function testKeyTexts({ test }: Runner, lib: Lib, { recipients, privates, wrongKeys }: EnvelopeVectors, keys: Keys): void {
  for (const [role, texts] of [["recipient", recipients], ["private", privates]] as const)
    for (const { id, text } of texts)
      test(`${role} key text: ${id}`, async () => {
        const envelope = await open(lib, withKey(keys, role, text), lib.profiles.composite)
        assertSame(await envelope.open(await envelope.seal(1)), { sealed: true, value: 1 })
      })
  for (const { id, role, text, found } of wrongKeys)
    test(`wrong key: ${id}`, async () => {
      const refusal = await describeRefusal(lib, () => open(lib, withKey(keys, role, text), lib.profiles.composite))
      assertSame(refusal.code, "ENVELOPE_KEY")
      const field = role === "recipient" ? "recipientCertificate" : "privateKey"
      if (!refusal.message.startsWith(`${field}: found ${found}, expected `)) throw new Error(`unclear message: ${refusal.message}`)
    })
}

/** Every byte of a small envelope is damaged in turn. All refusals must be one, and the stack must not differ either. */
function testOneError({ test }: Runner, lib: Lib, keys: Keys): void {
  for (const rsa of ["PKCS1", "OAEP-SHA1"] as const)
    test(`one error: ${rsa}`, async () => {
      const envelope = await open(lib, keys, { ...lib.profiles.composite, rsa })
      const fields = JSON.parse(await envelope.seal({ a: 1 })) as Record<string, string>
      const stacks = new Set<string>()
      let count = 0
      for (const body of damage(fields)) {
        const refusal = await describeRefusal(lib, () => envelope.open(body), stacks)
        assertSame(refusal, ONE_ERROR)
        count++
      }
      assertSame(stacks.size, 1)
      if (count < 100) throw new Error(`only ${count} damaged bodies`)
    })
}

/**
 * Bodies that differ from a good one in one place. Of the IV only the first byte is damaged, where the brace stands: CBC has
 * no authentication, and another letter inside a string would be a valid message. That is the scheme's limit, not ours.
 */
function* damage(fields: Readonly<Record<string, string>>): Generator<string> {
  for (const [name, step] of [["encryptedKey", 5], ["encryptedData", 1]] as const) {
    const text = fields[name]!
    for (let i = 0; i < text.length - 2; i += step) {
      const other = text[i] === "A" ? "B" : "A"
      yield JSON.stringify({ ...fields, [name]: text.slice(0, i) + other + text.slice(i + 1) })
      yield JSON.stringify({ ...fields, [name]: text.slice(0, i) })
    }
  }
  yield JSON.stringify({ ...fields, iv: (fields["iv"]![0] === "A" ? "B" : "A") + fields["iv"]!.slice(1) })
  for (const iv of ["", "AAAA", "%", "A".repeat(24)]) yield JSON.stringify({ ...fields, iv })
  for (const oaepHashingAlgorithm of ["MD5", fields["oaepHashingAlgorithm"] === "NONE" ? "SHA1" : "NONE"])
    yield JSON.stringify({ ...fields, oaepHashingAlgorithm })
  yield JSON.stringify(fields).slice(1)
}

const FIELD_NAMES = ["requestId", "service", "encryptedKey", "oaepHashingAlgorithm", "iv", "encryptedData", "clientInfo", "optionalParam"]
function* allProfiles(): Generator<EnvelopeProfile> {
  for (const rsa of ["PKCS1", "OAEP-SHA1"] as const)
    for (const bytes of [16, 32] as const)
      for (const charset of ["raw", "ascii"] as const)
        for (const requestIv of ["field", "prefix", "plaintext", "field+prefix"] as const)
          yield { rsa, sessionKey: { bytes, charset }, requestIv, responseIv: "auto" }
}

function describeProfile({ rsa, sessionKey, requestIv }: EnvelopeProfile): string {
  return `${rsa}, ${sessionKey.bytes} ${sessionKey.charset}, iv as ${requestIv}`
}

function open(lib: Lib, keys: Keys, profile: EnvelopeProfile): Promise<Library.Envelope> {
  return lib.createEnvelope({ recipientCertificate: keys.certificate, privateKey: keys.privateKey, profile })
}

function withKey(keys: Keys, role: string, text: string): Keys {
  return role === "recipient" ? { ...keys, certificate: text } : { ...keys, privateKey: text }
}
