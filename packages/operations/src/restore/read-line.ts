import { sha256 } from "@noble/hashes/sha2.js"
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js"
import { addDays, dayNumber } from "@hundi/catalog/calendar"

/** One line of the bank's statement. */
export interface StatementLine {
  /** The IST day, `YYYY-MM-DD`. */
  readonly day: string
  /** Paise; below zero = debit. */
  readonly amountPaise: bigint
  readonly narration: string
}

/** What a debit on the statement says about itself. */
export interface DebitLine {
  /** Names the line: the same line of another download has the same one. */
  readonly line: string
  readonly day: string
  /** Paise, above zero. */
  readonly amountPaise: bigint
  /** Ours, where the remark begins with one (MONEY.md, References). */
  readonly reference: string | null
  /** RRN, UTR or host reference. */
  readonly bankNumber: string | null
}

/** The debits of a statement. Two lines that are equal in everything are told apart by their order. */
export const readDebits = (lines: readonly StatementLine[], environment: string): readonly DebitLine[] => {
  const seen = new Map<string, number>()
  return lines.flatMap(({ day, amountPaise, narration }) => {
    if (amountPaise >= 0n) return []
    const text = JSON.stringify([day, amountPaise.toString(), narration])
    const count = (seen.get(text) ?? 0) + 1
    seen.set(text, count)
    const line = bytesToHex(sha256(utf8ToBytes(JSON.stringify([text, count])))).slice(0, 16)
    const parts = narration.toUpperCase().split("/").map((part) => part.trim())
    return [{ line, day, amountPaise: -amountPaise, reference: referenceIn(parts, environment, day), bankNumber: numberIn(parts) }]
  })
}

/** The forms seen: RRN or host reference of 9 to 12 digits, UTR of 16 or 22 (MONEY.md, References). */
const NUMBER = /^(\d{9,12}|(?=.*\d{6})[0-9A-Z]{16}|(?=.*\d{6})[0-9A-Z]{22})$/

const numberIn = (parts: readonly string[]): string | null => {
  const found = parts.find((part) => NUMBER.test(part))
  return found === undefined ? null : plainNumber(found)
}

/** The API gives a host reference of 9 digits, the statement the same one with zeros before it. */
export const plainNumber = (number: string): string => number.replace(/^0+/, "")

const REFERENCE = /^[0-9A-Z]{15}(?= |$)/

/** A text of our form, of our environment, whose day is about the line's: a word of the payee's could hardly be one by chance. */
const referenceIn = (parts: readonly string[], environment: string, day: string): string | null => {
  for (const part of parts) {
    const [text] = REFERENCE.exec(part) ?? []
    if (text === undefined || !text.startsWith(environment)) continue
    const days = dayNumber(day) - dayNumber(dayOfReference(text))
    if (days >= -1 && days <= MOST_DAYS_LATE) return text
  }
  return null
}

/** A payment that waited for an approval at the bank is debited days after its reference was made. */
const MOST_DAYS_LATE = 31

const DAY_CYCLE = 36 ** 3

/** The IST day on which a reference was made: its symbols 4 to 6 count days since 2020-01-01, in base 36 (MONEY.md, References). */
export const dayOfReference = (reference: string): string => addDays("2020-01-01", Number.parseInt(reference.slice(3, 6), 36) % DAY_CYCLE)
