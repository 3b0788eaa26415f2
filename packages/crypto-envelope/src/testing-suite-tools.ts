import type * as Library from "./index.ts"

/** Where a suite registers its tests: vitest, Deno.test, bun:test or a loop in a Worker all fit. A test fails by throwing. */
export interface Runner {
  readonly test: (name: string, run: () => Promise<void>) => void
}

/** The parts of the package that suites use. */
export type Lib = Pick<typeof Library, "createEnvelope" | "profiles" | "EnvelopeError">

/** What can be seen of a refusal. */
export interface Refusal {
  readonly name: string
  readonly code: string
  readonly message: string
  readonly hasCause: boolean
}

/** Every body that does not open gives this and nothing else. */
export const ONE_ERROR: Refusal = {
  name: "EnvelopeError",
  code: "ENVELOPE_OPEN_FAILED",
  message: "The message could not be opened.",
  hasCause: false
}

/** Runs what has to be refused, and describes the refusal; its stack is added to `stacks`. */
export async function describeRefusal(lib: Lib, run: () => Promise<unknown>, stacks?: Set<string>): Promise<Refusal> {
  try {
    await run()
  } catch (error) {
    if (!(error instanceof lib.EnvelopeError)) throw error
    stacks?.add(String(error.stack))
    return { name: error.name, code: error.code, message: error.message, hasCause: "cause" in error }
  }
  throw new Error("nothing was refused")
}

/** Throws unless both values have the same JSON. */
export function assertSame(actual: unknown, expected: unknown): void {
  const [left, right] = [JSON.stringify(actual), JSON.stringify(expected)]
  if (left !== right) throw new Error(`expected ${right}, got ${left}`)
}
