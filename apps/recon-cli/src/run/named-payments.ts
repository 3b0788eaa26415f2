import type { LedgerEntry, StatementLine } from "@hundi/recon/books"

const WORD = /[0-9A-Za-z]{9,22}/g
/** A reference counts from this many of its characters on: banks cut their narrations. */
const LEAST_REFERENCE = 12

/** Hands lines on, and keeps what could be a reference or a bank's number in them. */
export async function* collectNames(lines: AsyncIterable<StatementLine>, names: Set<string>): AsyncGenerator<StatementLine> {
  for await (const line of lines) {
    for (const word of line.narration.match(WORD) ?? []) names.add(word)
    yield line
  }
}

/** Does a statement speak of this payment: by our reference, whole or cut, or by the bank's number? */
export const isNamed = ({ reference, rrn }: LedgerEntry, names: ReadonlySet<string>): boolean => {
  if (rrn !== null && (names.has(rrn) || names.has(rrn.padStart(12, "0")))) return true
  for (let length = reference.length; length >= LEAST_REFERENCE; length--) if (names.has(reference.slice(0, length))) return true
  return false
}
