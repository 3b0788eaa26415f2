import { idirectChecksum } from "./idirect-checksum.ts"
import { timeStampIst } from "./time-stamp-ist.ts"

/**
 * Builds the body of an ICICI Direct call with the standard checksum: AppKey, time_stamp, JSONPostData and Checksum.
 *
 * JSONPostData is serialised once, and that very string is both hashed and sent. Several printed examples contain blanks and keys in no
 * fixed order, so the hash has to cover the string and not a canonical form of it.
 *
 * @param credentials - the app's key and secret; the secret goes into the hash only
 * @param payload - the business parameters, wire names; usually with `Idirect_Userid` and `SessionToken`
 * @param nowMs - the time of the call in milliseconds since the epoch; the bank refuses stamps that are 60 seconds away from its clock
 * @returns the four fields in the order of the document; send `JSON.stringify` of it
 * @throws TypeError when the key or the secret is empty or the payload has no JSON form; RangeError when `nowMs` is not a time
 * @see ICICI iDirect API document, overview ("All requests need to have parameter of AppKey, Checksum and Timestamp")
 * @example
 * ```ts
 * const body = signIdirectRequest({ appKey, secretKey }, { Idirect_Userid: "DEMO0001", SessionToken: "123456" }, nowMs)
 * await fetch("https://api.icicidirect.com/equity/orderbook", { method: "POST", body: JSON.stringify(body) })
 * ```
 */
export function signIdirectRequest(
  credentials: IdirectCredentials,
  payload: Readonly<Record<string, unknown>>,
  nowMs: number
): SignedIdirectRequest {
  const { appKey, secretKey } = credentials
  if (appKey === "") throw new TypeError("appKey must not be empty")
  const timeStamp = timeStampIst(nowMs)
  const jsonPostData = JSON.stringify(payload)
  return {
    AppKey: appKey,
    time_stamp: timeStamp,
    JSONPostData: jsonPostData,
    Checksum: idirectChecksum("standard", { timeStamp, jsonPostData, secretKey })
  }
}

/** What the developer portal hands out when an app is registered. */
export interface IdirectCredentials {
  readonly appKey: string
  readonly secretKey: string
}

/** Body of a signed ICICI Direct call, wire names. */
export interface SignedIdirectRequest {
  readonly AppKey: string
  readonly time_stamp: string
  readonly JSONPostData: string
  readonly Checksum: string
}
