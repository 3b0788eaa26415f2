import { compareWords, foldSpelling, type Likeness, likenesses } from "./fold-spelling.ts"
import { type NameWord, wordOf } from "./read-name.ts"

/** Two words that belong together, by their places. `initial`: one is the first letter of the other. */
export interface Pair {
  readonly left: number
  readonly right: number
  readonly how: Likeness | "initial" | "initials"
}

/** Two names, word against word. */
export interface Alignment {
  readonly left: readonly NameWord[]
  readonly right: readonly NameWord[]
  readonly pairs: readonly Pair[]
  readonly wasJoined: boolean
}

const LONGEST_RUN = 4

/** Puts the words of two names side by side; words that one name joins and the other splits count as joined. */
export const alignWords = (one: readonly NameWord[], other: readonly NameWord[]): Alignment => {
  const first = bringTogether(one, other)
  const second = bringTogether(first.parts, first.whole)
  const [left, right] = [second.parts, second.whole]
  return { left, right, pairs: pairUp(left, right), wasJoined: first.changed || second.changed }
}

/**
 * Looks for words of `whole` that `parts` writes in pieces: Ramkrishna and Ram Krishna, APJ and A P J. Pieces become one word; a word
 * that only collects first letters becomes initials.
 */
const bringTogether = (wordsOfWhole: readonly NameWord[], wordsOfParts: readonly NameWord[]): Together => {
  let parts = [...wordsOfParts]
  let changed = false
  const whole = wordsOfWhole.flatMap((word) => {
    if (word.isInitial || parts.some((part) => part.fold === word.fold)) return [word]
    const run = findRun(word, parts)
    if (run === undefined) return [word]
    changed = true
    if (run.letters) return [...word.written].map((text) => wordOf({ text, isOptional: word.isOptional }))
    const found = parts.slice(run.at, run.at + run.length)
    const [text, isOptional] = [found.map((part) => part.text).join(""), found.every((part) => part.isOptional)]
    parts = [...parts.slice(0, run.at), wordOf({ text, isOptional, isLoose: word.isLoose }), ...parts.slice(run.at + run.length)]
    return [word]
  })
  return { whole, parts, changed }
}

interface Together {
  readonly whole: readonly NameWord[]
  readonly parts: readonly NameWord[]
  readonly changed: boolean
}

interface Run {
  readonly at: number
  readonly length: number
  /** Only the first letters of the pieces make the word. */
  readonly letters: boolean
}

const findRun = (word: NameWord, pieces: readonly NameWord[]): Run | undefined => {
  for (const at of pieces.keys()) {
    for (let length = 2; length <= LONGEST_RUN && at + length <= pieces.length; length++) {
      const run = pieces.slice(at, at + length)
      const isAllInitials = run.every(({ isInitial }) => isInitial)
      if (!isAllInitials && foldSpelling(run.map(({ text }) => text).join("")) === word.fold) return { at, length, letters: false }
      const isSpelledOut = word.written.length === length && run.every(({ text }, index) => text[0] === word.written[index])
      if (isSpelledOut) return { at, length, letters: true }
    }
  }
  return undefined
}

const pairUp = (left: readonly NameWord[], right: readonly NameWord[]): readonly Pair[] => {
  const pairs: Pair[] = []
  const [usedLeft, usedRight] = [new Set<number>(), new Set<number>()]
  const take = (how: Pair["how"], fits: (one: NameWord, other: NameWord) => boolean): void => {
    for (const [at, one] of left.entries()) {
      if (usedLeft.has(at)) continue
      const found = nearest(at, right, (other, place) => !usedRight.has(place) && fits(one, other))
      if (found === undefined) continue
      usedLeft.add(at)
      usedRight.add(found)
      pairs.push({ left: at, right: found, how })
    }
  }
  for (const how of likenesses) take(how, (one, other) => !one.isInitial && !other.isInitial && compareWords(one, other) === how)
  take("initials", (one, other) => one.isInitial && other.isInitial && one.text === other.text)
  take("initial", (one, other) => one.isInitial !== other.isInitial && (one.isInitial ? begins(one, other) : begins(other, one)))
  return pairs.sort((one, other) => one.left - other.left)
}

const begins = (initial: NameWord, word: NameWord): boolean => word.text[0] === initial.text || word.fold.replace("=", "")[0] === initial.fold

const nearest = (at: number, words: readonly NameWord[], fits: (word: NameWord, place: number) => boolean): number | undefined => {
  let best: number | undefined
  for (const [place, word] of words.entries()) {
    if (fits(word, place) && (best === undefined || Math.abs(place - at) < Math.abs(best - at))) best = place
  }
  return best
}
