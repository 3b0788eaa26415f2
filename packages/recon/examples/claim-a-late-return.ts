// file: examples/claim-a-late-return.ts
import { ageingOf, businessClockOf, claimOf } from "@hundi/recon/clocks"

const payment = { payoutId: "rent-1", reference: "T012AY00000000A", rail: "imps", amountPaise: 10_050n } as const
const claim = claimOf({ ...payment, debitedOn: "2026-01-31", returnedOn: "2026-02-04" }, "2026-02-10")
console.log(claim?.dueOn, claim?.penaltyDays, claim?.penaltyPaise) // 2026-02-01 3 30000n

// A fourth Saturday, a Sunday and Republic Day lie between.
console.log(businessClockOf("2026-01-23", Date.UTC(2026, 0, 28)).recon360On) // 2026-01-28
console.log(ageingOf([{ since: "2026-02-01", paise: 10_050n }], "2026-02-04").find(({ count }) => count > 0)?.name) // 2 to 3 days
