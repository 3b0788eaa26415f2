import type { CallOutReply } from "../bank-types.ts"

/**
 * What a partner answered to a message hold: `AcceptOrReject` Y with `Code` 11, N with 12; `Code` may be left out, but not speak
 * against it (ecollection.msg_hold, response). Undefined when it is no answer, and then the agreed default counts.
 */
export const readHoldAnswer = ({ reply }: CallOutReply): "accepted" | "rejected" | undefined => {
  const answer = fieldsOf(reply)
  const code = codeOf(answer?.["Code"])
  if (answer?.["AcceptOrReject"] === "Y" && (code === undefined || code === "11")) return "accepted"
  return answer?.["AcceptOrReject"] === "N" && (code === undefined || code === "12") ? "rejected" : undefined
}

/**
 * The code that a partner answered to the MIS: `Code` in the newer generation, `CODE` in the older one. 11 = taken, 06 = this UTR is
 * known already, 12 = partial success in one source (ecollection.mis_posting, statusValues). Undefined when it is no answer, and then
 * the MIS is posted again.
 */
export const readMisAnswer = ({ reply }: CallOutReply): string | undefined => {
  const answer = fieldsOf(reply)
  const code = codeOf(answer?.["Code"] ?? answer?.["CODE"])
  return code === "11" || code === "06" || code === "12" ? code : undefined
}

const fieldsOf = (reply: CallOutReply["reply"]): Readonly<Record<string, unknown>> | undefined => {
  if (reply === undefined || reply.status < 200 || reply.status >= 300) return undefined
  const { value } = reply
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined
}

/** A code may come as a number, which has lost its zero. */
const codeOf = (value: unknown): string | undefined =>
  typeof value === "number" ? String(value).padStart(2, "0") : typeof value === "string" ? value.trim() : undefined
