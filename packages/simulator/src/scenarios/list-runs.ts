import type { Fault } from "../bank-types.ts"
import type { ScenarioName } from "./scenarios.ts"

/** One start of a scenario. */
export interface ScenarioRun {
  readonly name: ScenarioName
  /** Runs from 1 in the life of the bank. */
  readonly run: number
  /** On the bank's clock, milliseconds: when its first fault begins, and the last one ends. */
  readonly fromMs: number
  readonly untilMs: number
  readonly state: "waiting" | "running" | "over"
  /** How many requests and calls it has hit. */
  readonly hits: number
}

/** What has become of every scenario that was started, from the faults that it is made of. */
export const listRuns = (faults: readonly Fault[], nowMs: number): readonly ScenarioRun[] => {
  const parts = new Map<number, Fault[]>()
  for (const fault of faults) {
    if (fault.scenario === undefined) continue
    const part = parts.get(fault.scenario.run) ?? []
    parts.set(fault.scenario.run, part)
    part.push(fault)
  }
  return Array.from(parts, ([run, all]) => {
    const fromMs = Math.min(...all.map((fault) => fault.fromMs ?? 0))
    const untilMs = Math.max(...all.map((fault) => fault.untilMs ?? Number.MAX_SAFE_INTEGER))
    return {
      name: (all[0]?.scenario?.name ?? "") as ScenarioName,
      run,
      fromMs,
      untilMs,
      state: nowMs < fromMs ? "waiting" : nowMs < untilMs ? "running" : "over",
      hits: all.reduce((sum, { times = 1, left }) => sum + times - left, 0)
    }
  })
}
