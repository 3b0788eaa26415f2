import { invalidField } from "./books-error.ts"

const INVISIBLE = /\p{C}/u

/** A person's name as it is written down. @throws BooksError for another than 1 to 64 visible characters */
export const checkPerson = (by: string): string => {
  const name = by.trim()
  // Invisible characters would make two people of one.
  if (name === "" || name.length > 64 || INVISIBLE.test(name)) throw invalidField("by", "1 to 64 visible characters: who says so")
  return name
}

/** What somebody writes down. @throws BooksError for another than 3 to 500 characters on one line */
export const checkWords = (field: string, given: string): string => {
  const text = given.trim()
  if (text.length < 3 || text.length > 500 || INVISIBLE.test(text)) throw invalidField(field, "3 to 500 characters on one line")
  return text
}

/** `Asha`, `asha ` and `ＡＳＨＡ` are one person: nobody is their own second pair of eyes. */
export const isSamePerson = (one: string, other: string): boolean => personKey(one) === personKey(other)

const personKey = (by: string): string => by.normalize("NFKC").trim().replace(/\s+/gu, " ").toLowerCase()
