import { invalid } from "@hundi/core"

/** When a rail is stopped, and how it is tried again. */
export interface BreakerSettings {
  /** How far back outcomes count, ms. */
  readonly windowMs: number
  /** Faults within it, at least, before anything happens. */
  readonly minFaults: number
  /** Their share of all outcomes, at least; 0 to 1. */
  readonly faultShare: number
  /** How long nothing goes after the first opening; doubled by every probe that fails, ms. */
  readonly openMs: number
  readonly maxOpenMs: number
  /** How long a probe may be out before another one takes its place, ms: longer than the bank's time-out of 120 s. */
  readonly probeMs: number
  /** Probes in a row that must be answered. */
  readonly successesToClose: number
  /** When those who wait for a probe look again, ms. */
  readonly lookAgainMs: number
}

/** [J] The usual settings: no source gives any; they are tuned to a bank that answers within seconds and times out at 120 s. */
export const breakerSettings: BreakerSettings = Object.freeze({
  windowMs: 300_000,
  minFaults: 5,
  faultShare: 0.5,
  openMs: 30_000,
  maxOpenMs: 900_000,
  probeMs: 150_000,
  successesToClose: 3,
  lookAgainMs: 5000
})

/** Refuses settings that cannot be meant. @throws HundiError INVALID_REQUEST naming the setting and the rule */
export const checkBreakerSettings = (settings: BreakerSettings): void => {
  for (const [name, value] of Object.entries(settings) as readonly [keyof BreakerSettings, number][]) {
    if (!(value > 0) || !Number.isFinite(value)) throw invalid(`settings.${name}`, "more than 0")
    if (name !== "faultShare" && !Number.isInteger(value)) throw invalid(`settings.${name}`, "a whole number")
  }
  if (settings.faultShare > 1) throw invalid("settings.faultShare", "at most 1")
  if (settings.maxOpenMs < settings.openMs) throw invalid("settings.maxOpenMs", "not less than openMs")
}
