import type { World } from "../world.ts"
import type { OpenedCall } from "./open-call.ts"

/** What a handler of an ICICI Direct call gets. */
export interface IdirectCall extends OpenedCall {
  readonly world: World
}

/** Answers `Success`; refuses by throwing a BrokerRefusal. */
export type IdirectHandler = (call: IdirectCall) => unknown
