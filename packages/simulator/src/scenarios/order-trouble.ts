import type { CallOut, Fault, FaultMatch, FaultRequest, Partner } from "../bank-types.ts"
import type { FaultBox } from "../fault-box.ts"
import { refuseFault } from "../fault-box.ts"
import type { ScenarioRun } from "./list-runs.ts"
import { listRuns } from "./list-runs.ts"
import type { ScenarioName } from "./scenarios.ts"
import { scenarios } from "./scenarios.ts"

/** Where trouble is ordered. */
export interface Trouble {
  /** Throws a RangeError that says what is wrong with the order. */
  readonly addFault: (order: FaultRequest) => Fault
  readonly faults: () => readonly Fault[]
  /**
   * Starts a scenario now, on the bank's clock: its faults, for the requests that `match`. Returns them. Throws a RangeError for a name
   * that nobody knows.
   */
  readonly startScenario: (name: ScenarioName, match?: FaultMatch) => readonly Fault[]
  /** What has become of the scenarios that were started. */
  readonly scenarioRuns: () => readonly ScenarioRun[]
}

/** What it works with. */
export interface TroubleParts {
  readonly box: FaultBox
  readonly now: () => number
  readonly emit: (event: { readonly type: "fault"; readonly fault: Fault }) => void
}

/** Puts faults into the box, one by one or as a scenario, and tells of each. */
export const orderTrouble = ({ box, now, emit }: TroubleParts): Trouble => {
  const keep = (order: FaultRequest, scenario?: Fault["scenario"]): Fault => {
    const fault = box.add(order, now(), scenario)
    emit({ type: "fault", fault })
    return fault
  }
  return {
    addFault: (order) => {
      const refusal = refuseFault(order)
      if (refusal !== undefined) throw new RangeError(refusal)
      return keep(order)
    },
    faults: box.list,
    startScenario: (name, match = {}) => {
      if (!Object.hasOwn(scenarios, name)) throw new RangeError(`scenario must be one of ${Object.keys(scenarios).join(", ")}`)
      const run = Math.max(0, ...box.list().map((fault) => fault.scenario?.run ?? 0)) + 1
      return scenarios[name].faults(now()).map((order) =>
        keep({ afterMs: 0, ...order, match: { ...match, ...order.match } }, { name, run }))
    },
    scenarioRuns: () => listRuns(box.list(), now())
  }
}

/** The last look at a call to a partner: a fault can change when, how often and with what it is called. */
export const dressByFaults = (box: FaultBox, partnerOf: (apiKey: string) => Partner | undefined, now: () => number) =>
  (order: CallOut): CallOut => {
    const partner = partnerOf(order.partner)
    return partner === undefined ? order : box.bendCallback(order, partner, now())
  }
