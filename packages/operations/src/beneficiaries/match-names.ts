import { type Alignment, alignWords, type Pair } from "./align-words.ts"
import { type NameWord, type ReadName, readName, wordOf } from "./read-name.ts"

/** What two names are to one another. */
export interface NameMatch {
  /** 0 to 100; 0 too where it cannot be said. */
  readonly score: number
  readonly verdict: "match" | "close" | "different" | "cannot-say"
  /** Why, in words that never contain a part of a name (L10). */
  readonly reasons: readonly string[]
}

/** Where the verdicts begin. */
export interface MatchOptions {
  /** This score and above is a `match`; 85 unless told. */
  readonly matchFrom?: number
  /** This score and above is `close`, for people to decide; 60 unless told. */
  readonly closeFrom?: number
}

/**
 * Is the name that somebody gave the name that the bank has? Made for Indian names: initials, order, honorifics, fathers' names, joined
 * words, spellings, Devanagari, firms, and names that the bank cuts. Symmetric; equal names score 100. It errs to `close`: a match lets
 * money go, and brothers, fathers and sons have names that differ by little.
 * @example
 * matchNames("Smt. Laxmi Narayanan", "NARAYANAN LAKSHMI") // { score: 95, verdict: "match", reasons: [...] }
 * matchNames("R Sharma", "Rakesh Sharma").verdict // "close": an initial stands for many names
 * matchNames("Rajesh Sharma", "Rakesh Sharma").verdict // "different"
 */
export const matchNames = (asked: string, registered: string, { matchFrom = 85, closeFrom = 60 }: MatchOptions = {}): NameMatch => {
  const [one, other] = [readName(asked), readName(registered)]
  if ("unreadable" in one || "unreadable" in other) {
    return cannotSay(...[one, other].flatMap((name) => ("unreadable" in name ? [name.unreadable] : [])))
  }
  // In one order, whichever was asked: the same pair always gets the same score.
  const [left, right] = one.canonical <= other.canonical ? [one, other] : [other, one]
  const tally = best([judge(left, right), ...withDropped(left, right)])
  if (tally === undefined) return cannotSay("only initials can be compared")
  const score = Math.max(0, Math.round(Math.min(tally.cap, 100 - tally.cost)))
  return { score, verdict: score >= matchFrom ? "match" : score >= closeFrom ? "close" : "different", reasons: [...new Set(tally.reasons)] }
}

const cannotSay = (...reasons: readonly string[]): NameMatch => ({ score: 0, verdict: "cannot-say", reasons: [...new Set(reasons)].sort() })

/** What speaks against a match: costs add up, the lowest cap holds. Undefined: nothing to go by. */
interface Tally {
  cost: number
  cap: number
  readonly reasons: string[]
}

const best = (tallies: readonly (Tally | undefined)[]): Tally | undefined => {
  const known = tallies.filter((tally) => tally !== undefined)
  return known.sort((one, other) => worth(other) - worth(one))[0]
}

const worth = ({ cap, cost }: Tally): number => Math.min(cap, 100 - cost)

/** Shri may be an honorific or the first half of a name (Sri Devi, Sridevi): the better reading counts. */
const withDropped = (left: ReadName, right: ReadName): readonly (Tally | undefined)[] => {
  const whole = (name: ReadName): ReadName =>
    name.dropped === undefined ? name : { ...name, words: [wordOf({ text: name.dropped }), ...name.words] }
  return [
    ...(left.dropped === undefined ? [] : [judge(whole(left), right)]),
    ...(right.dropped === undefined ? [] : [judge(left, whole(right))])
  ]
}

