import type { CallPartner } from "@hundi/simulator"

/** More than any partner has to say. */
const MAX_REPLY_BYTES = 65_536

/**
 * Calls a partner over HTTP, as the bank does: no redirect is followed, and what is not there within the deadline, body included, is
 * no answer.
 */
export const callPartner: CallPartner = async (url, init, deadlineMs) => {
  const reply = await fetch(url, { ...init, redirect: "manual", signal: AbortSignal.timeout(deadlineMs) })
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of reply.body ?? []) {
    length += chunk.length
    // Leaving the loop cancels the rest.
    if (length > MAX_REPLY_BYTES) throw new RangeError("The partner's answer is too long")
    chunks.push(chunk)
  }
  return { status: reply.status, body: Buffer.concat(chunks).toString("utf8") }
}
