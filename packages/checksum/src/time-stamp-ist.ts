import { utcMs } from "./utc-ms.ts"

/**
 * ICICI Direct's `time_stamp`: `DD-Mon-YYYY HH24:MI:SS`, Indian Standard Time.
 *
 * The document gives the format but no time zone; Indian time is inferred, because the exchange and the bank's servers keep it. Written
 * with integer arithmetic and an own table of months, so that the result depends neither on the machine's zone nor on its locale data.
 *
 * @param nowMs - milliseconds since the epoch; parts of a second are dropped
 * @returns for example `26-Mar-2021 10:34:04`
 * @throws RangeError when `nowMs` is not a finite number or lies outside the years 1 to 9999
 * @see ICICI iDirect API document, the "time_stamp" row of each parameter table
 * @example
 * ```ts
 * timeStampIst(1_616_735_044_000) // "26-Mar-2021 10:34:04"
 * ```
 */
export function timeStampIst(nowMs: number): string {
  if (!(nowMs >= earliestMs && nowMs <= latestMs)) throw new RangeError("nowMs must be a time in the years 1 to 9999")
  // The shifted instant's UTC fields are the fields of the Indian wall clock. India has no daylight saving time.
  const wall = new Date(Math.floor(nowMs) + istOffsetMs)
  const date = `${pad(wall.getUTCDate(), 2)}-${monthNames[wall.getUTCMonth()]}-${pad(wall.getUTCFullYear(), 4)}`
  return `${date} ${pad(wall.getUTCHours(), 2)}:${pad(wall.getUTCMinutes(), 2)}:${pad(wall.getUTCSeconds(), 2)}`
}

/**
 * Reads a time stamp of {@link timeStampIst} back.
 *
 * Only the documented form is read; month names in any letter case, as the document itself writes both `Mon` and `mon`. Dates that no
 * calendar has (30-Feb) are refused instead of rolled over.
 *
 * @param timeStamp - `DD-Mon-YYYY HH24:MI:SS`, taken as Indian Standard Time
 * @returns milliseconds since the epoch, a whole second; `undefined` when the text is no such stamp
 * @example
 * ```ts
 * parseTimeStampIst("26-Mar-2021 10:34:04") // 1_616_735_044_000
 * ```
 */
export function parseTimeStampIst(timeStamp: string): number | undefined {
  const match = form.exec(timeStamp)
  if (match === null) return undefined
  const [, day, monthName, year, hour, minute, second] = match
  const month = monthNames.findIndex((name) => name.toLowerCase() === monthName?.toLowerCase())
  const wallMs = utcMs(Number(year), month + 1, Number(day), Number(hour), Number(minute), Number(second))
  return wallMs === undefined ? undefined : wallMs - istOffsetMs
}

const istOffsetMs = 5.5 * 60 * 60 * 1000
const earliestMs = -62_135_596_800_000 - istOffsetMs
const latestMs = 253_402_300_799_999 - istOffsetMs
const monthNames = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const
const form = /^(\d{2})-([A-Za-z]{3})-(\d{4}) (\d{2}):(\d{2}):(\d{2})$/

function pad(value: number, width: number): string {
  return String(value).padStart(width, "0")
}
