import { dayNumber } from "@hundi/catalog/calendar"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"

const SYMBOLS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
const EPOCH_DAY = dayNumber("2020-01-01")

const symbol = (index: number): string => SYMBOLS[index % 36] ?? "0"

/** Three symbols for a day; they repeat after 127 years. */
const daySymbols = (businessDate: string): string => {
  const day = dayNumber(businessDate) - EPOCH_DAY
  return symbol(Math.floor(day / 1296)) + symbol(Math.floor(day / 36)) + symbol(day)
}

/**
 * A new reference: one symbol for the environment, two for the instance, three for the IST day, nine random (MONEY.md,
 * References). The journal refuses one that was used before; then draw again.
 */
export const makeReference = (environment: string, instance: string, businessDate: string): Effect.Effect<string> =>
  Effect.gen(function* () {
    const source = yield* Random.Random
    let random = ""
    for (let left = 9; left > 0; left--) random += symbol(Math.floor(source.nextDoubleUnsafe() * 36))
    return environment + instance + daySymbols(businessDate) + random
  })
