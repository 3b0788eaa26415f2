import type { Rail } from "@hundi/catalog"
import { Sensitive, type Work } from "@hundi/core"
import { expect, it } from "vitest"
import { createLeiGate } from "./lei-gate.ts"

const NOW = Date.UTC(2030, 0, 31, 6)
const CRORE = 1_000_000_000n
/** Made up, with right check digits. */
const LEI = "TESTTESTTESTTEST0038"

const ask = (amountPaise: bigint, rail: Rail, details?: object, now = NOW) => {
  const payout = { amountPaise, rail, ...(details === undefined ? {} : { details: new Sensitive(JSON.stringify(details), 0) }) }
  return createLeiGate().admit({ payout } as unknown as Work, now)
}

it.each(["neft", "rtgs"] as const)("from Rs 50 crore %s is refused without the beneficiary's LEI, with what to do", async (rail) => {
  expect(await ask(50n * CRORE - 1n, rail)).toEqual({ kind: "go" })
  expect(await ask(50n * CRORE, rail)).toEqual({
    kind: "refuse",
    by: "lei",
    reason:
      `From Rs 500000000.00 on ${rail.toUpperCase()} needs the beneficiary's LEI (RBI), and it has none. Nothing was sent. `
      + "Ask the beneficiary for it, then order the payout again under a new id with details.beneficiaryLei."
  })
  expect(await ask(50n * CRORE, rail, { beneficiaryLei: LEI })).toEqual({ kind: "go" })
  expect(await ask(50n * CRORE, rail, { beneficiaryLei: "TESTTESTTESTTEST0039" })).toMatchObject({ reason: expect.stringContaining("the one it has is none") })
  expect(await ask(50n * CRORE, rail, { other: 1 })).toMatchObject({ kind: "refuse" })
  expect(await ask(50n * CRORE, rail, undefined, Date.UTC(2021, 2, 31))).toEqual({ kind: "go" })
})

it("asks no other rail", async () => {
  expect(await ask(60n * CRORE, "imps")).toEqual({ kind: "go" })
})
