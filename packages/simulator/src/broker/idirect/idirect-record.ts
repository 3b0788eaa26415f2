import type { IdirectChecksumFormula } from "@hundi/checksum"

/** What the ICICI Direct document says of one call, as far as the simulator needs it. */
export interface IdirectRecord {
  readonly id: string
  readonly path: string | null
  readonly formula: IdirectChecksumFormula | null
  /** Does it want Idirect_Userid and SessionToken? */
  readonly hasSession: boolean
  /** The example that the document prints. */
  readonly reply: { readonly Status: number; readonly Error: unknown; readonly Success: unknown } | null
}
