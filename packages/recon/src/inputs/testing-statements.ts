import { ReconInputError } from "./recon-input-error.ts"

/** For tests: a transaction, below zero for a debit. */
export interface SampleEntry {
  readonly paise: bigint
  readonly narration?: string
  /** `YYYY-MM-DD` */
  readonly on?: string
}

/** For tests: a statement that is then written in one of the bank's forms. */
export interface SampleStatement {
  readonly account: string
  readonly openingPaise: bigint
  readonly entries: readonly SampleEntry[]
}

export const sample: SampleStatement = {
  account: "000000000009",
  openingPaise: 10_000_000n,
  entries: [
    { paise: -10_050n, narration: "MMT/IMPS/600000000001/T012AY00000000A/TEST BENE /TEST" },
    { paise: -20_000_000n, narration: "INF/NEFT/TESTN00000000001/TEST0000001/T01" },
    { paise: 1_234_567_89n, narration: "NEFT/TESTN00000000002/ACME, \"INDIA\"" },
    { paise: -2_450n, narration: "RTGS CHG/TESTR0000000000000001" },
    { paise: 10_050n, narration: "MMT/IMPS/600000000001/RETURN/T012AY00000000A" }
  ]
}

const DAY = "2026-02-03"

interface Posted extends Required<SampleEntry> {
  readonly id: string
  readonly balancePaise: bigint
}

const post = ({ openingPaise, entries }: SampleStatement): readonly Posted[] => {
  let balancePaise = openingPaise
  return entries.map(({ paise, narration = `MMT/IMPS/6${String(paise < 0n ? -paise : paise).padStart(11, "0")}/REMARK`, on = DAY }, index) => {
    balancePaise += paise
    return { paise, narration, on, id: `S${1000 + index}`, balancePaise }
  })
}

/** Rupees with two decimals. */
export const plain = (paise: bigint): string => {
  const digits = (paise < 0n ? -paise : paise).toString().padStart(3, "0")
  return `${paise < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** The same in Indian grouping. */
export const indian = (paise: bigint): string => plain(paise).replace(/\d+(?=\.)/, (whole) => {
  const head = whole.slice(0, -3).replace(/\B(?=(\d\d)+$)/g, ",")
  return head === "" ? whole : `${head},${whole.slice(-3)}`
})

const dmy = (on: string, separator: string): string => on.split("-").reverse().join(separator)
const quote = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
const csvOf = (rows: readonly (readonly string[])[]): string => rows.map((row) => `${row.map(quote).join(",")}\r\n`).join("")
const sides = (paise: bigint, write: (paise: bigint) => string): readonly [string, string] => (paise < 0n ? [write(-paise), ""] : ["", write(paise)])

/** The simulator's CSV: opening and closing rows, columns of our own. */
export const writeSimulatorCsv = (statement: SampleStatement): string => {
  const posted = post(statement)
  const closing = posted.at(-1)?.balancePaise ?? statement.openingPaise
  return csvOf([
    ["transaction_id", "posted_at", "value_date", "narration", "debit", "credit", "balance"],
    ["", "", dmy(posted[0]?.on ?? DAY, "-"), "OPENING BALANCE", "", "", plain(statement.openingPaise)],
    ...posted.map(({ id, on, narration, paise, balancePaise }) => [id, `${dmy(on, "-")} 10:15:00`, dmy(on, "-"), narration, ...sides(paise, plain), plain(balancePaise)]),
    ["", "", dmy(posted.at(-1)?.on ?? DAY, "-"), "CLOSING BALANCE", "", "", plain(closing)]
  ])
}

/** ICICI's corporate layout, as rows of cells. */
export const corporateRows = (statement: SampleStatement): readonly (readonly string[])[] => [
  ["DETAILED STATEMENT"],
  [`Transactions List -   -ACME (INR) - ${statement.account}`],
  ["No.", "Transaction ID", "Value Date", "Txn Posted Date", "ChequeNo.", "Description", "Cr/Dr", "Transaction Amount(INR)", "Available Balance(INR)"],
  ...post(statement).map(({ id, on, narration, paise, balancePaise }, index) => [
    String(index + 1), id, dmy(on, "/"), `${dmy(on, "/")} 11:47:53 AM `, "-", narration, paise < 0n ? "DR" : "CR", indian(paise < 0n ? -paise : paise), indian(balancePaise)
  ])
]

export const writeCorporateCsv = (statement: SampleStatement): string => csvOf(corporateRows(statement))

/** ICICI's retail layout with its summary above and its legend below. */
export const writeRetailCsv = (statement: SampleStatement): string => csvOf([
  ["", "Account Number", `${statement.account} ( INR )  - ACME`],
  ["", "Transaction Date from", "01/02/2026", "to", "28/02/2026"],
  ["S No.", "Value Date", "Transaction Date", "Cheque Number", "Transaction Remarks", "Withdrawal Amount (INR )", "Deposit Amount (INR )", "Balance (INR )"],
  ...post(statement).map(({ on, narration, paise, balancePaise }, index) => {
    const [debit, credit] = sides(paise, indian)
    return [String(index + 1), dmy(on, "/"), dmy(on, "/"), "-", narration, debit || "0", credit || "0", indian(balancePaise)]
  }),
  ["Legends Used in Account Statement"], ["1", "MMT - Mobile money transfer"]
])

export const writeCib = (statement: SampleStatement): string => JSON.stringify({
  ACCOUNTNO: statement.account, RESPONSE: "SUCCESS",
  Record: post(statement).map(({ id, on, narration, paise, balancePaise }) => ({
    TRANSACTIONID: id, TXNDATE: `${dmy(on, "-")} 10:15:00`, VALUEDATE: dmy(on, "-"), AMOUNT: plain(paise < 0n ? -paise : paise), TYPE: paise < 0n ? "DR" : "CR",
    BALANCE: indian(balancePaise), CHEQUENO: "", REMARKS: narration
  }))
})

export const writeMt940 = (statement: SampleStatement): string => {
  const posted = post(statement)
  const balance = (paise: bigint, on: string): string => `${paise < 0n ? "D" : "C"}${on.replaceAll("-", "").slice(2)}INR${plain(paise < 0n ? -paise : paise).replace(".", ",")}`
  return [
    ":20:STATEMENT", `:25:${statement.account}`, ":28C:1/1", `:60F:${balance(statement.openingPaise, posted[0]?.on ?? DAY)}`,
    ...posted.flatMap(({ id, on, narration, paise }) => {
      const day = on.replaceAll("-", "").slice(2)
      return [`:61:${day}${day.slice(2)}${paise < 0n ? "D" : "C"}${plain(paise < 0n ? -paise : paise).replace(".", ",")}NTRFNONREF//${id}`, `:86:${narration}`]
    }),
    `:62F:${balance(posted.at(-1)?.balancePaise ?? statement.openingPaise, posted.at(-1)?.on ?? DAY)}`, "-", ""
  ].join("\r\n")
}

