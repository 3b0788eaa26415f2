import { createHash } from "node:crypto"
import { createWriteStream } from "node:fs"
import { join } from "node:path"
import { once } from "node:events"
import { createDice, type Dice } from "./corpus-kit.ts"

/** Two files of one day's business, as a bank and a ledger would write them. */
export interface BenchFiles {
  readonly ledger: string
  readonly statement: string
  readonly openingPaise: bigint
  readonly closingPaise: bigint
}

const OPENING_PAISE = 900_000_000_000_000n
const BLOCK = 4096
const LEDGER_HEADING = "payout_id,attempt,reference,rail,account,amount,business_date,state,rrn"

/**
 * Writes `rows` payouts and their lines: 96 in 100 clean; of the rest amounts that differ, debits without a payout, payouts without a
 * debit, second debits, and entries that never learnt a bank number. The ledger is in order of payment, the statement
 * shuffled in blocks. Rows are made as they are written, so that any size fits.
 */
export const writeBenchFiles = async (folder: string, rows: number, seed: number): Promise<BenchFiles> => {
  const dice = createDice(seed)
  const ledger = openCsv(join(folder, `ledger-${rows}.csv`), LEDGER_HEADING)
  const statement = openCsv(join(folder, `statement-${rows}.csv`), "Transaction Date,Value Date,Narration,Withdrawal,Deposit,Balance")
  let balancePaise = OPENING_PAISE
  for (let start = 0; start < rows; start += BLOCK) {
    const lines: { readonly narration: string, readonly paise: number, readonly date: string }[] = []
    for (let index = start; index < Math.min(rows, start + BLOCK); index++) {
      const row = makeRow(dice, index, rows)
      if (row.mess !== "not ours") {
        const rrn = row.mess === "no number" ? "" : row.rail === "internal" ? row.rrn.slice(3) : row.rrn
        ledger.write(`P${index},1,${row.reference},${row.rail},000405112345,${rupees(row.paise)},${row.date},settled,${rrn}\n`)
      }
      const paise = row.paise + (row.mess === "amount" ? 100 : 0)
      if (row.mess !== "no debit") lines.push({ narration: row.narration, paise, date: row.date })
      if (row.mess === "twice") lines.push({ narration: row.narration.replace("/6", "/7"), paise: row.paise, date: row.date })
    }
    for (let at = lines.length - 1; at > 0; at--) {
      const other = dice.roll(at + 1)
      const line = lines[at]
      lines[at] = lines[other] as (typeof lines)[number]
      lines[other] = line as (typeof lines)[number]
    }
    for (const { narration, paise, date } of lines) {
      balancePaise -= BigInt(paise)
      statement.write(`${date},${date},${narration},${rupees(paise)},,${rupees(Number(balancePaise))}\n`)
    }
    await Promise.all([ledger.drain(), statement.drain()])
  }
  await Promise.all([ledger.end(), statement.end()])
  return { ledger: ledger.path, statement: statement.path, openingPaise: OPENING_PAISE, closingPaise: balancePaise }
}

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
const names = ["RAVI KUMAR", "ANITA RAO", "SURESH PAT", "MEENA IYER", "IMRAN KHAN"]

const makeRow = (dice: Dice, index: number, rows: number) => {
  const rail = index % 10 === 9 ? "internal" : "imps"
  const rrn = `6${String(100_000_000_00 + index).slice(0, 11)}`
  const reference = `HA${alphabet[10 + (index % 3)] ?? ""}${dice.text(alphabet, 6)}${index.toString(36).toUpperCase().padStart(6, "0")}`
  const date = `2026-04-0${1 + Math.floor((index * 3) / rows)}`
  const narration = rail === "imps"
    ? `MMT/IMPS/${rrn}/${reference}/${dice.pick(names)}/HDFC`
    : `INF/INFT/${rrn.slice(3).padStart(12, "0")}/${reference}`
  return { rail, rrn, reference, date, narration, paise: 100_00 + dice.roll(9_000_000), mess: messOf(dice.roll(1000)) }
}

/** 40 in a thousand are not clean. */
const messOf = (roll: number): "none" | "amount" | "no debit" | "not ours" | "twice" | "no number" =>
  roll >= 40 ? "none" : roll < 10 ? "amount" : roll < 18 ? "no debit" : roll < 26 ? "not ours" : roll < 32 ? "twice" : "no number"

const rupees = (paise: number): string => `${Math.floor(paise / 100)}.${String(paise % 100).padStart(2, "0")}`

/** A file that is written in large pieces. */
const openCsv = (path: string, heading: string) => {
  const stream = createWriteStream(path)
  let text = `${heading}\n`
  return {
    path,
    write: (line: string): void => void (text += line),
    drain: async (): Promise<void> => {
      if (text.length < 1 << 18) return
      const wait = !stream.write(text)
      text = ""
      if (wait) await once(stream, "drain")
    },
    end: async (): Promise<void> => {
      stream.end(text)
      await once(stream, "close")
    }
  }
}

/** The bench's stand-in for a file's digest: it names what the generator was told. */
export const digestOf = (text: string): string => createHash("sha256").update(text).digest("hex")
