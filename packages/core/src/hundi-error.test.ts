import { inspect } from "node:util"
import { expect, it } from "vitest"
import { asHundiError, HundiError } from "./hundi-error.ts"

/** As a database or a transport might throw it: its words repeat the row. */
const fault = Object.assign(new TypeError("INSERT failed: Asha Rao, 000123456789"), { code: "SQLITE_FULL", row: { name: "Asha Rao" } })
const leaks = /asha|123456789/i

it("L10: of a foreign fault only its name, its code and where it came from are kept", () => {
  const error = asHundiError(fault, "JOURNAL_UNAVAILABLE", "the journal")
  expect(error).toMatchObject({ code: "JOURNAL_UNAVAILABLE", message: "the journal: TypeError SQLITE_FULL", sent: "no" })
  expect((error.cause as Error).stack).toContain("hundi-error.test.ts")
  const texts = [inspect(error, { depth: 9 }), String(error), JSON.stringify(error), String(error.cause)]
  for (const text of texts) expect(text).not.toMatch(leaks)
})

it.each([["Asha Rao, 000123456789"], [{ name: "Asha Rao", code: "000123456789" }], [null], [undefined]])("L10: %j is an unknown fault", (cause) => {
  expect(asHundiError(cause, "SEAL_FAILED", "sealing").message).toBe("sealing: unknown fault")
})

it("one of our own is passed on as it is", () => {
  const own = new HundiError("FENCED", "another holder has claimed this payout")
  expect(asHundiError(own, "JOURNAL_UNAVAILABLE", "the journal")).toBe(own)
  expect(new HundiError("HELD", "imps is paused", { cause: own }).cause).toBe(own)
})
