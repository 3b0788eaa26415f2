import { breezeChecksum, checksumMatches, maxSkewMs } from "@hundi/checksum"
import type { BrokerBooks } from "../broker-books.ts"
import type { HttpCall } from "../broker.ts"
import type { BrokerApp } from "../broker-types.ts"
import { BrokerRefusal } from "../broker-types.ts"
import { isFields } from "../wire.ts"
import type { Fields } from "../wire.ts"

/** The Status that the successor gives a failed authentication (fact file breeze.json, responseEnvelope.errorsSeen). */
const AUTHENTICATION_FAILED = 5

/**
 * Checks the headers of a signed call: key, checksum over stamp, body as sent and secret, stamp, session (fact file breeze.json,
 * checksum and headers). The tolerated skew is not known; that of ICICI Direct is taken.
 *
 * @throws BrokerRefusal
 */
export const openBreezeCall = (books: BrokerBooks, call: HttpCall, clocksMs: readonly number[]): BrokerApp => {
  const app = books.app(call.header("x-appkey"))
  if (app === undefined) throw refusal("Invalid AppKey.")
  const timeStamp = call.header("x-timestamp")
  const expected = timeStamp === "" ? "" : breezeChecksum({ timeStamp, body: call.body, secretKey: app.secretKey })
  if (!checksumMatches(call.header("x-checksum"), expected)) throw refusal("Invalid Checksum.")
  const stampMs = Date.parse(timeStamp)
  if (!clocksMs.some((nowMs) => Math.abs(nowMs - stampMs) < maxSkewMs + 1000)) throw refusal("Invalid Timestamp.")
  const session = decode(call.header("x-sessiontoken"))
  // The session is the key that customerdetails answers; the API session that led to it is taken as well.
  const isKnown = [app.sessionToken, app.apiSession].some((one) => session === `${app.userId}:${one}`)
  if (!isKnown) throw refusal("Invalid Session.")
  return app
}

/** The body as JSON object; an empty one is `{}`. */
export const readBreezeBody = (body: string): Fields => {
  try {
    const value: unknown = JSON.parse(body === "" ? "{}" : body)
    if (isFields(value)) return value
  } catch {
    // Falls through: the same refusal as for JSON that is no object.
  }
  throw new BrokerRefusal("Resource not available.")
}

const refusal = (reason: string): BrokerRefusal => new BrokerRefusal(`Authentication Fail :: ${reason}`, AUTHENTICATION_FAILED)

const decode = (base64: string): string => {
  try {
    return atob(base64)
  } catch {
    return ""
  }
}
