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
import checksumVectors from "../../../packages/checksum/vectors/checksum-vectors.json" with { type: "json" }
import codeFacts from "../../../packages/error-codes/facts/codes.json" with { type: "json" }
import envelopeVectors from "../../vectors/envelope/envelope.json" with { type: "json" }
import type { BoundSuite, Env } from "./suite.ts"
import { catalogSuite } from "./suites/catalog-suite.ts"
import { certificatesSuite } from "./suites/certificates-suite.ts"
import { checksumSuite } from "./suites/checksum-suite.ts"
import type { ChecksumVectors } from "./suites/checksum-suite.ts"
import { coreSuite } from "./suites/core-suite.ts"
import { envelopeRefusalSuite, envelopeSuite } from "./suites/envelope-suite.ts"
import type { EnvelopeVectors } from "./suites/envelope-suite.ts"
import { errorCodesSuite } from "./suites/error-codes-suite.ts"
import { sqliteRefusalSuite, sqliteSuite } from "./suites/sqlite-suite.ts"

/** The suites for one runtime. Where something is missing, another suite takes its place and proves that it fails cleanly. */
export function bindSuites({ has }: Env): readonly BoundSuite[] {
  const vectors = envelopeVectors as EnvelopeVectors
  // In a chunk of its own: the rest must load where node:sqlite does not exist.
  const sqlite = { core, testing, load: () => import("@hundi/journal/sqlite") }
  return [
    { name: "checksum", everywhere: true, register: (runner, env) => checksumSuite(runner, checksum, checksumVectors as ChecksumVectors, env) },
    { name: "error-codes", everywhere: true, register: (runner, env) => errorCodesSuite(runner, errorCodes, codeFacts, env) },
    { name: "catalog", everywhere: true, register: (runner, env) => catalogSuite(runner, { catalog, calendar, families: { composite } }, env) },
    { name: "core", everywhere: true, register: (runner, env) => coreSuite(runner, { core, inner, testing }, env) },
    { name: "certificates", everywhere: true, register: (runner, env) => certificatesSuite(runner, x509, vectors, env) },
    { name: "journal-memory", everywhere: true, register: (runner) => testing.journalSuite(runner, async () => testing.createMemoryJournal()) },
    has.rawRsa
      ? { name: "crypto-envelope", register: (runner, env) => envelopeSuite(runner, envelope, vectors, env) }
      : { name: "crypto-envelope-refused", register: (runner, env) => envelopeRefusalSuite(runner, envelope, vectors, env) },
    has.sqlite === "works"
      ? { name: "journal-sqlite", register: (runner, env) => sqliteSuite(runner, sqlite, env) }
      : { name: `journal-sqlite-${has.sqlite}`, register: (runner, env) => sqliteRefusalSuite(runner, sqlite, env) }
  ]
}
