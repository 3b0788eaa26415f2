import type { Change, Payout } from "@hundi/core"
import { expect, it } from "vitest"
import { amountBand, oneOf, operationLabel, outcomeLabels, pathLabel, referenceLabel } from "./safe-labels.ts"

it.each([
  [100n, "under 1,000"],
  [99_999n, "under 1,000"],
  [100_000n, "1,000 to 10,000"],
  [10_000_000n, "1 to 2 lakh"],
  [19_999_999n, "1 to 2 lakh"],
  [20_000_000n, "2 to 5 lakh"],
  [50_000_000n, "5 lakh to 1 crore"],
  [1_000_000_000n, "1 crore and more"]
])("%s paise are in the band %s", (amountPaise, band) => {
  expect(amountBand(amountPaise)).toBe(band)
})

it("labels are closed words", () => {
  expect(oneOf(["imps"], "imps")).toBe("imps")
  expect(oneOf(["imps"], "000123456789")).toBe("other")
  expect(operationLabel("composite.imps.pay")).toBe("composite.imps.pay")
  expect(operationLabel("Asha Rao")).toBe("other")
  expect(operationLabel("a.000123456789")).toBe("other")
  expect(referenceLabel("T012AY00000000A")).toBe("T012AY00000000A")
  expect(referenceLabel("asha@bank")).toBe("other")
  expect(pathLabel("/api/v1/composite-payment")).toBe("/api/v1/composite-payment")
  expect(pathLabel("/accounts/000123456789/x?name=Asha#y")).toBe("/accounts/*/x")
})

it("L10: a change's code and reason are shown only where a list of ours has them", () => {
  const labelsOf = (detail: Change["event"]["detail"], kind = "unknown") =>
    outcomeLabels({ rail: "imps" } as Payout, { attempt: { state: "unknown" }, payout: { status: "unknown", dueAt: null }, event: { kind, detail } }, "pay")
  expect(labelsOf({ kind: "Unknown", reason: "time-out", code: "11" })).toMatchObject({ "hundi.reason": "time-out", "hundi.code": "11" })
  const foreign = labelsOf({ kind: "Asha Rao", reason: "Asha Rao", code: "ASHA RAO" }, "Asha Rao")
  expect(foreign).toMatchObject({ "hundi.outcome": "other", "hundi.event": "other", "hundi.reason": "other", "hundi.code_class": "unknown" })
  expect(JSON.stringify(foreign)).not.toMatch(/asha/i)
})
