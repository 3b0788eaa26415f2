import { istIsoDate, istStamp, parseIstStamp } from "../ist.ts"

/** Reads DD/MM/YYYY hh:mm AM|PM in India (rule "collect date"). Undefined when it is no such moment. */
export const parseMinute = (text: string): number | undefined => {
  const match = /^(\d\d)\/(\d\d)\/(\d{4}) (0[1-9]|1[0-2]):(\d\d) ([AP])M$/.exec(text)
  if (match === null) return undefined
  const [, day = "", month = "", year = "", hour = "", minute = "", half] = match
  const hours = (Number(hour) % 12) + (half === "P" ? 12 : 0)
  return parseIstStamp(`${year}${month}${day}${String(hours).padStart(2, "0")}${minute}00`)
}

/** Reads DD/MM/YYYY as YYYY-MM-DD. Undefined when there is no such day. */
export const parseDay = (text: string): string | undefined => {
  const [, day, month, year] = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(text) ?? []
  return readDay(`${year}-${month}-${day}`)
}

/** Reads YYYY-MM-DD. Undefined when there is no such day. */
export const readDay = (text: string): string | undefined => {
  const ms = parseIstStamp(`${text.replaceAll("-", "")}000000`)
  return ms !== undefined && istIsoDate(ms) === text ? text : undefined
}

/** YYYYMMDDHHMMSS in India, the form of TxnInitDate. */
export const stampOf = istStamp

/** Paise as rupees with two decimals. */
export const rupeesOf = (paise: string): string => {
  const digits = paise.padStart(3, "0")
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}
