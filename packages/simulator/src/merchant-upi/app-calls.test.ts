import { describe, expect, it } from "vitest"
import { createUpiBench } from "./testing/upi-bench.ts"

const common = { "device-id": "TESTDEVICE1", mobile: "9999900000", "seq-no": "TST1", "channel-code": "TESTAPP" }
const ask = (name: string, fields = {}) => createUpiBench().upi.send(`/v1/upi2/${name}`, { ...common, ...fields })

describe("the calls of the app", () => {
  it.each([
    ["asha@upi", 0, true], ["nobody@upi", 16, false], ["asha", 37, false]
  ])("%s is answered %d", (address, response, success) => {
    expect(ask("ValidateAddress", { "virtual-address": address, "profile-id": "1" }).body).toMatchObject({ response, success, SeqNo: "TST1" })
  })

  it("say which fields are wrong", () => {
    expect(ask("ValidateAddress", { mobile: "+919999900000", "virtual-address": "asha@upi" }).body).toMatchObject({
      success: false, response: 23, ValidationSummary: { mobile: expect.any(String), "profile-id": expect.any(String) }
    })
  })

  it("list providers and accounts; the rest answer what all share", () => {
    expect(ask("ListAccountProvider").body).toMatchObject({ MobileAppData: { details: { providers: [{ id: "74" }, { id: "75" }] } } })
    expect(ask("ListAccounts", { "account-provider": "74" }).body).toMatchObject({ MobileAppData: { details: { accounts: [{ ifsc: "TEST0000001" }] } } })
    for (const name of ["ListKeys", "ListPSP", "GetToken"]) expect(ask(name).body).toMatchObject({ success: true, response: 0 })
    const history = { MobileNumber: "0000000000", sequenceNumber: "TST2" }
    expect(ask("GetTransactionHistory", history).body).toMatchObject({ response: 0, SeqNo: "TST1" })
  })

  it("meet faults, and end where nothing is", () => {
    const { bank, upi } = createUpiBench()
    bank.addFault({ match: {}, fault: "act-code", actCode: "91" })
    expect(upi.send("/api/v1/upi2/ListKeys", common).body).toMatchObject({ response: "91", success: true })
    bank.addFault({ match: {}, fault: "status-drop" })
    expect(upi.send("/api/v1/upi2/ListKeys", common).manner).toBe("drop")
    for (const path of ["/v1/upi2/toString", "/MerchantAPI/UPI2/v1/toString", "/MerchantAPI/UPI/v0/valueOf/1", "/v1/upi2/"]) {
      expect([bank.formsOf(path), upi.send(path, common)]).toMatchObject([undefined, { status: 404 }])
    }
  })
})
