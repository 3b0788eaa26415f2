import { inspect } from "node:util"
import type { LeakFinder, Sighting } from "./leak-finder.ts"

/** Where an output came from. */
export type OutputKind = "log" | "error" | "trace" | "metric" | "page" | "problem" | "api" | "stream" | "cli"

/** A sighting, with where it was. */
export interface Leak extends Sighting {
  readonly output: OutputKind
  /** What was done, in words. */
  readonly where: string
  /** Of the world in which it was seen. */
  readonly seed: number
}

/** Takes every output, counts it, and looks at it. */
export interface Capture {
  readonly say: (output: OutputKind, where: string, text: string) => void
  /** Looks at an output that is counted elsewhere. */
  readonly look: (output: OutputKind, where: string, text: string) => void
  /** An error in all the ways in which somebody may print it, with what it was caused by. */
  readonly sayError: (where: string, error: unknown) => void
  readonly count: () => number
}

const DEEP = { depth: 12, showHidden: true, maxArrayLength: null, maxStringLength: null, getters: true } as const
const CAUSES = 6

/** @param onLeak - hears of each leak as it is seen */
export const makeCapture = (finder: LeakFinder, seed: number, counts: Map<OutputKind, number>, onLeak: (leak: Leak) => void): Capture => {
  let count = 0
  const look: Capture["look"] = (output, where, text) => {
    for (const sighting of finder.find(text)) onLeak({ ...sighting, output, where, seed })
  }
  const say: Capture["say"] = (output, where, text) => {
    count++
    counts.set(output, (counts.get(output) ?? 0) + 1)
    look(output, where, text)
  }
  return {
    say,
    look,
    sayError: (where, error) => {
      let next: unknown = error
      for (let depth = 0; depth < CAUSES && next !== undefined && next !== null; depth++) {
        for (const [way, text] of printsOf(next)) say("error", `${where}, ${"cause of ".repeat(depth)}error as ${way}`, text)
        next = next instanceof Error ? next.cause : undefined
      }
    },
    count: () => count
  }
}

const printsOf = (error: unknown): readonly (readonly [way: string, text: string])[] => [
  ["String", String(error)],
  ["JSON", JSON.stringify(error, (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value)) ?? ""],
  ["inspect", inspect(error, DEEP)],
  ...(error instanceof Error ? ([["message", error.message], ["stack", error.stack ?? ""]] as const) : [])
]