const judge = (left: ReadName, right: ReadName): Tally | undefined => {
  const tally: Tally = { cost: 0, cap: 100, reasons: [] }
  if (left.canonical === right.canonical && left.words.length === right.words.length) return { ...tally, reasons: ["the same words"] }
  if (isCut(left, right) || isCut(right, left)) return cutTally(left, right)
  const alignment = alignWords(left.words, right.words)
  const { pairs } = alignment
  if (pairs.length === 0) return { ...tally, cap: 0, reasons: ["no word agrees"] }
  if (pairs.every(({ how }) => how === "initial" || how === "initials")) {
    return onlyInitials(alignment) ? undefined : { ...tally, cap: 40, reasons: ["no word agrees, only initials do"] }
  }
  weighSpelling(tally, alignment)
  weighOrder(tally, alignment, left.isBusiness && right.isBusiness)
  weighLeftovers(tally, alignment, left.isBusiness && right.isBusiness)
  weighKinds(tally, left, right)
  return tally
}

/** All that is there to compare are initials that agree. */
const onlyInitials = ({ left, right, pairs }: Alignment): boolean => pairs.length === Math.min(left.length, right.length)

const note = (tally: Tally, cost: number, reason: string, cap = 100): void => {
  tally.cost += cost
  tally.cap = Math.min(tally.cap, cap)
  tally.reasons.push(reason)
}

const FOR_PEOPLE = 78

const likenessNotes: Readonly<Record<Pair["how"], readonly [cost: number, reason: string, cap?: number]>> = {
  same: [0, "words agree"],
  spelling: [2, "a word is spelled another way"],
  ending: [4, "a respectful ending is joined to a word"],
  vowel: [5, "an inner vowel of a long word differs"],
  "final-a": [6, "words differ by a final a: often two people", FOR_PEOPLE],
  letter: [10, "one letter of a long word differs", 74],
  initials: [0, "initials agree"],
  initial: [4, "an initial stands for a word"]
}

const weighSpelling = (tally: Tally, { pairs, wasJoined, left, right }: Alignment): void => {
  for (const { how } of pairs) note(tally, ...likenessNotes[how])
  if (wasJoined) note(tally, 1, "words or initials are joined in one name and apart in the other")
  const expanded = pairs.filter(({ how }) => how === "initial")
  const isFirst = expanded.some((pair) => placeOf(left, pair.left) === 0 || placeOf(right, pair.right) === 0)
  // R Sharma is Ramesh as well as Rakesh; a row of initials that all fit is more than that.
  if (isFirst && expanded.length < 2) note(tally, 0, "the first name is known by its initial alone", FOR_PEOPLE)
}

const placeOf = (words: readonly NameWord[], at: number): number => words.slice(0, at).filter(({ isInitial }) => !isInitial).length

/** Surname first or last is a habit; any other order may be father and son. */
const weighOrder = (tally: Tally, { pairs }: Alignment, areFirms: boolean): void => {
  const order = pairs.filter(({ how }) => how !== "initials" && how !== "initial").map(({ right }) => right)
  const falls = order.filter((place, index) => index > 0 && place < (order[index - 1] ?? 0)).length
  if (falls === 0) return
  const isRotation = falls === 1 && (order.at(-1) ?? 0) < (order[0] ?? 0)
  const movesOne = isRotation && (isFallAt(order, 1) || isFallAt(order, order.length - 1))
  if (movesOne && !areFirms) note(tally, 3, "the words stand in another order, as with the surname first")
  else note(tally, 6, "the words stand in another order", FOR_PEOPLE)
}

const isFallAt = (order: readonly number[], index: number): boolean => (order[index] ?? 0) < (order[index - 1] ?? 0)

