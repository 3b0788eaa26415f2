import type { LedgerEntry, StatementLine } from "@hundi/recon/engine"

/** Random numbers that are the same for the same seed on every machine (xorshift, 32 bit). */
export interface Dice {
  /** 0 to `sides` - 1. */
  readonly roll: (sides: number) => number
  readonly pick: <T>(from: readonly T[]) => T
  readonly text: (alphabet: string, length: number) => string
}

export const createDice = (seed: number): Dice => {
  let state = (seed ^ 0x9e3779b9) >>> 0 || 1
  const roll = (sides: number): number => {
    state ^= state << 13
    state >>>= 0
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return Math.floor((state / 4_294_967_296) * sides)
  }
  const pick = <T>(from: readonly T[]): T => from[roll(from.length)] as T
  return { roll, pick, text: (alphabet, length) => Array.from({ length }, () => alphabet[roll(alphabet.length)]).join("") }
}

export const account = "000405112345"
const digits = "0123456789"
const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
const names = ["RAVI KUMAR", "ANITA RAO", "SURESH PAT", "MEENA IYER", "IMRAN KHAN", "JOSEPH DSO", "KAVITA SHA", "ARJUN MEHT", "LATA NAIR", "VIKRAM SIN"]
const codes = ["HDFC0000123", "SBIN0004567", "UTIB0000891", "KKBK0000432"]
export const dates = Array.from({ length: 12 }, (_, day) => `2026-04-${String(day + 1).padStart(2, "0")}`)

type Rail = LedgerEntry["rail"]

/** What the generator knows of one payment before it writes it down twice. */
export interface Payment {
  readonly reference: string
  readonly rail: Rail
  readonly number: string
  readonly amountPaise: bigint
  readonly day: number
  readonly name: string
  readonly ifsc: string
}

/** Makes payments whose references and numbers no other one has. */
export const createPayments = (dice: Dice) => {
  let serial = 0
  return (rail: Rail, over: Partial<Payment> = {}): Payment => {
    serial++
    const day = dice.roll(8) + 1
    // Numbers of one bank and day follow each other, so neighbours differ in a digit: as on a real statement.
    const rrn = `6${String(91 + day)}${String(serial).padStart(8, "0")}`.padEnd(12, "0")
    const number = rail === "neft" ? `ICIN2${String(91 + day).padStart(4, "0")}${String(serial).padStart(7, "0")}`
      : rail === "rtgs" ? `ICICR520260${String(400 + day)}${String(serial).padStart(8, "0")}`
      : rail === "internal" ? rrn.slice(3) : rrn
    return {
      // The serial in base 36 makes it unique; the rest is noise.
      reference: `H${dice.pick(["A", "B"])}${letters[day] ?? "Z"}${dice.text(digits + letters, 4)}${serial.toString(36).toUpperCase().padStart(8, "0")}`,
      rail, number, amountPaise: BigInt(100_00 + dice.roll(90_000_00)), day, name: dice.pick(names), ifsc: dice.pick(codes), ...over
    }
  }
}

const cut = (text: string): string => text.slice(0, 40)

/** The bank's forms (MONEY.md, narration forms). `remark` is what the payer wrote; ours begins with the reference. */
export const narrate = ({ rail, number, reference, name, ifsc }: Payment, remark = reference): string => {
  const shown = remark.slice(0, 15)
  if (rail === "neft") return cut(`INF/NEFT/${number}/${ifsc}/${remark}`)
  if (rail === "rtgs") return cut(`RTGS/${number}/${ifsc}`)
  if (rail === "internal") return `INF/INFT/${number.padStart(12, "0")}/${shown}`
  if (rail === "upi") return `UPI/${number}/${shown}/${name.toLowerCase().replace(" ", "").slice(0, 6)}@upi`
  return `MMT/IMPS/${number}/${shown}/${name}/${ifsc.slice(0, 4)}`
}

/** Money that comes back: NEFT and RTGS under a number of their own, which cuts off the first one. */
export const narrateReturn = ({ rail, number, reference }: Payment, ownNumber: string): string => {
  if (rail === "neft" || rail === "rtgs") return cut(`${rail.toUpperCase()}/${ownNumber}/RETURN/${number}`)
  if (rail === "internal") return `INF/INFT/${number.padStart(12, "0")}/RETURN`
  return `${rail === "upi" ? "UPI" : "MMT/IMPS"}/${number}/RETURN/${reference}`
}

export const entryOf = (payoutId: string, payment: Payment, over: Partial<LedgerEntry> = {}): LedgerEntry => ({
  payoutId,
  attempt: 1,
  reference: payment.reference,
  rail: payment.rail,
  account,
  amountPaise: payment.amountPaise,
  businessDate: dates[payment.day] ?? "2026-04-12",
  sentAt: Date.parse(`${dates[payment.day] ?? "2026-04-12"}T06:00:00Z`),
  state: "settled",
  rrn: payment.number,
  kind: "payout",
  beneficiaryStart: payment.name,
  ...over
})

/** A line without its place in the file, which comes when all are in order. */
export type Draft = Omit<StatementLine, "lineNo" | "account">

export const lineOf = (payment: Payment, over: Partial<Draft> = {}): Draft => ({
  postedOn: dates[payment.day] ?? "2026-04-12",
  direction: "debit",
  amountPaise: payment.amountPaise,
  narration: narrate(payment),
  ...over
})

/** Two neighbouring digits change places; the first two that differ. */
export const transpose = (text: string, from: number): string => {
  for (let at = from; at < text.length - 1; at++) {
    if (text[at] !== text[at + 1]) return `${text.slice(0, at)}${text[at + 1]}${text[at]}${text.slice(at + 2)}`
  }
  return text
}
