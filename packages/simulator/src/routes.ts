import type { BankAnswer, BankRequest, Partner, Rail } from "./bank-types.ts"
import type { Call } from "./call.ts"
import { compositeStatus } from "./composite/composite-status.ts"
import { compositeValidation } from "./composite/composite-validation.ts"
import { neftIncremental } from "./composite/neft-incremental.ts"
import { payComposite } from "./composite/pay-composite.ts"
import { payByForm, queryByForm, readForm, readFormPath } from "./imps-form/form-routes.ts"

/** One path of the bank. */
export interface Route {
  readonly path: string
  /** Without a well-formed x-priority the gateway answers a plain 403. */
  readonly needsPriority: boolean
  readonly answer: (call: Call) => BankAnswer
  /** The rail of a path that has no x-priority, for the faults. */
  readonly rail?: Rail
  /** Brings a request of another form into the one that `answer` reads. */
  readonly read?: (request: BankRequest, partner: Partner, nowMs: number) => BankRequest
}

/** The paths that the simulator answers. A new product adds its rows here. */
const routes: readonly Route[] = [
  { path: "/api/v1/composite-payment", needsPriority: true, answer: payComposite },
  { path: "/api/v1/composite-status", needsPriority: true, answer: compositeStatus },
  // Older paths of the same calls (fact file composite-and-cib, altPaths).
  { path: "/api/v1/composite-payment/status/imps", needsPriority: true, answer: compositeStatus },
  { path: "/api/v1/composite-payment/status/neft-rtgs", needsPriority: true, answer: compositeStatus },
  { path: "/api/v1/composite-validation", needsPriority: false, answer: compositeValidation },
  { path: "/api/v1/CIBNEFTStatus", needsPriority: false, answer: neftIncremental, rail: "neft" }
]

const byPath = new Map(routes.map((route) => [route.path, route]))

/** IMPS with a form (fact file composite-and-cib, imps.p2a and imps.query); the BC id is part of the direct host's paths. */
const forms = {
  p2a: { path: "/imps-web-bc/api/transaction/bc/{bcID}/p2a", needsPriority: false, answer: payByForm, rail: "imps", read: readForm },
  query: { path: "/imps-web-bc/api/transaction/bc/{bcID}/query", needsPriority: false, answer: queryByForm, rail: "imps", read: readForm }
} as const satisfies Readonly<Record<string, Route>>

/** The route of a path. */
export const findRoute = (path: string): Route | undefined => {
  const route = byPath.get(path)
  if (route !== undefined) return route
  const form = readFormPath(path)
  return form === undefined ? undefined : forms[form.call]
}
