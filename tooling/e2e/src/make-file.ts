/** A file as a finance team sends it: mostly good rows, and every kind of bad one. */
export interface SampleFile {
  readonly csv: string
  /** Distinct payouts that must be taken on. */
  readonly payouts: number
  /** Rows that must be reported and left out. */
  readonly invalid: number
  readonly ids: readonly string[]
}

const HEADER = "payout_id,amount,beneficiary_name,account_number,ifsc,remark"
const NAMES = ["Asha Rao", "ஆறுமுகம் & Sons", '"Lakshmi, Traders"', "Łukasz D'Souza", "श्याम ट्रेडिंग कंपनी"]

/** Accounts with a fixed fate at the simulator (CONTRACTS.md, magic accounts). */
const MAGIC = [
  "999000000010",
  "999000000011",
  "999000000012",
  "999000000013",
  "999000000014",
  "999000000020",
  "999000000021",
  "999000000030",
  "999000000031",
  "999000000040",
  "999000000041",
  "999000000050",
  "999000000052",
  "999000000110",
  "999000000091",
  "999000000097"
]

/** `rows` rows: good ones, each magic account once, repeated ids with the same and with another body, and rows that break each rule. */
export const makeFile = (rows: number, prefix = "E"): SampleFile => {
  const ids: string[] = []
  const lines: string[] = []
  const good = (index: number, account: string): string => {
    const id = `${prefix}${index}`
    ids.push(id)
    return `${id},${(100 + index * 7) / 10 + 1}0,${NAMES[index % NAMES.length]},${account},TEST0000001,note ${index}`
  }
  MAGIC.forEach((account, index) => lines.push(good(index, account)))
  const bad = [
    `${prefix}bad1,10.00,Bad Ifsc,000123456789,HDFC1,x`,
    `${prefix}bad2,0.50,Too Little,000123456789,TEST0000001,x`,
    `${prefix}bad3,10.005,Three Decimals,000123456789,TEST0000001,x`,
    `${prefix}bad4,10.00,Bad Account,12AB,TEST0000001,x`,
    `${prefix}bad5,ten,Not A Number,000123456789,TEST0000001,x`,
    `${prefix}0,999.00,Other Body,999000000010,TEST0000001,x`
  ]
  const repeats = 2
  while (lines.length + bad.length + repeats < rows) lines.push(good(lines.length, String(lines.length).padStart(12, "0")))
  lines.splice(30, 0, ...bad)
  // The same row again, twice: one payout.
  lines.push(lines[20] ?? "", lines[21] ?? "")
  return { csv: `\uFEFF${HEADER}\r\n${lines.join("\r\n")}\r\n`, payouts: ids.length, invalid: bad.length, ids }
}