const weighLeftovers = (tally: Tally, alignment: Alignment, areFirms: boolean): void => {
  const { left, right, pairs } = alignment
  const one = leftovers(left, new Set(pairs.map((pair) => pair.left)))
  const other = leftovers(right, new Set(pairs.map((pair) => pair.right)))
  // What stands after S/o or W/o is another person's name: it says nothing about whose name the rest is.
  const isOwn = (pair: Pair): boolean => left[pair.left]?.isOptional === false && right[pair.right]?.isOptional === false
  const full = pairs.filter((pair) => pair.how !== "initial" && pair.how !== "initials" && isOwn(pair))
  const evidence = full.reduce((sum, { left: at }) => sum + (left[at]?.isWeak === true ? 0.5 : 1), 0)
  const isConflict = (one.words.length > 0 && other.words.length > 0) || (one.optional > 0 && other.optional > 0)
  if (isConflict) return note(tally, 50, "each name has a word that the other lacks", areFirms ? 40 : 50)
  const hasInitialConflict = one.initials + one.words.length > 0 && other.initials + other.words.length > 0
  if (hasInitialConflict) return note(tally, 10, "initials differ", evidence < 2 ? 45 : 70)
  const words = [...one.words, ...other.words]
  const initials = one.initials + other.initials
  const isExpanded = pairs.some(({ how }) => how === "initial")
  if (words.length + initials === 0 && !isExpanded) return
  if (initials > 0) note(tally, 3 * initials, "an initial is missing in one name")
  for (const { isWeak } of words) note(tally, isWeak ? 3 : 6, "a word is missing in one name", areFirms ? 75 : 100)
  if (words.some(({ isInside }) => !isInside)) note(tally, 0, "the missing word is the first or the last", FOR_PEOPLE)
  const isMoved = tally.reasons.some((reason) => reason.includes("another order"))
  if (words.length > 0 && isMoved) note(tally, 0, "a word is missing and the order differs", FOR_PEOPLE)
  if (evidence < 1) return note(tally, 0, "only a very common word agrees", 50)
  const needed = words.length > 0 && words.every(({ isWeak }) => isWeak) ? 1.5 : 2
  if (evidence < needed) note(tally, 0, "too little agrees to be sure", words.length > 0 && evidence < 1.5 ? 70 : FOR_PEOPLE)
}

interface Leftovers {
  readonly words: readonly { readonly isWeak: boolean; readonly isInside: boolean }[]
  readonly initials: number
  readonly optional: number
}

const leftovers = (words: readonly NameWord[], used: ReadonlySet<number>): Leftovers => {
  const left = [...words.entries()].filter(([at]) => !used.has(at))
  const required = left.filter(([, { isOptional }]) => !isOptional)
  const fullPlaces = [...used].filter((at) => words[at]?.isInitial === false)
  const isInside = (at: number): boolean => fullPlaces.some((place) => place < at) && fullPlaces.some((place) => place > at)
  return {
    words: required.filter(([, { isInitial }]) => !isInitial).map(([at, { isWeak }]) => ({ isWeak, isInside: isInside(at) })),
    initials: required.filter(([, { isInitial }]) => isInitial).length,
    optional: left.length - required.length
  }
}

/** Person or firm, and of which legal form. */
const weighKinds = (tally: Tally, left: ReadName, right: ReadName): void => {
  if (left.isBusiness !== right.isBusiness) note(tally, 0, "one is a firm and the other a person: a proprietor, perhaps", FOR_PEOPLE)
  if (left.forms.join() === right.forms.join()) return
  const [few, many] = left.forms.length <= right.forms.length ? [left.forms, right.forms] : [right.forms, left.forms]
  if (few.every((form) => many.includes(form))) note(tally, 4, "the legal form is missing or shortened in one name", FOR_PEOPLE)
  else note(tally, 30, "the legal forms differ: two firms", 45)
}

const SHORTEST_CUT = 16
const LONGEST_CUT = 22

/**
 * Banks hand on about 20 characters of a name. Only a cut inside a word is taken for one: after a whole word it may be another person.
 */
const isCut = (short: ReadName, long: ReadName): boolean => {
  const { length } = short.canonical
  if (length < SHORTEST_CUT || length > LONGEST_CUT || short.forms.length > 0 || short.words.length < 2) return false
  const last = short.words.length - 1
  const tail = short.words[last]?.text ?? ""
  const whole = long.words[last]?.text ?? ""
  return (
    tail.length > 1
    && whole.length > tail.length
    && whole.startsWith(tail)
    && short.words.slice(0, last).every(({ fold }, at) => fold === long.words[at]?.fold)
  )
}

const cutTally = (left: ReadName, right: ReadName): Tally => {
  const isFirm = left.isBusiness || right.isBusiness
  return { cost: 8, cap: isFirm ? FOR_PEOPLE : 100, reasons: ["one name is cut inside a word, as banks cut at about 20 characters, and agrees so far"] }
}
