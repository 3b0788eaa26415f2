import { transactionCallback } from "@hundi/catalog/cib"
import { upiCallback } from "@hundi/catalog/upi"
import { describe, expect, it } from "vitest"
import { type CallbackSource, readCallback } from "./read-callback.ts"

const REFERENCE = "T012AY00000000A"

describe("what a callback says", () => {
  it("reads the samples of the declarations", () => {
    expect(readCallback("cib", { ...transactionCallback.samples.response, UNIQUEID: REFERENCE })).toEqual({
      ...{ reference: REFERENCE, code: "SUCCESS", says: "paid", bankNumber: "000000001" }
    })
    expect(readCallback("upi", { ...upiCallback.sample, merchantTranId: REFERENCE })).toEqual({
      ...{ reference: REFERENCE, code: "SUCCESS", says: "paid", bankNumber: "000000000001" }
    })
  })

  it.each([
    ["cib", { uniqueid: REFERENCE, txnstatus: "Failure", utr: "TESTN00000000001" }, "failed", "FAILURE", "TESTN00000000001"],
    ["cib", { "UNIQUE ID": REFERENCE, TXN_STATUS: "Pending For Processing" }, "pending", "PENDING-FOR-PROCESSING", null],
    ["cib", { UNIQUEID: REFERENCE, TXNSTATUS: "DUPLICATE", UTRNUMBER: 123456789 }, "unclear", "DUPLICATE", "123456789"],
    ["cib", { UNIQUEID: REFERENCE, TXNSTATUS: "REVERSED", UTRNUMBER: null }, "returned", "REVERSED", null],
    ["upi", { MERCHANTTRANID: REFERENCE, TxnStatus: "SUCCESS", ResponseCode: "00" }, "paid", "SUCCESS/00", null],
    ["upi", { merchantTranId: REFERENCE, TxnStatus: "SUCCESS", ResponseCode: "U30" }, "unclear", "SUCCESS/U30", null],
    ["upi", { merchantTranId: REFERENCE, TxnStatus: "REJECT", ResponseCode: "ZA" }, "failed", "REJECT/ZA", null],
    ["upi", { merchantTranId: REFERENCE, TxnStatus: "REVOKE-SUCCESS" }, "unclear", "REVOKE-SUCCESS", null],
    ["upi", { merchantTranId: REFERENCE }, "unclear", "", null]
  ] as const)("%s %j says %s", (source, body, says, code, bankNumber) => {
    expect(readCallback(source, body)).toEqual({ reference: REFERENCE, code, bankNumber, says })
  })

  it.each<[CallbackSource, unknown]>([
    ["cib", null],
    ["cib", "SUCCESS"],
    ["cib", { UNIQUEID: "ORDER-17", TXNSTATUS: "SUCCESS" }],
    ["upi", { UNIQUEID: REFERENCE }],
    ["collection", { UTR: "TESTUTR0000000001", VirtualAccountNumber: "TEST00000001" }],
    ["other" as never, { UNIQUEID: REFERENCE }]
  ])("%s %j is not about a payout of ours", (source, body) => {
    expect(readCallback(source, body)).toBeUndefined()
  })

  it("L10: what is no status is not kept, in case it is about a person", () => {
    const facts = readCallback("upi", { merchantTranId: REFERENCE, TxnStatus: "Paid to Asha Rao, 98765 43210", BankRRN: "asha@icici" })
    expect(facts).toEqual({ reference: REFERENCE, code: "OTHER", bankNumber: null, says: "unclear" })
    const name = { merchantTranId: REFERENCE, TxnStatus: "asha", ResponseCode: "Asha Rao", BankRRN: "ASHARAO" }
    expect(readCallback("upi", name)).toEqual({ reference: REFERENCE, code: "OTHER/OTHER", bankNumber: null, says: "unclear" })
  })
})
