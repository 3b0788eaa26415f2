import { checksumMatches, idirectChecksum, isFreshTimeStamp } from "@hundi/checksum"
import type { BrokerBooks } from "../broker-books.ts"
import type { BrokerApp } from "../broker-types.ts"
import { BrokerRefusal } from "../broker-types.ts"
import type { Fields } from "../wire.ts"
import { isFields, textOf } from "../wire.ts"
import type { IdirectRecord } from "./idirect-record.ts"

/** IST is this far ahead of UTC, milliseconds. */
const IST_OFFSET_MS = 19_800_000

/** A call whose sender is known. */
export interface OpenedCall {
  readonly app: BrokerApp
  /** JSONPostData, or the flat body of a form. */
  readonly fields: Fields
}

/**
 * Reads the envelope of an ICICI Direct call and checks, in this order: JSONPostData is a text with JSON, the app key is known, the
 * checksum fits, the stamp is fresh, the session is the app's (fact file idirect.json, globalRules).
 *
 * @param clocksMs - the moments that count as now: the virtual clock, and the real one for clients that do not follow it
 * @throws BrokerRefusal
 */
export const openCall = (books: BrokerBooks, record: IdirectRecord, body: Fields, clocksMs: readonly number[]): OpenedCall => {
  const isForm = record.formula === "login" || record.formula === "allocate-funds"
  const jsonPostData = isForm ? "" : readPostData(body)
  const fields = isForm ? body : parseFields(jsonPostData)
  const app = books.app(textOf(body, "AppKey"))
  if (app === undefined) throw new BrokerRefusal("Authentication Fail :: Invalid AppKey.")
  const timeStamp = textOf(body, "time_stamp")
  const expected = timeStamp === "" ? [] : checksumsOf(record, app, { timeStamp, jsonPostData, fields })
  const given = textOf(body, "Checksum")
  if (!expected.some((one) => checksumMatches(given, one))) throw new BrokerRefusal("Authentication Fail :: Invalid Checksum.")
  if (!isFresh(timeStamp, clocksMs)) throw new BrokerRefusal("Authentication Fail :: time_stamp is not within 60 seconds.")
  if (record.hasSession) checkSession(app, fields)
  return { app, fields }
}

/** The document does not name the time zone: Indian time is taken, and UTC tolerated. */
const isFresh = (timeStamp: string, clocksMs: readonly number[]): boolean =>
  clocksMs.some((nowMs) => isFreshTimeStamp(timeStamp, nowMs) || isFreshTimeStamp(timeStamp, nowMs - IST_OFFSET_MS))

interface Signed {
  readonly timeStamp: string
  readonly jsonPostData: string
  readonly fields: Fields
}

/**
 * The checksums that are right for a call. The two formulas with client_key are probably left over from an older draft (rule
 * "checksum-exceptions"), so the standard one is right for these calls too.
 */
const checksumsOf = (record: IdirectRecord, app: BrokerApp, { timeStamp, jsonPostData, fields }: Signed): readonly string[] => {
  const { appKey, secretKey } = app
  const standard = (): string => idirectChecksum("standard", { timeStamp, jsonPostData, secretKey })
  if (record.formula === "login") return [idirectChecksum("login", { appKey, timeStamp, secretKey })]
  if (record.formula === "order-book-details") return [idirectChecksum("order-book-details", { jsonPostData, clientKey: secretKey }), standard()]
  if (record.formula === "folio") return [idirectChecksum("folio", { appKey, timeStamp, clientKey: secretKey }), standard()]
  if (record.formula !== "allocate-funds") return [standard()]
  const [idirectUserId, sessionToken, product] = ["Idirect_Userid", "SessionToken", "product"].map((name) => textOf(fields, name))
  if (!idirectUserId || !sessionToken || !product) throw new BrokerRefusal("Idirect_Userid, SessionToken and product are required")
  return [idirectChecksum("allocate-funds", { appKey, timeStamp, secretKey, idirectUserId, sessionToken, product })]
}

const checkSession = (app: BrokerApp, fields: Fields): void => {
  if (textOf(fields, "Idirect_Userid") !== app.userId || textOf(fields, "SessionToken") !== app.sessionToken) {
    throw new BrokerRefusal("Authentication Fail :: Invalid Session.")
  }
}

const readPostData = (body: Fields): string => {
  const value = body["JSONPostData"]
  if (typeof value !== "string" || value === "") throw new BrokerRefusal("JSONPostData must be a text that holds JSON")
  return value
}

const parseFields = (text: string): Fields => {
  try {
    const value: unknown = JSON.parse(text)
    if (isFields(value)) return value
  } catch {
    // Falls through: the same refusal as for JSON that is no object.
  }
  throw new BrokerRefusal("JSONPostData must be a text that holds a JSON object")
}
