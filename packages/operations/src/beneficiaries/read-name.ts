import { foldSpelling, type Spelled } from "./fold-spelling.ts"
import { abbreviations, businessWords, honorifics, legalForms, mayBeName, relations, trailing, weakWords } from "./name-words.data.ts"
import { transliterateDevanagari } from "./transliterate-devanagari.ts"

/** One word of a name. */
export interface NameWord extends Spelled {
  /** As it stood there; `text` has abbreviations written out. */
  readonly written: string
  readonly isInitial: boolean
  /** So common that it says little. */
  readonly isWeak: boolean
  /** After S/o, alias and the like: nobody misses it. */
  readonly isOptional: boolean
}

/** A name in parts. */
export interface ReadName {
  readonly words: readonly NameWord[]
  /** Private, limited, llp ... sorted. */
  readonly forms: readonly string[]
  readonly isBusiness: boolean
  /** The words as one text: equal texts are the same name. */
  readonly canonical: string
  /** `shri` or the like was taken off, and may be a part of the name. */
  readonly dropped: string | undefined
}

/** Why a name cannot be compared. */
export interface Unreadable {
  readonly unreadable: string
}

const LONGEST = 140
const MOST_WORDS = 16

/** A name in parts, or why it cannot be read. Never throws. */
export const readName = (name: string): ReadName | Unreadable => {
  const text = plainLetters(name)
  if (name.length > LONGEST) return { unreadable: `a name is longer than ${LONGEST} characters` }
  // Some banks answer RAXXXX KUXXX or R**** K****.
  if (/\*|x{3,}/.test(text)) return { unreadable: "a name is masked" }
  if (/[^\P{L}a-z]/u.test(text)) return { unreadable: "a name is in a script other than Latin or Devanagari" }
  const tokens = tokensOf(text)
  const { start, dropped } = skipHonorifics(tokens)
  const kept = withoutTrailing(tokens.slice(start))
  const full = kept.flatMap(({ text, isOptional }) => wordsOf(text, isOptional))
  const words = full.filter(({ text: word }) => !legalForms.has(word))
  if (words.length === 0 || words.every(({ text: word }) => /^\d+$/.test(word))) return { unreadable: "a name has no word to compare" }
  if (words.length > MOST_WORDS) return { unreadable: `a name has more than ${MOST_WORDS} words` }
  const forms = [...new Set(full.filter(({ text: word }) => legalForms.has(word)).map(({ text: word }) => word))].sort()
  const isLoose = /\p{Script=Devanagari}/u.test(name)
  return {
    words: words.map((word) => ({ ...word, isLoose })),
    forms,
    isBusiness: forms.length > 0 || words.some(({ text: word, isOptional }) => !isOptional && businessWords.has(word)),
    canonical: [...words.map(({ text: word }) => word), ...forms].join(" "),
    dropped
  }
}

const undecomposed: Readonly<Record<string, string>> = { ø: "o", ł: "l", đ: "d", ß: "ss", æ: "ae", œ: "oe" }

/** Lower-case letters without marks. Invisible characters go first: they hide in copied names. */
const plainLetters = (name: string): string =>
  transliterateDevanagari(name.normalize("NFKC").replaceAll(/\p{Cf}/gu, ""))
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[øłđßæœ]/gu, (letter) => undecomposed[letter] ?? letter)

interface Token {
  readonly text: string
  readonly isOptional: boolean
}

const tokensOf = (text: string): readonly Token[] => {
  const spaced = text
    .replaceAll(/\bm\s*\/\s*s\b\.?/g, " messrs ")
    .replaceAll(/\b([sdwch])\s*\/\s*o\b\.?/g, " $1/o ")
    .replaceAll("@", " @ ")
    .replaceAll(/['’`´]/g, "")
    .replaceAll("hon ble", "honble")
    .replaceAll(/[^a-z0-9/@]+/g, " ")
  const out: Token[] = []
  let isOptional = false
  for (const part of spaced.split(" ")) {
    if (relations.has(part)) {
      isOptional = out.length > 0
      continue
    }
    for (const piece of part.split(/[/@]/)) if (piece !== "" && piece !== "and") out.push({ text: piece, isOptional })
  }
  return out
}

/** Honorifics at the start, as long as a word remains that is more than an initial. */
const skipHonorifics = (tokens: readonly Token[]): { readonly start: number; readonly dropped: string | undefined } => {
  let start = 0
  while (honorifics.has(tokens[start]?.text ?? "")) {
    const rest = tokens.slice(start + 1)
    if (!rest.some(({ text }) => text.length > 1)) break
    start++
  }
  const last = tokens[start - 1]?.text ?? ""
  return { start, dropped: mayBeName.has(last) ? last : undefined }
}

const withoutTrailing = (tokens: readonly Token[]): readonly Token[] => {
  const last = tokens.findLastIndex(({ isOptional }) => !isOptional)
  if (last < 1 || !trailing.has(tokens[last]?.text ?? "")) return tokens
  return tokens.filter((_, index) => index !== last)
}

/** Initials that are written as one (SK, PVR) are taken apart where no vowel can make a word of them. */
const INITIALS = /^[b-df-hj-np-tv-xz]{2,4}$/

const wordsOf = (written: string, isOptional: boolean): readonly NameWord[] => {
  const text = abbreviations[written] ?? written
  const isInitials = text === written && INITIALS.test(written) && !legalForms.has(written)
  if (isInitials) return [...written].map((letter) => wordOf({ text: letter, isOptional }))
  return [wordOf({ text, written, isOptional })]
}

/** A word from its text. */
export const wordOf = (word: Pick<NameWord, "text"> & Partial<Pick<NameWord, "written" | "isOptional" | "isLoose">>): NameWord => {
  const { text, written = text, isOptional = false, isLoose = false } = word
  const common = { isInitial: text.length === 1 && !/\d/.test(text), isWeak: weakWords.has(text) || businessWords.has(text) }
  return { text, written, fold: foldSpelling(text), isOptional, isLoose, ...common }
}
