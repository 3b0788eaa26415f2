import type { BankAnswer, Rail } from "./bank-types.ts"
import type { Call } from "./call.ts"
import { payImps } from "./composite/pay-imps.ts"
import { statusImps } from "./composite/status-imps.ts"

/** One path of the bank. */
export interface Route {
  readonly path: string
  /** What a request with this x-priority is answered by; a priority that is not here gets `otherwise`. */
  readonly byPriority: Readonly<Record<string, (call: Call) => BankAnswer>>
  /** For a well-formed priority of another rail; absent = 403 plain. */
  readonly otherwise?: (call: Call) => BankAnswer
}

/** The rail of an x-priority (fact file composite-and-cib, rules "x-priority"). */
export const railOfPriority: Readonly<Record<string, Rail>> = { "0100": "imps" }

/** The paths that the simulator answers. A new product adds its rows here. */
export const routes: readonly Route[] = [
  { path: "/api/v1/composite-payment", byPriority: { "0100": payImps } },
  // An enquiry on the wrong rail is a fair question with the answer "not found".
  { path: "/api/v1/composite-status", byPriority: { "0100": statusImps }, otherwise: statusImps }
]
