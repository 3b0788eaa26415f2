import { canonical } from "./canonical.ts"

/** Throws unless the condition holds. */
export function assertTrue(condition: boolean, what: string): void {
  if (!condition) throw new Error(`expected: ${what}`)
}

/** Throws unless both values have one canonical text. */
export function assertSame(actual: unknown, expected: unknown, what = "value"): void {
  const [left, right] = [canonical(actual), canonical(expected)]
  if (left !== right) throw new Error(`${what}: expected ${right}, got ${left}`)
}

/** Runs what has to throw, and returns what it threw. */
export async function thrownBy(run: () => unknown): Promise<Error> {
  try {
    await run()
  } catch (error) {
    if (error instanceof Error) return error
    throw new Error(`expected an Error to be thrown, got ${typeof error}`)
  }
  throw new Error("expected an error, and nothing was thrown")
}
