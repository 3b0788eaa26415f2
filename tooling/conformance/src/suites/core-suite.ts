import { composite } from "@hundi/catalog/composite"
import type * as Core from "@hundi/core"
import type { Attempt, Payout } from "@hundi/core"
import type * as Inner from "@hundi/core/effect"
import type * as Testing from "@hundi/core/testing"
import { codesByFamily } from "@hundi/error-codes"
import { assertSame, assertTrue } from "../assert.ts"
import type { Env, Runner } from "../suite.ts"
import { payoutScenarios } from "./payout-scenarios.ts"
import { playPayout } from "./payout-scene.ts"

/** The three doors of core that the suite goes through. */
export interface CoreLibrary {
  readonly core: typeof Core
  readonly inner: typeof Inner
  readonly testing: typeof Testing
}

/** Outcomes of payouts, the reading of every known code, and the journal suite in memory. */
export function coreSuite(runner: Runner, lib: CoreLibrary, _env: Env): void {
  const { test } = runner
  for (const scenario of payoutScenarios)
    test(`payout: ${scenario.name}`, async () => {
      const { view, bodies, altered } = await playPayout(lib.core, lib.testing.createMemoryJournal(), scenario)
      assertSame([view.payout.status, view.attempts.map((attempt) => attempt.state)], [scenario.status, scenario.states])
      assertSame(bodies.length, scenario.answers.length, "calls to the bank")
      assertSame(altered, [], "altered histories")
      return { view, bodies }
    })
  test("not sent, by witness: the repeat has the same bytes (L3)", async () => {
    const scenario = payoutScenarios.find(({ name }) => name.startsWith("not sent, then paid"))
    const { bodies } = await playPayout(lib.core, lib.testing.createMemoryJournal(), scenario!)
    assertSame(bodies[1], bodies[0])
  })
  for (const from of ["pay", "enquiry"] as const) test(`classify: every IMPS code in a reply to ${from}`, async () => classifyAll(lib, from))
  test("personal data prints masked", async () => {
    const secret = new lib.core.Sensitive("00123456789")
    const shown = [String(secret), JSON.stringify({ secret }), `${secret.toString()}`]
    assertTrue(!shown.join().includes("12345"), "no account number in text")
    assertSame(secret.reveal(), "00123456789")
    return shown
  })
}

/** Every code of the table through `classify`; what it concludes must not depend on the runtime. */
function classifyAll({ core, inner }: CoreLibrary, from: "pay" | "enquiry"): unknown {
  const codes = (from === "pay" ? composite.pay : composite.status).codes
  const [payout, attempt] = [payoutOf(core), attemptOf(from)]
  return codesByFamily.imps.map(({ code }) => {
    const reading: Inner.Reading = { evidence: { code }, codes, from, sealed: true, httpStatus: 200, now: NOW_MS }
    const outcome = inner.classify(reading, composite.pay, attempt, payout)
    for (const httpStatus of [302, 500, 503])
      assertSame(inner.classify({ ...reading, httpStatus }, composite.pay, attempt, payout).kind, "Unknown", `${code} under HTTP ${httpStatus}`)
    assertSame(inner.classify({ ...reading, sealed: false }, composite.pay, attempt, payout).kind, "Unknown", `${code} without an envelope`)
    return [code, outcome]
  })
}

const NOW_MS = Date.UTC(2026, 10, 20, 6, 0, 0)

const payoutOf = (core: typeof Core): Payout => ({
  id: "default/P1",
  tenant: "default",
  payoutId: "P1",
  idempotencyKey: "P1",
  amountPaise: 10_050n,
  beneficiary: { name: new core.Sensitive("Asha Rao", 0), accountNumber: new core.Sensitive("000123456789"), ifsc: "TEST0000001" },
  remark: "rent",
  operation: composite.pay.id,
  rail: "imps",
  status: "in-flight",
  fingerprint: "f1",
  createdAt: NOW_MS,
  dueAt: null,
  epoch: 1,
  reviewReason: null,
  hold: null,
  beneficiaryHash: "b1"
})

const attemptOf = (from: "pay" | "enquiry"): Attempt => ({
  payoutId: "default/P1",
  number: 1,
  reference: "T012AY00000000A",
  fingerprint: "f1",
  operation: composite.pay.id,
  rail: "imps",
  businessDate: "2026-11-20",
  epoch: 1,
  state: from === "pay" ? "sending" : "unknown",
  reservedAt: NOW_MS,
  sendingAt: NOW_MS,
  plaintextDigest: null,
  unknownSince: null,
  asked: 0,
  technicalCode: null,
  technicalAt: null,
  notSentCount: 0,
  rrn: null,
  provedFailedAt: null,
  lastCode: null
})
