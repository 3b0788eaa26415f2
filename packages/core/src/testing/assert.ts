import { HundiError, type HundiErrorCode } from "../hundi-error.ts"

/** Assertions without a test framework, so that the suites run on every runtime. */
export const ok = (condition: boolean, what: string): void => {
  if (!condition) throw new Error(`expected: ${what}`)
}

const show = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) => (typeof inner === "bigint" ? `${inner}n` : inner)) ?? "undefined"

export const equal = (actual: unknown, expected: unknown): void => ok(Object.is(actual, expected), `${show(expected)}, got ${show(actual)}`)

export const deepEqual = (actual: unknown, expected: unknown): void =>
  ok(show(actual) === show(expected), `${show(expected)}, got ${show(actual)}`)

export const rejectsWith = async (code: HundiErrorCode, act: () => Promise<unknown>): Promise<void> => {
  try {
    await act()
  } catch (error) {
    ok(error instanceof HundiError && error.code === code, `${code}, got ${error instanceof Error ? error.message : String(error)}`)
    return
  }
  throw new Error(`expected ${code}, got no error`)
}
