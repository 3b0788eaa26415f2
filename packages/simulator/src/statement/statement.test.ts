import { describe, expect, it } from "vitest"
import { callsOf, minutesMs, nextDayMs, startMs, tPlus2Ms } from "../testing/bench-bank.ts"
import { createRailBench } from "../testing/rail-calls.ts"
import { answerStatement } from "./answer-statement.ts"

const reference = "T012AY00000000A"

/** A payment on each rail, one bounced, one reversed, one returned. */
const payAll = (bench = createRailBench()) => {
  const { pay, rails } = bench
  const remark = `${reference} rent`
  pay({ tranRefNo: "A1", paymentRef: remark })
  pay({ tranRefNo: "A2", paymentRef: remark, beneAccNo: "999000000041", amount: "7.00" })
  pay({ tranRefNo: "A3", paymentRef: remark, beneAccNo: "999000000021", amount: "8.00" })
  rails.payNeft({ tranRefNo: "A4", narration1: remark, amount: "9.00" })
  rails.payNeft({ tranRefNo: "A5", narration1: remark, beneAccNo: "999000000040", amount: "11.00" })
  rails.payRtgs({ UNIQUEID: "A6", REMARKS: remark })
  rails.payUpi({ "seq-no": "A7", remarks: remark, amount: "12.00" })
  rails.payNeft({ tranRefNo: "A8", narration1: remark, txnType: "TPA", beneIFSC: "ICIC0000011", amount: "13.00" })
  return bench
}

const ask = async (bench: ReturnType<typeof createRailBench>, query: string) => {
  const response = answerStatement(bench.bank, new URLSearchParams(query), bench.clock.nowMs)
  const { headers } = response
  return {
    text: await response.text(), type: headers.get("content-type"),
    opening: headers.get("x-opening-balance"), closing: headers.get("x-closing-balance")
  }
}

interface Row { readonly TYPE: string; readonly AMOUNT: string; readonly BALANCE: string; readonly REMARKS: string }

