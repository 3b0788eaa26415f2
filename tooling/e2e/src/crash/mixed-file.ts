import { magicAccounts } from "../../../../packages/simulator/src/index.ts"

/** The rows of one life's file, and what must come of them. */
export interface Chunk {
  readonly lines: readonly string[]
  /** Distinct payouts that must be taken on. */
  readonly ids: readonly string[]
  /** Rows that must be refused. */
  readonly invalid: number
}

const HEADER = "payout_id,amount,beneficiary_name,account_number,ifsc,remark"

/** The accounts with a fixed fate (CONTRACTS.md, magic accounts), in order. */
export const magic: readonly string[] = Object.keys(magicAccounts).sort()

const NAMES = ["Asha Rao", "ஆறுமுகம் & Sons", '"Lakshmi, Traders"', "Łukasz D'Souza", "श्याम ट्रेडिंग कंपनी"]
const ORDINARY = 24
const MAGIC = 6

/**
 * The rows that are new in the file of life `number`: ordinary accounts, six of the magic ones (three files hold them all), a row that
 * breaks a rule, one that takes the id of another body, and one that stands there twice.
 */
export const makeChunk = (number: number): Chunk => {
  const ids: string[] = []
  const good = (account: string): string => {
    const id = `F${number}-${ids.length}`
    ids.push(id)
    const paise = 10_000 + ((number * 37 + ids.length * 1009) % 90_000)
    const amount = `${Math.trunc(paise / 100)}.${String(paise % 100).padStart(2, "0")}`
    return `${id},${amount},${NAMES[ids.length % NAMES.length]},${account},TEST0000001,note ${id}`
  }
  const lines = Array.from({ length: MAGIC }, (_, index) => good(magic[(number * MAGIC + index) % magic.length] ?? ""))
  for (let index = 0; index < ORDINARY; index++) lines.push(good(String(number * 1000 + index).padStart(12, "0")))
  const bad = [broken[number % broken.length]?.(`F${number}-bad`) ?? "", `F${number}-0,1.00,Other Body,000123456789,TEST0000001,x`]
  const twice = lines[MAGIC] ?? ""
  lines.splice(MAGIC + 2, 0, bad[0] ?? "")
  return { lines: [...lines, bad[1] ?? "", twice], ids, invalid: bad.length }
}

/** One for each rule of the file. */
const broken: readonly ((id: string) => string)[] = [
  (id) => `${id},10.00,Bad Ifsc,000123456789,HDFC1,x`,
  (id) => `${id},0.50,Too Little,000123456789,TEST0000001,x`,
  (id) => `${id},10.005,Three Decimals,000123456789,TEST0000001,x`,
  (id) => `${id},10.00,Bad Account,12AB,TEST0000001,x`,
  (id) => `${id},ten,Not A Number,000123456789,TEST0000001,x`,
  (id) => `${id},10.00,,000123456789,TEST0000001,x`
]

/** A file as a finance team sends it, with its BOM. */
export const toCsv = (chunks: readonly Chunk[]): string => `\uFEFF${[HEADER, ...chunks.flatMap(({ lines }) => lines)].join("\r\n")}\r\n`
