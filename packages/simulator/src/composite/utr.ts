import { istDate } from "../ist.ts"
import { drawText, rrnOf } from "../random.ts"

/** The letters that the simulated bank puts before its UTRs; made up. */
const BANK = "SIMB"

/** NEFT: 16 characters, bank, N, serial (fact file composite-and-cib, rule "references" and composite.neft.pay sample). */
export const neftUtrOf = (seed: number, sequence: number): string => `${BANK}N${rrnOf(seed, sequence).slice(-11)}`

/** RTGS: 22 characters, bank, R, channel, YYYYMMDD in India, serial (rule "references"). */
export const rtgsUtrOf = (seed: number, sequence: number, nowMs: number): string => {
  const [month = "", day = "", year = ""] = istDate(nowMs).split("/")
  return `${BANK}R5${year}${month}${day}${rrnOf(seed, sequence).slice(-8)}`
}

/** A transfer inside the bank: a host reference of 9 digits (rule "references"). */
export const hostReferenceOf = (seed: number, sequence: number): string => rrnOf(seed, sequence).slice(-9)

/** A return comes from the beneficiary's bank, under a UTR of that bank's own. */
export const returnUtrOf = (ifsc: string, seed: number, sequence: number): string =>
  `${ifsc.slice(0, 4)}N${drawText("0123456789", 11, seed, "return", sequence)}`

/** The bank's running number, six digits and more. */
export const requestNumberOf = (sequence: number): string => String(100_001 + sequence)
