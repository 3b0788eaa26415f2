import { impsPay } from "./imps-pay.ts"
import { impsStatus } from "./imps-status.ts"
import { recon360 } from "./recon360.ts"

/** Composite Pay: the family object for `createBank`. */
export const composite = Object.freeze({ pay: impsPay, status: impsStatus, recon360 })

export { impsPay, impsStatus, recon360 }
