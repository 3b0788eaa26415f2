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
import * as simulator from "@hundi/simulator"
import checksumVectors from "../../../packages/checksum/vectors/checksum-vectors.json" with { type: "json" }
import codeFacts from "../../../packages/error-codes/facts/codes.json" with { type: "json" }
import envelopeVectors from "../../vectors/envelope/envelope.json" with { type: "json" }
import javaVectors from "../../vectors/envelope/java.json" with { type: "json" }
import phpVectors from "../../vectors/envelope/php.json" with { type: "json" }
import pythonVectors from "../../vectors/envelope/python.json" with { type: "json" }
import layoutVectors from "../vectors/layouts.json" with { type: "json" }
import aloneVectors from "../vectors/rsa-only.json" with { type: "json" }
import type { BoundSuite, Env, Runner } from "./suite.ts"
import { catalogSuite } from "./suites/catalog-suite.ts"
import { certificatesSuite } from "./suites/certificates-suite.ts"
import { checksumSuite } from "./suites/checksum-suite.ts"
import type { ChecksumVectors } from "./suites/checksum-suite.ts"
import { coreSuite } from "./suites/core-suite.ts"
import { corruptionSuite } from "./suites/corruption-suite.ts"
import { envelopeCapabilitiesSuite } from "./suites/envelope-capabilities-suite.ts"
import { allowVariableTime, envelopeLayoutsSuite, envelopeSuite, foreignEnvelopesSuite } from "./suites/envelope-suite.ts"
import type { AsymmetricVectors, EnvelopeVectors, ForeignVectors, LayoutVectors } from "./suites/envelope-suite.ts"
import { errorCodesSuite } from "./suites/error-codes-suite.ts"
import { paddingTimingSuite } from "./suites/padding-timing-suite.ts"
import type { SimulatorLibrary } from "./suites/simulator-suite.ts"
import { simulatorSuite } from "./suites/simulator-suite.ts"
import { sqliteRefusalSuite, sqliteSuite } from "./suites/sqlite-suite.ts"

/**
 * The suites for one runtime. Where something is missing, another suite takes its place and proves that it fails cleanly.
 *
 * @param openInObject an empty journal in a Durable Object's storage, where there is one: the suite of node:sqlite, with the same digest
 */
export function bindSuites(env: Env, openInObject?: () => Promise<core.Journal>): readonly BoundSuite[] {
  const { has } = env
  const vectors = envelopeVectors as EnvelopeVectors
  // In a chunk of its own: the rest must load where node:sqlite does not exist.
  const load = () => import("@hundi/journal/sqlite")
  const open = has.sqlite === "works" ? async () => (await load()).openSqliteJournal(":memory:") : openInObject
  return [
    { name: "checksum", everywhere: true, register: (runner, env) => checksumSuite(runner, checksum, checksumVectors as ChecksumVectors, env) },
    { name: "error-codes", everywhere: true, register: (runner, env) => errorCodesSuite(runner, errorCodes, codeFacts, env) },
    { name: "catalog", everywhere: true, register: (runner, env) => catalogSuite(runner, { catalog, calendar, families: { composite } }, env) },
    { name: "core", everywhere: true, register: (runner, env) => coreSuite(runner, { core, inner, testing }, env) },
    { name: "certificates", everywhere: true, register: (runner, env) => certificatesSuite(runner, x509, vectors, env) },
    { name: "journal-memory", everywhere: true, register: (runner) => testing.journalSuite(runner, async () => testing.createMemoryJournal()) },
    ...bindEnvelopeSuites(env),
    { name: "simulator", everywhere: true, register: (runner, env) => simulatorSuite(runner, bindSimulator(env), env) },
    ...(open === undefined ? [] : [{ name: "journal-sqlite", register: (runner: Runner, env: Env) => sqliteSuite(runner, { core, testing, open }, env) }]),
    ...(has.sqlite === "works" ? [] : [{ name: `journal-sqlite-${has.sqlite}`, register: (runner: Runner, env: Env) => sqliteRefusalSuite(runner, { load }, env) }])
  ]
}

/** The simulator asks for no permission, since its keys protect nothing; a partner's envelope does. */
const bindSimulator = ({ has }: Env): SimulatorLibrary =>
  ({ simulator, envelope: has.rawRsa ? envelope : allowVariableTime(envelope), keys: (envelopeVectors as EnvelopeVectors).testOnlyKeys })

/** The envelope's suites run everywhere: where node:crypto is missing, by arithmetic; and that this needs permission is tested too. */
function bindEnvelopeSuites({ has }: Env): readonly BoundSuite[] {
  const vectors = envelopeVectors as EnvelopeVectors
  const keys = vectors.testOnlyKeys
  const lib = has.rawRsa ? envelope : allowVariableTime(envelope)
  const [layouts, alone] = [layoutVectors as LayoutVectors, aloneVectors as AsymmetricVectors]
  const foreign = Object.entries({ php: phpVectors, python: pythonVectors, java: javaVectors }) as [string, ForeignVectors][]
  return [
    { name: "envelope-capabilities", everywhere: true, register: (runner, env) => envelopeCapabilitiesSuite(runner, envelope, vectors, env) },
    { name: "crypto-envelope", everywhere: true, register: (runner, env) => envelopeSuite(runner, lib, vectors, env) },
    { name: "envelope-layouts", everywhere: true, register: (runner) => envelopeLayoutsSuite(runner, lib, keys, layouts, alone) },
    ...foreign.map(([name, file]) => ({
      name: `envelopes-by-${name}`,
      everywhere: true as const,
      register: (runner: Runner) => foreignEnvelopesSuite(runner, lib, keys, file)
    })),
    { name: "envelope-corruptions", register: (runner, env) => corruptionSuite(runner, lib, { keys, layouts, alone }, env) },
    { name: "padding-timing", everywhere: true, register: (runner) => paddingTimingSuite(runner, lib, vectors) }
  ]
}
