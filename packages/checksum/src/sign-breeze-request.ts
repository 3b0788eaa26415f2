import { breezeChecksum } from "./breeze-checksum.ts"
import { timeStampBreeze } from "./time-stamp-breeze.ts"

/**
 * Serialises and signs a Breeze call: the body text and the headers that belong to it.
 *
 * GET and DELETE carry a JSON body too, which `fetch` refuses: use an HTTP module that can send one (`node:https`).
 *
 * @param credentials - the app's key and secret, and the session token that `customerdetails` answered
 * @param payload - the parameters, wire names; `{}` for calls without any
 * @param nowMs - the time of the call in milliseconds since the epoch
 * @returns the exact body to send, and the five headers
 * @throws TypeError when the key, the secret or the token is empty or the payload has no JSON form; RangeError when `nowMs` is not a time
 * @see Idirect-Tech/Breeze-Python-SDK breeze_connect.py (compact JSON, UTC stamp, `token` prefix)
 * @example
 * ```ts
 * const { body, headers } = signBreezeRequest({ appKey, secretKey, sessionToken }, {}, nowMs)
 * ```
 */
export function signBreezeRequest(
  credentials: BreezeCredentials,
  payload: Readonly<Record<string, unknown>>,
  nowMs: number
): SignedBreezeRequest {
  const { appKey, secretKey, sessionToken } = credentials
  if (appKey === "") throw new TypeError("appKey must not be empty")
  if (sessionToken === "") throw new TypeError("sessionToken must not be empty")
  const timeStamp = timeStampBreeze(nowMs)
  const body = JSON.stringify(payload)
  return {
    body,
    headers: {
      "Content-Type": "application/json",
      "X-Checksum": breezeChecksum({ timeStamp, body, secretKey }),
      "X-Timestamp": timeStamp,
      "X-AppKey": appKey,
      "X-SessionToken": sessionToken
    }
  }
}

/** What signing a Breeze call needs. */
export interface BreezeCredentials {
  readonly appKey: string
  readonly secretKey: string
  /** base64 of `<user id>:<session key>`, as `Success.session_token` of `customerdetails` gives it. */
  readonly sessionToken: string
}

/** A signed Breeze call. */
export interface SignedBreezeRequest {
  readonly body: string
  readonly headers: Readonly<
    Record<"Content-Type" | "X-Checksum" | "X-Timestamp" | "X-AppKey" | "X-SessionToken", string>
  >
}
