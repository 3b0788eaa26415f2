import { describe, expect, it } from "vitest"
import type { Bank, BankEvent } from "../bank.ts"
import { createBank } from "../bank.ts"
import { minutesMs, startMs, tPlus2Ms } from "../testing/bench-bank.ts"
import type { CibBench } from "./testing/cib-bench.ts"
import { createCibBench, own, v1 } from "./testing/cib-bench.ts"

/** Something of everything that corporate banking remembers. */
const live = ({ partner, send, transact, otpFor, control }: CibBench): void => {
  const other = { CORPID: "OTHERCORP", USERID: "OTHERUSER", URN: "OTHERURN" }
  send(`${v1}/Registration`, other)
  control("POST /_sim/cib/registrations", { urn: "OTHERURN" })
  transact()
  transact({ UNIQUEID: "U2", TXNTYPE: "IFS", CREDITACC: "999000000020" })
  transact({ UNIQUEID: "U3", WORKFLOW_REQD: "Y" })
  transact({ UNIQUEID: "U4", WORKFLOW_REQD: "Y" })
  control("POST /_sim/cib/approvals", { uniqueId: "U4", approve: false })
  transact({ UNIQUEID: "U5", WORKFLOW_REQD: "Y" })
  control("POST /_sim/cib/approvals", { uniqueId: "U5", approve: true })
  transact({ UNIQUEID: "U6", PAYMENT_DATE: "01-02-2030", CUSTOMERINDUCED: "Y", OTP: otpFor("U6") }, `${own}/SchedulePayment`)
  send(`${v1}/BeneAddition`, {
    CrpId: partner.corpId, CrpUsr: partner.userId, AGGR_ID: partner.aggrId, BnfName: "A", BnfNickName: "A", BnfAccNo: "000000000001",
    PayeeType: "O", IFSC: "TEST0000001"
  })
  send("/api/v1/cibbulkpayment/bulkPayment", {
    FILE_DESCRIPTION: "test", CORP_ID: partner.corpId, USER_ID: partner.userId, AGGR_ID: partner.aggrId, AGGR_NAME: partner.aggrName,
    UNIQUE_ID: "F1", AGOTP: otpFor("F1"), FILE_NAME: "F1.txt",
    FILE_CONTENT: btoa(`FHR|2|01/31/2030|F|1.00|INR|${partner.debitAccount}|0011^MDR|${partner.debitAccount}|0011|A|1.00|INR|R|ICIC0000011|WIB^`
      + "MCO|000000000001|0011|A|1.00|INR|R|NFT|TEST0000001^")
  })
}

/** What a bank says about all of it. */
const tell = (bank: Bank, { partner }: CibBench) => {
  const caller = { AGGRID: partner.aggrId, CORPID: partner.corpId, USERID: partner.userId, URN: partner.urn, AGGRNAME: partner.aggrName }
  const ask = (path: string, body: object) =>
    bank.handle({ partner: partner.apiKey, path, priority: "", body: { ...caller, ...body } }).body
  return {
    statuses: ["U1", "U2", "U3", "U4", "U5", "U6"].map((UNIQUEID) => ask(`${v1}/TransactionInquiry`, { UNIQUEID })),
    file: ask("/api/v1/ReverseMis", { FILESEQNUM: "10001", ISENCRYPTED: "N" }),
    registered: ask(`${v1}/RegistrationStatus`, { CORPID: "OTHERCORP", USERID: "OTHERUSER", URN: "OTHERURN" }),
    beneficiaries: ask(`${own}/FetchBeneList`, { FEDID: `${partner.corpId}.${partner.userId}` }),
    statement: ask(`${v1}/AccountStatement`, { ACCOUNTNO: partner.debitAccount, FROMDATE: "31-01-2030", TODATE: "02-02-2030" }),
    lists: ["otps", "approvals", "scheduled", "files", "registrations"].map((name) => bank.controls()[`GET /_sim/cib/${name}`]?.({})),
    ledger: bank.ledger(),
    balance: bank.balancePaise(partner.apiKey)
  }
}

describe("corporate banking after a restart", () => {
  it.each([["at once", 0], ["three minutes later", minutesMs(3)], ["two days later", tPlus2Ms - startMs]])("answers the same %s", (_, laterMs) => {
    const events: BankEvent[] = []
    const bench = createCibBench({ onEvent: (event) => void events.push(event) })
    live(bench)
    const revive = (history: readonly BankEvent[]): Bank => {
      const text = JSON.stringify(history)
      return createBank({ seed: 1, now: () => bench.clock.nowMs, history: JSON.parse(text) as BankEvent[] })
    }
    const fromEvents = revive(events)
    const fromSnapshot = revive(bench.bank.snapshot())
    bench.clock.nowMs += laterMs
    const told = tell(bench.bank, bench)
    expect(told.ledger.length).toBe(laterMs === 0 ? 3 : laterMs === minutesMs(3) ? 4 : 5)
    expect(tell(fromEvents, bench)).toEqual(told)
    expect(tell(fromSnapshot, bench)).toEqual(told)
    // And once more, from what they have become.
    expect(tell(revive(fromSnapshot.snapshot()), bench)).toEqual(told)
  })

  it("does not pay twice what it had paid when it stopped, before it could write that it had", () => {
    const events: BankEvent[] = []
    const bench = createCibBench({ onEvent: (event) => void events.push(event) })
    bench.transact({ WORKFLOW_REQD: "Y" })
    bench.control("POST /_sim/cib/approvals", { uniqueId: "U1", approve: true })
    const end = events.findIndex((event) => event.type === "note" && JSON.stringify(event.note).startsWith(`{"released"`))
    expect(events.slice(0, end).some(({ type }) => type === "payment")).toBe(true)
    const twin = createBank({ seed: 1, now: () => bench.clock.nowMs, history: events.slice(0, end) })
    twin.controls()["POST /_sim/cib/approvals"]?.({ uniqueId: "U1", approve: true })
    expect(twin.ledger()).toEqual(bench.bank.ledger())
    expect(twin.controls()["GET /_sim/cib/approvals"]?.({})).toEqual({ approvals: [] })
  })

  it("makes the same numbers next", () => {
    const events: BankEvent[] = []
    const bench = createCibBench({ onEvent: (event) => void events.push(event) })
    live(bench)
    const twin = createBank({ seed: 1, now: () => bench.clock.nowMs, history: [...events] })
    const { partner, order } = bench
    const request = {
      partner: partner.apiKey, path: `${v1}/Transaction`, priority: "",
      body: { AGGRID: partner.aggrId, CORPID: partner.corpId, USERID: partner.userId, URN: partner.urn, AGGRNAME: "A", ...order({ UNIQUEID: "U9" }) }
    }
    expect(twin.handle(request)).toEqual(bench.bank.handle(request))
  })
})
