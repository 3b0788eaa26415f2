import { impsP2a } from "./p2a.ts"
import { impsQuery } from "./query.ts"

/** IMPS before Composite Pay: forms and XML, nothing sealed. Core pays over Composite Pay instead. */
export const imps = Object.freeze({ pay: impsP2a, status: impsQuery })

export { impsP2a, impsQuery }
