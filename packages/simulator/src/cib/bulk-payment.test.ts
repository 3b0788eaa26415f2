import { describe, expect, it } from "vitest"
import { minutesMs } from "../testing/bench-bank.ts"
import { createCibBench, v1 } from "./testing/cib-bench.ts"

const path = "/api/v1/cibbulkpayment/bulkPayment"

/** A file of the rule "bulk file": amounts in rupees, to another bank unless the account begins with W. */
const writeFile = (debit: string, rows: readonly (readonly [account: string, amount: string])[], more: Record<string, string> = {}) => {
  const total = more["total"] ?? rows.reduce((sum, [, amount]) => sum + Number(amount), 0).toFixed(2)
  const credits = rows.map(([account, amount], index) =>
    account.startsWith("W")
      ? `MCW|${account.slice(1)}|${account.slice(1, 5)}|Asha Rao|${amount}|INR|ROW${index + 1}|${more["inside"] ?? "ICIC0000011|WIB"}`
      : `MCO|${account}|0011|${more["name"] ?? "Asha Rao"}|${amount}|INR|ROW${index + 1}|${more["network"] ?? "NFT"}|TEST0000001`)
  const header = `FHR|${more["count"] ?? rows.length + 1}|${more["date"] ?? "01/31/2030"}|FILE|${total}|INR|${debit}|0011`
  const debitLine = `MDR|${more["debit"] ?? debit}|0011|ACME|${more["debitTotal"] ?? total}|INR|REMARK|ICIC0000011|WIB`
  return [header, debitLine, ...credits].map((line) => `${line}^`).join(more["end"] ?? "\n")
}

interface Report {
  readonly XML?: {
    readonly FILE_STATUS: string
    readonly FILEUPLOAD_BINARY_OUTPUT: { readonly Records: { readonly Record: readonly string[] } }
  }
}

const start = (options: Parameters<typeof createCibBench>[0] = {}) => {
  const bench = createCibBench(options)
  const { partner, send, otpFor } = bench
  const upload = (text: string, fields: Record<string, unknown> = {}) => {
    const uniqueId = String(fields["UNIQUE_ID"] ?? "F1")
    return send(path, {
      FILE_DESCRIPTION: "test", CORP_ID: partner.corpId, USER_ID: partner.userId, AGGR_ID: partner.aggrId, AGGR_NAME: partner.aggrName,
      UNIQUE_ID: uniqueId, AGOTP: otpFor(uniqueId), FILE_NAME: "F1.txt", FILE_CONTENT: btoa(text), ...fields
    })
  }
  const ask = (FILESEQNUM: unknown = "10001", fields: object = {}) => {
    const reply = send("/api/v1/ReverseMis", { FILESEQNUM, ISENCRYPTED: "N", ...fields }) as Report
    const rows = reply.XML?.FILEUPLOAD_BINARY_OUTPUT.Records.Record.slice(1).map((row) => row.split("|")) ?? []
    return { reply, status: reply.XML?.FILE_STATUS, rows, states: rows.map((row) => row[11]) }
  }
  const write = (rows: Parameters<typeof writeFile>[1], more?: Record<string, string>) => writeFile(partner.debitAccount, rows, more)
  return { ...bench, upload, ask, write }
}

