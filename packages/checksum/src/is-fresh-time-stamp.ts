import { parseTimeStampIst } from "./time-stamp-ist.ts"

/**
 * Whether a server may honour an ICICI Direct `time_stamp`: the client's and the server's clock differ by at most 60 seconds.
 *
 * The document says "between 60 seconds"; exactly 60 is taken as allowed.
 *
 * @param timeStamp - the client's stamp, Indian time
 * @param serverNowMs - the server's clock, milliseconds since the epoch
 * @param toleranceMs - the largest difference allowed, {@link maxSkewMs} unless told
 * @returns false also when the stamp is not in the documented form
 * @see ICICI iDirect API document, Customer Login, remark of the time_stamp row
 * @example
 * ```ts
 * isFreshTimeStamp("26-Mar-2021 10:34:04", 1_616_735_044_000) // true
 * ```
 */
export function isFreshTimeStamp(timeStamp: string, serverNowMs: number, toleranceMs: number = maxSkewMs): boolean {
  const clientMs = parseTimeStampIst(timeStamp)
  if (clientMs === undefined) return false
  // A stamp has whole seconds: comparing whole seconds keeps the sub-second part of the server's clock out of the decision.
  const serverMs = Math.floor(serverNowMs / 1000) * 1000
  return Math.abs(serverMs - clientMs) <= toleranceMs
}

/** Largest clock difference that ICICI Direct honours, in milliseconds. */
export const maxSkewMs = 60_000
