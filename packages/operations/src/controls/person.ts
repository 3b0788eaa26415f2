import { invalid } from "@hundi/core"

const INVISIBLE = /\p{C}/u
const MAX_NAME = 64
const MAX_REASON = 300

/** A person's name as it is written down. @throws HundiError INVALID_REQUEST for another than 1 to 64 visible characters */
export const checkPerson = (by: string): string => {
  const name = typeof by === "string" ? by.trim() : ""
  // Invisible characters would make two people of one.
  if (name === "" || name.length > MAX_NAME || INVISIBLE.test(name)) throw invalid("by", "1 to 64 visible characters: who says so")
  return name
}

/** @throws HundiError INVALID_REQUEST for another than 1 to 300 characters */
export const checkReason = (reason: string): string => {
  const text = typeof reason === "string" ? reason.trim() : ""
  if (text === "" || text.length > MAX_REASON || INVISIBLE.test(text)) throw invalid("reason", "1 to 300 characters on one line: why")
  return text
}

/** What tells people apart: `Asha`, `asha ` and `ＡＳＨＡ` are one person, so that nobody counts twice. */
const personKey = (by: string): string => by.normalize("NFKC").trim().replace(/\s+/gu, " ").toLowerCase()

/** Are these two writings of one person's name? */
export const isSamePerson = (one: string, other: string): boolean => personKey(one) === personKey(other)

/** Each person once, as first written. */
export const distinctPeople = (names: readonly string[]): readonly string[] =>
  names.filter((name, index) => names.findIndex((other) => isSamePerson(other, name)) === index)

/** Is this person among them? */
export const isAmong = (names: readonly string[], by: string): boolean => names.some((name) => isSamePerson(name, by))

/** `asha`, `asha and ravi`, `asha, ravi and meera`. */
export const listPeople = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? "nobody") : `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`

/** `1 person`, `2 people`. */
export const countPeople = (count: number): string => (count === 1 ? "1 person" : `${count} people`)
