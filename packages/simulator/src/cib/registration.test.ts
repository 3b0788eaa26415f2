import { describe, expect, it } from "vitest"
import { createCibBench, v1 } from "./testing/cib-bench.ts"

const other = { CORPID: "OTHERCORP", USERID: "OTHERUSER", URN: "OTHERURN" }

describe("registration", () => {
  it("is pending, then approved by the user himself; then he may call", () => {
    const { bank, send, transact, control, inquire } = createCibBench()
    expect(send(`${v1}/RegistrationStatus`, other)).toMatchObject({ RESPONSE: "Failure", ResponseCode: "999032" })
    expect(send(`${v1}/Registration`, other)).toMatchObject({ Response: "SUCCESS", CORP_ID: "OTHERCORP", USER_ID: "OTHERUSER", URN: "OTHERURN" })
    expect(send(`${v1}/RegistrationStatus`, other)).toEqual({
      Status: "Pending for Self Approval", ResponseCode: "0000", RESPONSE: "Success"
    })
    expect(transact(other)).toMatchObject({ ErrorCode: "9907" })
    expect(control("GET /_sim/cib/registrations")).toMatchObject({ registrations: [{ urn: "OTHERURN", state: "pending" }] })
    expect(control("POST /_sim/cib/registrations", { urn: "OTHERURN" })).toMatchObject({ state: "registered" })
    expect(send(`${v1}/RegistrationStatus`, other)).toMatchObject({ Status: "Registered" })
    expect(transact(other)).toMatchObject({ STATUS: "SUCCESS", URN: "OTHERURN" })
    expect(inquire("U1", other)).toMatchObject({ STATUS: "SUCCESS" })
    expect(bank.ledger()).toHaveLength(1)
  })

  it("is there from the start for the partner's own user, until he is taken back", () => {
    const { send, transact, control } = createCibBench()
    expect(send(`${v1}/RegistrationStatus`)).toMatchObject({ Status: "Registered" })
    expect(send(`${v1}/Registration`)).toMatchObject({ Response: "Failure", ErrorCode: "995109" })
    expect(send(`${v1}/Deregistration`)).toMatchObject({ Response: "SUCCESS", Message: "request cancelled" })
    expect(transact()).toMatchObject({ STATUS: "FAILURE", ErrorCode: "9907" })
    expect(send(`${v1}/BalanceInquiry`, { ACCOUNTNO: "000000000009" })).toMatchObject({ RESPONSE: "FAILURE", ErrorCode: "9907" })
    expect(send(`${v1}/Deregistration`)).toMatchObject({ Response: "Failure", ErrorCode: "999032" })
    const { URN } = send("/api/compPay/CIB/v1/Registration")
    expect(send(`${v1}/Registration/acme`)).toMatchObject({ ErrorCode: "995109" })
    control("POST /_sim/cib/registrations", { urn: URN })
    expect(transact()).toMatchObject({ STATUS: "SUCCESS" })
  })

  it("refuses a URN twice, a wrong aggregator, and what lacks a field; a no is final", () => {
    const { send, control } = createCibBench()
    send(`${v1}/Registration`, other)
    expect(send(`${v1}/Registration`, { ...other, USERID: "ANOTHER" })).toMatchObject({ ErrorCode: "995109" })
    expect(send(`${v1}/Registration`, { ...other, URN: "U2", AGGRID: "WRONG" })).toMatchObject({ ErrorCode: "9906" })
    expect(send(`${v1}/Registration`, { ...other, URN: "" })).toMatchObject({ errorCode: "8015" })
    control("POST /_sim/cib/registrations", { urn: "OTHERURN", approve: false })
    expect(send(`${v1}/RegistrationStatus`, other)).toMatchObject({ ResponseCode: "999032" })
    expect(() => control("POST /_sim/cib/registrations", { urn: "OTHERURN" })).toThrow(/self-approval/)
    expect(send(`${v1}/Registration`, other)).toMatchObject({ Response: "SUCCESS" })
  })

  it("meets faults like every call", () => {
    const { bank, answer, send } = createCibBench()
    bank.addFault({ match: { path: `${v1}/Registration` }, fault: "drop-before-processing" })
    expect(answer(`${v1}/Registration`, {}).manner).toBe("drop")
    bank.addFault({ match: {}, fault: "act-code", actCode: "24036" })
    expect(send(`${v1}/RegistrationStatus`)).toMatchObject({ ErrorCode: "24036" })
  })
})