describe("the statement", () => {
  it("writes narrations as the bank does, cut as it cuts, with no reference of ours but in the remark", async () => {
    const bench = payAll()
    const rrns = bench.bank.ledger().map(({ rrn }) => rrn)
    const { text } = await ask(bench, "format=cib")
    const rows = (JSON.parse(text) as { Record: Row[] }).Record
    expect(rows.map(({ TYPE, REMARKS }) => `${TYPE} ${REMARKS.replaceAll(/\d{12}(?=\/(T012|RETURN))/g, "RRN")}`)).toEqual([
      `DR MMT/IMPS/RRN/${reference}/TEST BENE /TEST`,
      `DR MMT/IMPS/RRN/${reference}/TEST BENE /TEST`,
      `CR MMT/IMPS/RRN/RETURN/${reference}`,
      `DR MMT/IMPS/RRN/${reference}/TEST BENE /TEST`,
      `DR INF/NEFT/${rrns[2]}/TEST0000001/T0`,
      `DR INF/NEFT/${rrns[3]}/TEST0000001/T0`,
      `DR RTGS/${rrns[4]}/TEST0000001`,
      `DR UPI/RRN/${reference}/payee.test`,
      `DR INF/INFT/RRN/${reference}`
    ])
    expect(Math.max(...rows.filter(({ REMARKS }) => REMARKS.includes("NEFT")).map(({ REMARKS }) => REMARKS.length))).toBe(40)
    for (const format of ["cib", "csv", "mt940", "camt053"]) {
      const { text: whole } = await ask(bench, `format=${format}`)
      expect(whole).not.toMatch(/\bA[1-8]\b/)
      expect(whole).not.toMatch(/tranRefNo/i)
    }
  })

  it("has balances that add up, day by day, and end with the balance of the books", async () => {
    const bench = payAll()
    bench.clock.nowMs = tPlus2Ms + minutesMs(12 * 60)
    const first = await ask(bench, "from=2030-01-31&to=2030-01-31")
    const second = await ask(bench, "from=2030-02-01&to=2030-02-01")
    const third = await ask(bench, "from=2030-02-02&to=2030-02-02")
    expect(first.opening).toBe("100000000.00")
    expect([second.opening, third.opening]).toEqual([first.closing, second.closing])
    expect(JSON.parse(second.text)).not.toHaveProperty("Record")
    const whole = await ask(bench, "from=2030-01-31&to=2030-02-02")
    const rows = (JSON.parse(whole.text) as { Record: Row[] }).Record
    const sum = rows.reduce((paise, row) => paise + BigInt(row.AMOUNT.replace(".", "")) * (row.TYPE === "DR" ? -1n : 1n), 10_000_000_000n)
    const closing = bench.bank.balancePaise(bench.partner.apiKey)
    expect(sum).toBe(closing)
    expect(whole.closing).toBe(`${closing / 100n}.${String(closing % 100n).padStart(2, "0")}`)
    expect(rows.at(-1)?.BALANCE.replaceAll(",", "")).toBe(whole.closing)
    expect(rows[0]?.BALANCE).toBe("9,99,99,899.50")
  })

  it("shows a NEFT return as a credit of its own day under the new UTR, one line as an object", async () => {
    const bench = payAll()
    bench.clock.nowMs = tPlus2Ms + minutesMs(12 * 60)
    const { text } = await ask(bench, "from=2030-02-02&to=2030-02-02")
    const row = (JSON.parse(text) as { Record: Row }).Record
    expect(row).toMatchObject({ TYPE: "CR", AMOUNT: "11.00", TXNDATE: "02-02-2030 11:00:00", VALUEDATE: "02-02-2030", CHEQUENO: "" })
    expect(row.REMARKS).toMatch(/^NEFT\/TESTN\d{11}\/RETURN\/SIMBN/)
    expect(row.REMARKS).toHaveLength(40)
  })

  it("does not know the future", async () => {
    const bench = payAll()
    const before = (JSON.parse((await ask(bench, "")).text) as { Record: Row[] }).Record
    bench.clock.nowMs += minutesMs(3)
    const after = (JSON.parse((await ask(bench, "")).text) as { Record: Row[] }).Record
    expect(after.slice(0, -1)).toEqual(before)
    expect(after.at(-1)).toMatchObject({ TYPE: "CR", AMOUNT: "8.00" })
  })

  it("adds charges and GST as lines of their own on order", async () => {
    const bench = payAll()
    const { text, closing } = await ask(bench, "charges=1")
    const rows = (JSON.parse(text) as { Record: Row[] }).Record
    const charges = rows.filter(({ REMARKS }) => REMARKS.includes("CHG"))
    // Two IMPS, two NEFT, one RTGS; none for the refused one, UPI and inside the bank.
    expect(charges.map(({ AMOUNT }) => AMOUNT)).toEqual(["5.00", "0.90", "5.00", "0.90", "2.25", "0.41", "2.25", "0.41", "24.50", "4.41"])
    expect(rows.at(-1)?.BALANCE.replaceAll(",", "")).toBe(closing)
    expect((await ask(bench, "charges=0")).text).not.toContain("CHG")
  })

  it("is CSV with opening and closing rows", async () => {
    const bench = createRailBench()
    bench.pay({ paymentRef: `say "hi", A` })
    const { text, type } = await ask(bench, "format=csv")
    expect(type).toBe("text/csv;charset=utf-8")
    const rrn = bench.bank.ledger()[0]?.rrn
    expect(text.split("\r\n")).toEqual([
      "transaction_id,posted_at,value_date,narration,debit,credit,balance",
      ",,31-01-2030,OPENING BALANCE,,,100000000.00",
      `S100001,31-01-2030 10:15:00,31-01-2030,"MMT/IMPS/${rrn}/say ""hi"", A/TEST BENE /TEST",100.50,,99999899.50`,
      ",,31-01-2030,CLOSING BALANCE,,,99999899.50",
      ""
    ])
  })

  it("is MT940", async () => {
    const bench = createRailBench()
    bench.pay()
    const rrn = bench.bank.ledger()[0]?.rrn
    expect((await ask(bench, "format=mt940")).text.split("\r\n")).toEqual([
      ":20:STATEMENT", `:25:${bench.partner.debitAccount}`, ":28C:1/1", ":60F:C300131INR100000000,00",
      ":61:3001310131D100,50NTRFNONREF//S100001", `:86:MMT/IMPS/${rrn}/REF1 rent/TEST BENE /TEST`, ":62F:C300131INR99999899,50", "-", ""
    ])
  })

  it("is camt.053", async () => {
    const bench = createRailBench()
    bench.pay({ paymentRef: "A & B" })
    const { text, type } = await ask(bench, "format=camt053&from=2030-01-30")
    expect(type).toBe("application/xml;charset=utf-8")
    expect(text).toContain("<Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy=\"INR\">100000000.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2030-01-30</Dt></Dt>")
    expect(text).toContain("<Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy=\"INR\">99999899.50</Amt>")
    expect(text).toContain("<Ntry><Amt Ccy=\"INR\">100.50</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts>")
    expect(text).toContain("/A &amp; B/")
  })

  it("is of one partner, found by key, name or account", async () => {
    const bench = createRailBench()
    const other = bench.bank.registerPartner({ name: "Other", certificatePem: "" })
    callsOf(bench.bank, other).pay({ amount: "5.00" })
    for (const partner of [other.apiKey, "Other", other.debitAccount]) {
      expect((await ask(bench, `partner=${partner}`)).closing).toBe("99999995.00")
    }
    expect((await ask(bench, "partner=Acme")).closing).toBe("100000000.00")
  })

  it.each([
    ["format=pdf", /format must be one of/], ["from=31-01-2030", /from must be a date/], ["from=2030-02-31", /from must be a date/],
    ["from=2030-02-02&to=2030-02-01", /to must not be before from/], ["partner=Nobody", /no such partner/], ["", /several/]
  ])("refuses %j", (query, message) => {
    const bench = createRailBench()
    bench.bank.registerPartner({ name: "Other", certificatePem: "" })
    expect(() => answerStatement(bench.bank, new URLSearchParams(query), startMs)).toThrow(message)
  })

  it("goes by days in India", async () => {
    const bench = createRailBench()
    bench.clock.nowMs = nextDayMs - 1
    bench.pay({ localTxnDtTime: "20300131235959" })
    bench.clock.nowMs = nextDayMs
    bench.pay({ localTxnDtTime: "20300201000000", tranRefNo: "REF2", amount: "1.00" })
    expect((await ask(bench, "to=2030-01-31")).closing).toBe("99999899.50")
    expect((await ask(bench, "from=2030-02-01")).opening).toBe("99999899.50")
  })
})
