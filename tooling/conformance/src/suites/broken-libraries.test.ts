import { readFileSync } from "node:fs"
import * as catalog from "@hundi/catalog"
import * as calendar from "@hundi/catalog/calendar"
import { composite } from "@hundi/catalog/composite"
import * as checksum from "@hundi/checksum"
import * as core from "@hundi/core"
import * as inner from "@hundi/core/effect"
import * as testing from "@hundi/core/testing"
import * as envelope from "@hundi/crypto-envelope"
import * as x509 from "@hundi/crypto-envelope/x509"
import * as errorCodes from "@hundi/error-codes"
import * as journals from "@hundi/journal/sqlite"
import { expect, it } from "vitest"
import * as simulator from "@hundi/simulator"
import { capabilities } from "../capabilities.ts"
import { runSuites } from "../run-suites.ts"
import type { BoundSuite, Env } from "../suite.ts"
import { catalogSuite } from "./catalog-suite.ts"
import { certificatesSuite } from "./certificates-suite.ts"
import { checksumSuite } from "./checksum-suite.ts"
import type { ChecksumVectors } from "./checksum-suite.ts"
import { coreSuite } from "./core-suite.ts"
import { corruptionSuite } from "./corruption-suite.ts"
import { envelopeCapabilitiesSuite } from "./envelope-capabilities-suite.ts"
import { envelopeLayoutsSuite } from "./envelope-suite.ts"
import type { AsymmetricVectors, EnvelopeVectors, LayoutVectors } from "./envelope-suite.ts"
import { errorCodesSuite } from "./error-codes-suite.ts"
import type { CodeFacts } from "./error-codes-suite.ts"
import { simulatorSuite } from "./simulator-suite.ts"
import { sqliteRefusalSuite, sqliteSuite } from "./sqlite-suite.ts"

// Each suite is given a library with one fault, and has to find it: a suite that finds nothing would pass everywhere.
const read = (path: string): unknown => JSON.parse(readFileSync(new URL(`../../../../${path}`, import.meta.url), "utf8"))
const env: Env = { runtime: "node", has: capabilities.node }
const failuresOf = async (register: BoundSuite["register"], where: Env = env): Promise<readonly string[]> =>
  (await runSuites([{ name: "s", register }], where, "1")).failures.map(({ test }) => test)

it("checksum: a formula in upper case", async () => {
  const vectors = read("packages/checksum/vectors/checksum-vectors.json") as ChecksumVectors
  const idirectChecksum: typeof checksum.idirectChecksum = (formula, parts) => checksum.idirectChecksum(formula, parts).toUpperCase()
  const failures = await failuresOf((runner) => checksumSuite(runner, { ...checksum, idirectChecksum }, vectors, env))
  expect(failures).toHaveLength(vectors.idirect.length)
})

const facts = read("packages/error-codes/facts/codes.json") as CodeFacts
it.each<[string, typeof errorCodes.lookUp, string]>([
  ["a time-out becomes a rejection", (...key) => ({ ...errorCodes.lookUp(...key), ...(String(key[2]) === "11" ? { class: "rejected" } : {}) }), "never rejected: imps"],
  ["a code is lost", (...key) => errorCodes.lookUp(key[0], key[1], key[2] === "U16" ? "no" : key[2]), "all 630 collected entries are found"],
  ["an unlisted code is certain", (...key) => ({ ...errorCodes.lookUp(...key), moneyMayHaveMoved: false }), "it answers for anything, and never with a proof"]
])("error-codes: %s", async (_, lookUp, test) => {
  expect(await failuresOf((runner) => errorCodesSuite(runner, { ...errorCodes, lookUp }, facts, env))).toContain(test)
})

it("catalog: dates in UTC", async () => {
  const broken = { ...calendar, istDate: (ms: number) => new Date(ms).toISOString().slice(0, 10) }
  const failures = await failuresOf((runner) => catalogSuite(runner, { catalog, calendar: broken, families: { composite } }, env))
  expect(failures).toEqual(["the Indian date turns over at 18:30 UTC, whatever the machine's time zone"])
})

it("core: an unknown taken for a rejection, and a history that does not verify", async () => {
  const classify: typeof inner.classify = (reading, ...rest) => inner.classify({ ...reading, sealed: true, httpStatus: 200 }, ...rest)
  const createMemoryJournal = () => ({ ...testing.createMemoryJournal(), verify: async () => ["default/P1"] })
  const lib = { core, inner: { ...inner, classify }, testing: { ...testing, createMemoryJournal } }
  const failures = await failuresOf((runner) => coreSuite(runner, lib, env))
  expect(failures).toEqual(expect.arrayContaining(["payout: ActCode 0 settles", "classify: every IMPS code in a reply to pay"]))
})

it("journal: a journal that leaves the dead their leases, and one that keeps another history", async () => {
  const open = async (): Promise<core.Journal> => {
    const journal = journals.openSqliteJournal(":memory:")
    const get: core.Journal["get"] = async (id) => {
      const view = await journal.get(id)
      return view === undefined ? undefined : { ...view, events: view.events.map((event) => ({ ...event, hash: "0" })) }
    }
    return { ...journal, get, takeOver: async () => 0 }
  }
  const failures = await failuresOf((runner) => sqliteSuite(runner, { core, testing, open }, env))
  expect(failures).toContain("takeOver ends the leases of a dead owner at once, and only of that owner")
  expect(failures).toContain("as in memory: ActCode 0 settles")
})

