import { utcMs } from "./utc-ms.ts"

/**
 * Breeze's `X-Timestamp`: UTC, ISO 8601 to the second with a literal `.000Z`.
 *
 * The vendor's SDKs cut the milliseconds and append zeros; the same is done here, because the header's text is part of the checksum.
 *
 * @param nowMs - milliseconds since the epoch; parts of a second are dropped
 * @returns for example `2021-03-26T05:04:04.000Z`
 * @throws RangeError when `nowMs` is not a finite number or lies outside the years 1 to 9999
 * @see Idirect-Tech/Breeze-Python-SDK breeze_connect.py, Idirect-Tech/Breeze-JS-SDK breezeConnect.js
 * @example
 * ```ts
 * timeStampBreeze(1_616_735_044_567) // "2021-03-26T05:04:04.000Z"
 * ```
 */
export function timeStampBreeze(nowMs: number): string {
  if (!(nowMs >= -62_135_596_800_000 && nowMs <= 253_402_300_799_999)) {
    throw new RangeError("nowMs must be a time in the years 1 to 9999")
  }
  return new Date(Math.floor(nowMs / 1000) * 1000).toISOString()
}

/**
 * Reads a time stamp of {@link timeStampBreeze} back.
 *
 * @param timeStamp - `YYYY-MM-DDTHH:MM:SS.000Z`
 * @returns milliseconds since the epoch, a whole second; `undefined` when the text is no such stamp
 * @example
 * ```ts
 * parseTimeStampBreeze("2021-03-26T05:04:04.000Z") // 1_616_735_044_000
 * ```
 */
export function parseTimeStampBreeze(timeStamp: string): number | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})\.000Z$/.exec(timeStamp)
  if (match === null) return undefined
  const [, year, month, day, hour, minute, second] = match.map(Number)
  if (year === undefined || month === undefined || day === undefined) return undefined
  if (hour === undefined || minute === undefined || second === undefined) return undefined
  return utcMs(year, month, day, hour, minute, second)
}