export const writeCamt053 = (statement: SampleStatement): string => {
  const posted = post(statement)
  const amount = (paise: bigint): string => `<Amt Ccy="INR">${plain(paise < 0n ? -paise : paise)}</Amt><CdtDbtInd>${paise < 0n ? "DBIT" : "CRDT"}</CdtDbtInd>`
  const balance = (code: string, paise: bigint, on: string): string => `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp>${amount(paise)}<Dt><Dt>${on}</Dt></Dt></Bal>`
  const escape = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;")
  return [
    '<?xml version="1.0" encoding="UTF-8"?>', '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><Stmt><Id>1</Id>',
    `<Acct><Id><Othr><Id>${statement.account}</Id></Othr></Id><Ccy>INR</Ccy></Acct>`,
    balance("OPBD", statement.openingPaise, posted[0]?.on ?? DAY), balance("CLBD", posted.at(-1)?.balancePaise ?? statement.openingPaise, posted.at(-1)?.on ?? DAY),
    ...posted.map(({ id, on, narration, paise }) =>
      `<Ntry>${amount(paise)}<Sts>BOOK</Sts><BookgDt><Dt>${on}</Dt></BookgDt><ValDt><Dt>${on}</Dt></ValDt><AcctSvcrRef>${id}</AcctSvcrRef><AddtlNtryInf>${escape(narration)}</AddtlNtryInf></Ntry>`),
    "</Stmt></BkToCstmrStmt></Document>"
  ].join("\n")
}

/** Every form that a text file can have. */
export const writers = {
  simulatorCsv: writeSimulatorCsv, corporateCsv: writeCorporateCsv, retailCsv: writeRetailCsv, cib: writeCib, mt940: writeMt940,
  camt053: writeCamt053
} as const

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

/** The refusal of a reading, or a failure of the test when there is none. */
export const refusalOf = async (reading: Promise<unknown>): Promise<ReconInputError> => {
  try {
    await reading
  } catch (error) {
    if (error instanceof ReconInputError) return error
    throw error
  }
  throw new Error("it was read")
}
