import { type Needle, needlesOf } from "./needles.ts"
import type { Planted } from "./plant.ts"

/** A planted value that was seen. */
export interface Sighting {
  readonly planted: Planted
  readonly form: string
  /** The output around it. */
  readonly excerpt: string
}

/** Looks for planted values in outputs. */
export interface LeakFinder {
  readonly plant: (planted: readonly Planted[]) => void
  readonly find: (output: string) => readonly Sighting[]
}

const HEAD = 5
const AROUND = 60
/** What may stand before the visible end of a masked number. */
const MASK = /[x*•·.#]/
const FIRST_TAIL = 5
const LONE_TAIL = 7

const numbers: ReadonlySet<Planted["kind"]> = new Set<Planted["kind"]>(["account number", "debit account", "mobile", "sender's mobile"])

/**
 * One pass over each output, whatever is planted: needles are looked up by their first five letters, and runs of digits by being the
 * end of a planted number. Four digits at the end may show; five behind a mask, or seven by themselves, are a leak.
 */
export const makeLeakFinder = (): LeakFinder => {
  const byHead = new Map<string, Needle[]>()
  const heads = new Set<number>()
  const tails = new Map<string, Planted>()
  const addTails = (planted: Planted): void => {
    if (typeof planted.value !== "string" || !numbers.has(planted.kind)) return
    for (let length = FIRST_TAIL; length < planted.value.length; length++) tails.set(planted.value.slice(-length), planted)
  }
  return {
    plant: (list) => {
      for (const planted of list) {
        addTails(planted)
        for (const needle of needlesOf(planted)) {
          const head = needle.text.slice(0, HEAD)
          byHead.set(head, [...(byHead.get(head) ?? []), needle])
          heads.add(keyAt(needle.text, 0))
        }
      }
    },
    find: (output) => {
      const text = output.toLowerCase()
      const sightings: Sighting[] = []
      for (let at = 0; at + HEAD <= text.length; at++) {
        if (!heads.has(keyAt(text, at))) continue
        const found = byHead.get(text.slice(at, at + HEAD))?.find((needle) => text.startsWith(needle.text, at))
        if (found !== undefined) sightings.push({ planted: found.planted, form: found.form, excerpt: around(output, at) })
      }
      return [...sightings, ...findTails(text, output, tails)]
    }
  }
}

/** Five letters in one number; different ones may share it, which only costs a look-up. */
const keyAt = (text: string, at: number): number => {
  let key = 0
  for (let index = at; index < at + HEAD; index++) key = (Math.imul(key, 61) + text.charCodeAt(index)) | 0
  return key
}

const findTails = (text: string, output: string, tails: ReadonlyMap<string, Planted>): readonly Sighting[] => {
  const sightings: Sighting[] = []
  for (const { 0: digits, index } of text.matchAll(/\d{5,}/g)) {
    const planted = tails.get(digits)
    if (planted === undefined) continue
    const before = text[index - 1] ?? " "
    const after = text[index + digits.length] ?? " "
    const isLone = digits.length >= LONE_TAIL && !/[a-z.:]/.test(before) && !/[a-z]/.test(after)
    if (isLone || MASK.test(before)) sightings.push({ planted, form: `last ${digits.length} digits`, excerpt: around(output, index) })
  }
  return sightings
}

const around = (text: string, at: number): string => text.slice(Math.max(0, at - AROUND), at + AROUND)
