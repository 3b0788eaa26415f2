import { sameNames } from "./name-words.data.ts"

/** How far two words are one: from `same` to `letter`, or undefined when they are two. */
export type Likeness = "same" | "spelling" | "ending" | "vowel" | "final-a" | "letter"

/** From the strongest to the weakest. */
export const likenesses: readonly Likeness[] = ["same", "spelling", "ending", "vowel", "final-a", "letter"]

/** A word of a name in the forms that it is compared by. */
export interface Spelled {
  readonly text: string
  readonly fold: string
  /** From Devanagari, where inner vowels may be silent. */
  readonly isLoose: boolean
}

/**
 * One spelling for all usual Latin spellings of an Indian word: Laxmi and Lakshmi, Sree and Shri, Gowtham and Gautam. It is for
 * comparing only. Total and idempotent on what it is given: lower-case letters and digits.
 */
export const foldSpelling = (word: string): string => {
  const known = sameNames.get(word)
  if (known !== undefined) return `=${known}`
  return steps.reduce((text, [from, to]) => text.replaceAll(from, to), word)
}

/** In this order: later steps see what earlier ones made. `C` stands for the sound ch. */
const steps: readonly (readonly [RegExp, string])[] = [
  [/ksh|x/g, "ks"],
  [/zh/g, "l"],
  [/ph/g, "f"],
  [/chh?/g, "C"],
  [/ck|c|q/g, "k"],
  [/jn|dny|gy/g, "gn"],
  [/^jy/g, "j"],
  [/^vy/g, "vai"],
  [/([stdbgkj])h/g, "$1"],
  [/ee|ii|ie/g, "i"],
  [/oo|uu/g, "u"],
  [/aa+/g, "a"],
  [/au|ow|ou/g, "o"],
  [/ai|ay|ei|ey/g, "e"],
  [/w/g, "v"],
  [/y/g, "i"],
  [/hm/g, "m"],
  [/krus/g, "kris"],
  [/(.)\1+/g, "$1"],
  [/([aei])nd(?:ra|er|ar)$/g, "$1ndr"],
  [/endr$/g, "indr"],
  [/ore$/g, "or"],
  [/iam$/g, "ian"]
]

const LONG = 7
const RESPECT = /^(.{3,})(?:bhai|behn|bhen|ben|bai|ji|jee)$/
const VOWEL = /[aeiou]/

/** How alike two words are. Symmetric. Short words are alike only when they are spellings of one another: Amit is not Ajit. */
export const compareWords = (one: Spelled, other: Spelled): Likeness | undefined => {
  if (one.text === other.text) return "same"
  if (one.fold === other.fold) return "spelling"
  if (withoutRespect(one) === other.fold || withoutRespect(other) === one.fold) return "ending"
  if (one.fold.startsWith("=") || other.fold.startsWith("=")) return undefined
  const [short, long] = one.fold.length <= other.fold.length ? [one.fold, other.fold] : [other.fold, one.fold]
  // Ram and Rama may be one, Arun and Aruna are two: people decide.
  if (long === `${short}a`) return short.length >= 3 ? "final-a" : undefined
  if (short[0] !== long[0]) return undefined
  const isLoose = one.isLoose || other.isLoose
  if ((isLoose || short.length >= LONG) && withoutInnerA(short) === withoutInnerA(long)) return "vowel"
  if (short.length < LONG) return undefined
  return oneStepApart(short, long)
}

const withoutRespect = ({ text, fold }: Spelled): string => {
  const stem = RESPECT.exec(text)?.[1]
  return stem === undefined ? fold : foldSpelling(stem)
}

const withoutInnerA = (fold: string): string => (fold[0] ?? "") + fold.slice(1, -1).replaceAll("a", "") + fold.slice(-1)

/** One letter more, less or other, or two neighbours swapped. An inner vowel is a matter of spelling; a consonant is not. */
const oneStepApart = (short: string, long: string): Likeness | undefined => {
  let head = 0
  while (head < short.length && short[head] === long[head]) head++
  let tail = 0
  while (tail < short.length - head && short.at(-1 - tail) === long.at(-1 - tail)) tail++
  const [left, right] = [short.slice(head, short.length - tail), long.slice(head, long.length - tail)]
  const isSwap = left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0]
  if (isSwap) return "letter"
  if (left.length > 1 || right.length > 1) return undefined
  const isInner = tail > 0 && (left === "" || VOWEL.test(left)) && VOWEL.test(right)
  return isInner ? "vowel" : "letter"
}