describe("a bulk file", () => {
  it("is taken, waits for its batch, pays its rows through the rails and reports them", () => {
    const { bank, clock, partner, upload, write, ask } = start()
    expect(upload(write([["000000000001", "100.50"], ["W000000000002", "1.00"]]))).toEqual({
      FILE_SEQUENCE_NUM: "10001", MESSAGE_DESC: "file accepted"
    })
    expect(ask()).toMatchObject({ status: "PFI", rows: [] })
    clock.nowMs += minutesMs(1)
    expect(ask()).toMatchObject({ status: "ATH", rows: [] })
    expect(bank.ledger()).toEqual([])
    clock.nowMs += minutesMs(1)
    expect(ask()).toMatchObject({ status: "GIP", states: ["SUC", "SUC"] })
    clock.nowMs += minutesMs(1)
    const { status, rows } = ask()
    expect(status).toBe("STS")
    expect(rows[0]).toEqual([
      "MCO", "NFT", "000000000001", partner.debitAccount, "TEST0000001", "INR", "100.50", bank.ledger()[0]?.rrn, "000", "OK", "ROW1", "SUC"
    ])
    expect(rows[1]?.slice(0, 5)).toEqual(["MCW", "WIB", "000000000002", partner.debitAccount, "ICIC0000011"])
    expect(bank.ledger()).toMatchObject([
      { tranRefNo: "F1-1", rail: "neft", state: "debited", rrn: expect.stringMatching(/^SIMBN/) },
      { tranRefNo: "F1-2", rail: "neft", state: "settled", rrn: expect.stringMatching(/^\d{9}$/) }
    ])
    expect(bank.balancePaise(partner.apiKey)).toBe(10_000_000_000n - 10_150n)
  })

  it("pays what it can: the rows that fail fail alone", () => {
    const { bank, clock, upload, write, ask } = start({ openingBalancePaise: 20_000n })
    upload(write([["999000000052", "1.00"], ["000000000001", "150.00"], ["000000000003", "60.00"], ["999000000020", "5.00"]]))
    clock.nowMs += minutesMs(3)
    expect(ask()).toMatchObject({ status: "GIP", states: ["FAL", "SUC", "FAL", ""] })
    clock.nowMs += minutesMs(3)
    const { status, rows, states } = ask()
    expect([status, states]).toEqual(["PPD", ["FAL", "SUC", "FAL", "SUC"]])
    expect(rows.map((row) => row[8])).toEqual(["999050", "000", "100030", "000"])
    expect(bank.ledger().map(({ tranRefNo }) => tranRefNo)).toEqual(["F1-2", "F1-4"])
  })

  it("is FAL when no row was paid", () => {
    const { clock, upload, write, ask } = start()
    upload(write([["999000000052", "1.00"]]))
    clock.nowMs += minutesMs(4)
    expect(ask()).toMatchObject({ status: "FAL", states: ["FAL"] })
  })

  it.each(["\n", "\r\n", ""])("may end its lines with %j", (end) => {
    const { upload, write } = start()
    expect(upload(write([["000000000001", "1.00"]], { end }))).toHaveProperty("FILE_SEQUENCE_NUM")
  })

  it("takes the last two columns of an inner row in either order", () => {
    const { upload, write } = start()
    expect(upload(write([["W000000000002", "1.00"]], { inside: "WIB|ICIC0000011" }))).toHaveProperty("FILE_SEQUENCE_NUM")
  })

  it.each([
    ["108588", { count: "9" }], ["108590", { total: "9.00" }], ["108590", { debitTotal: "9.00" }], ["108363", { date: "01/30/2030" }],
    ["110370", { date: "31/01/2030" }], ["110370", { name: "x".repeat(36) }], ["110370", { network: "XYZ" }],
    ["110370", { debit: "000000000009" }]
  ])("is refused with %s for %j, and pays nothing", (code, more) => {
    const { bank, clock, upload, write } = start()
    expect(upload(write([["000000000001", "1.00"]], more))).toMatchObject({ ErrorCode: code, errormessage: expect.any(String) })
    clock.nowMs += minutesMs(10)
    expect(bank.ledger()).toEqual([])
  })

  it("is refused for its form, its length, its account and its name", () => {
    const { upload, write, partner } = start()
    const good = write([["000000000001", "1.00"]])
    expect(upload(good, { FILE_CONTENT: "%%%" })).toMatchObject({ ErrorCode: "104668" })
    expect(upload(good.slice(0, -1))).toMatchObject({ ErrorCode: "104668" })
    expect(upload(good, { FILE_NAME: "F1.csv" })).toMatchObject({ ErrorCode: "104668" })
    expect(upload(good.replace("FHR", "XXX"))).toMatchObject({ ErrorCode: "111267" })
    expect(upload(good.replace("MCO", "MXX"))).toMatchObject({ ErrorCode: "111267" })
    const row: readonly [string, string] = ["000000000001", "1.00"]
    expect(upload(write(Array.from({ length: 149 }, () => row)))).toMatchObject({ ErrorCode: "110370" })
    expect(upload(writeFile("000000000009", [row]))).toMatchObject({ ErrorCode: "100019" })
    expect(upload(good, { URN: "X" })).toMatchObject({ ErrorCode: "9907" })
    expect(upload(good, { AGOTP: "000000" })).toMatchObject({ ErrorCode: "994006" })
    expect(upload(good, { FILE_CONTENT: "" })).toMatchObject({ errorCode: "8015" })
    expect(upload(write(Array.from({ length: 148 }, () => row)))).toHaveProperty("FILE_SEQUENCE_NUM")
    expect(partner.debitAccount).not.toBe("000000000009")
  })

  it("has a name and an id that are never used again, whatever has become of its password", () => {
    const { bank, clock, upload, write } = start()
    const good = write([["000000000001", "1.00"]])
    upload(good)
    clock.nowMs += minutesMs(20)
    expect(upload(good, { AGOTP: "000000" })).toMatchObject({ ErrorCode: "104666" })
    expect(upload(good, { UNIQUE_ID: "F2" })).toMatchObject({ ErrorCode: "104666" })
    expect(upload(good, { FILE_NAME: "F2.txt" })).toMatchObject({ ErrorCode: "999936" })
    expect(upload(good, { FILE_NAME: "F2.txt", UNIQUE_ID: "F2" })).toMatchObject({ FILE_SEQUENCE_NUM: "10002" })
    clock.nowMs += minutesMs(20)
    expect(bank.ledger()).toHaveLength(2)
  })

  it.each([["recall", "REC"], ["reject", "REJ"]])("can be stopped before its batch: %s", (act, state) => {
    const { bank, clock, upload, write, ask, control } = start()
    upload(write([["000000000001", "1.00"]]))
    expect(control("POST /_sim/cib/files", { fileSequenceNumber: "10001", act })).toEqual({ fileSequenceNumber: "10001", state })
    clock.nowMs += minutesMs(10)
    expect(ask()).toMatchObject({ status: state, states: [state] })
    expect(bank.ledger()).toEqual([])
    expect(control("GET /_sim/cib/files")).toMatchObject({ files: [{ fileSequenceNumber: "10001", rows: 1, state }] })
    expect(() => control("POST /_sim/cib/files", { fileSequenceNumber: "10001", act })).toThrow(/stopped/)
    expect(() => control("POST /_sim/cib/files", { fileSequenceNumber: "1", act })).toThrow(/no file/)
    expect(() => control("POST /_sim/cib/files", { fileSequenceNumber: "10001", act: "x" })).toThrow(/act/)
  })

  it("meets faults: lost on its way it is not there, lost on the way back it is", () => {
    const { bank, upload, write, ask } = start()
    const good = write([["000000000001", "1.00"]])
    bank.addFault({ match: { path }, fault: "drop-before-processing" })
    upload(good)
    expect(ask().reply).toMatchObject({ ErrorCode: "106589" })
    bank.addFault({ match: { path }, fault: "drop-after-processing" })
    upload(good)
    expect(ask().status).toBe("PFI")
    bank.addFault({ match: { path }, fault: "act-code", actCode: "101043" })
    expect(upload(good, { FILE_NAME: "F2.txt", UNIQUE_ID: "F2" })).toMatchObject({ ErrorCode: "101043" })
    expect(ask("10002").reply).toMatchObject({ ErrorCode: "106589" })
    bank.addFault({ match: { path }, fault: "act-code", actCode: "8013" })
    expect(upload(good, { FILE_NAME: "F3.txt", UNIQUE_ID: "F3" })).toMatchObject({ ErrorCode: "8013" })
    expect(ask("10002").status).toBe("PFI")
  })

  it("is shown to its own corporate, by either form of the user", () => {
    const { partner, upload, write, ask } = start()
    upload(write([["000000000001", "1.00"]]))
    expect(ask("10001", { USERID: `${partner.corpId}.${partner.userId}` }).status).toBe("PFI")
    expect(ask("10001", { USERID: "X" }).reply).toMatchObject({ ErrorCode: "9907" })
    expect(ask("1").reply).toMatchObject({ ErrorCode: "106589" })
    expect(v1).toContain("CIB")
  })
})