it("certificates: a signature that nobody checks", async () => {
  const inspectCertificate: typeof x509.inspectCertificate = async (pem) => ({ ...(await x509.inspectCertificate(pem)), selfSigned: false })
  expect(await failuresOf((runner) => certificatesSuite(runner, { ...x509, inspectCertificate }, vectors, env))).toHaveLength(4)
})

const vectors = read("tooling/vectors/envelope/envelope.json") as EnvelopeVectors
const layouts = read("tooling/conformance/vectors/layouts.json") as LayoutVectors
const alone = read("tooling/conformance/vectors/rsa-only.json") as AsymmetricVectors
/** The package with envelopes whose opening is changed. */
const withOpening = (change: (made: envelope.Envelope) => Partial<envelope.Envelope>): typeof envelope => ({
  ...envelope,
  createEnvelope: async (options) => {
    const made = await envelope.createEnvelope(options)
    return { ...made, ...change(made) }
  }
})

it("crypto-envelope: an envelope that opens anything, and one that loses a block", async () => {
  const lib = withOpening((made) => ({
    open: (body) => made.open(body).catch(() => ({ sealed: true, value: {} })),
    openAsymmetric: (body) => made.openAsymmetric(body.slice(0, 344))
  }))
  const failures = await failuresOf((runner) => envelopeLayoutsSuite(runner, lib, vectors.testOnlyKeys, layouts, alone))
  const refused = layouts.cases.filter((one) => one.expect === "refused")
  expect(failures.filter((name) => name.startsWith("layout: "))).toHaveLength(refused.length)
  expect(failures).toContain("RSA alone: PKCS1, 3 blocks, bare")
})

it("crypto-envelope: an error that says one bit more, whatever the bit", async () => {
  const bits: ((error: Error) => Error)[] = [
    (error) => Object.assign(error, { detail: 1 }),
    (error) => new envelope.EnvelopeError("ENVELOPE_OPEN_FAILED", `${error.message}.`),
    (error) => new Error(error.message, { cause: 1 })
  ]
  const isOdd = (body: string) => [...body].reduce((sum, symbol) => sum + symbol.charCodeAt(0), 0) % 2 === 1
  for (const bit of bits) {
    const tell = (open: envelope.Envelope["open"]) => (body: string) =>
      open(body).catch((error: Error) => Promise.reject(isOdd(body) ? bit(error) : error))
    const lib = withOpening((made) => ({ open: tell(made.open), openAsymmetric: tell(made.openAsymmetric) }))
    const damage = { keys: vectors.testOnlyKeys, layouts, alone }
    expect(await failuresOf((runner) => corruptionSuite(runner, lib, damage, { ...env, corruptions: 400 }))).toHaveLength(4)
  }
})

it("where a capability is there after all, or another than the table says, the suites fail", async () => {
  const changes = [{ rawRsa: false }, { nativePkcs1: "oracle" }, { nativePkcs1: "absent" }] as const
  for (const change of changes) {
    const where: Env = { runtime: "node", has: { ...capabilities.node, ...change } }
    const failures = await failuresOf((runner) => envelopeCapabilitiesSuite(runner, envelope, vectors, where), where)
    expect(failures).toHaveLength("rawRsa" in change ? 2 : 1)
  }
  const lib = { load: async () => journals }
  for (const sqlite of ["inert", "absent"] as const) {
    const where: Env = { runtime: "workerd", has: { rawRsa: true, nativePkcs1: "oracle", sqlite } }
    expect(await failuresOf((runner) => sqliteRefusalSuite(runner, lib, where), where), sqlite).toHaveLength(1)
  }
})

it("simulator: a bank that forgets a debit, and one that answers in the clear", async () => {
  const { testOnlyKeys: keys } = read("tooling/vectors/envelope/envelope.json") as EnvelopeVectors
  const withBank = (change: (made: simulator.Simulator) => Partial<simulator.Simulator>): typeof simulator => ({
    ...simulator,
    createSimulator: async (options) => {
      const made = await simulator.createSimulator(options)
      return { ...made, ...change(made) }
    }
  })
  const forgetful = withBank((made) => ({
    fetch: async (input, init) => {
      const response = await made.fetch(input, init)
      return String(input).endsWith("/ledger") ? Response.json({ debits: [] }) : response
    }
  }))
  const clear = withBank((made) => ({
    fetch: async (input, init) => {
      if (String(input).includes("/_sim/")) return made.fetch(input, init)
      await made.fetch(input, init)
      return Response.json({ ActCode: "0" })
    }
  }))
  const all = (lib: typeof simulator) => failuresOf((runner) => simulatorSuite(runner, { simulator: lib, envelope, keys }, env))
  expect(await all(simulator)).toEqual([])
  expect(await all(forgetful)).toHaveLength(3)
  expect(await all(clear)).toContain("a partner registers, pays by envelope and reads the ledger")
})
