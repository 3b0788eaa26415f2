import * as Schema from "effect/Schema"
import { expect, it } from "vitest"
import { recon360 } from "./recon360.ts"

const read = (parameter: readonly { readonly name: string; readonly value: string }[]) =>
  recon360.evidence(Schema.decodeUnknownSync(recon360.response)({ "recon-api-response": { parameters: { index: { parameter } } } }))

it.each(["Suspect", "Timeout", "Deemed approved", "SUSPECT ", ""])("L4: «%s» proves nothing", (value) => {
  expect(read([{ name: "CurrentTransactionStatus", value }]).finding).toBe("unknown")
})

it("L9: says whose and how much, so that it can be compared", () => {
  const about = [
    { name: "CurrentTransactionStatus", value: "Returned received" },
    { name: "TransactionAmount", value: "50.25" },
    { name: "BeneficiaryAccountNumber", value: "XXXXXXXX6789" },
    { name: "RRN", value: "600000000001" }
  ]
  expect(read(about)).toMatchObject({ finding: "returned", amountPaise: 5025n, accountNumber: "XXXXXXXX6789", rrn: "600000000001" })
  expect(read([{ name: "TransactionAmount", value: "50 rupees" }]).amountPaise).toBe(-1n)
})
