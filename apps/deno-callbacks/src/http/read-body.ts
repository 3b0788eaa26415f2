/** More than any callback has; an RSA-4096 block is 684 characters of Base64. */
const MAX_BODY_BYTES = 65_536
/** A call that dribbles would hold its place while others wait. */
const READ_MS = 2000

/** The body's bytes, or why there are none. Reads no more than the limit, whatever the headers say. */
export const readBody = async (request: Request): Promise<Uint8Array | "too-large" | "too-slow"> => {
  if (Number(request.headers.get("content-length") ?? 0) > MAX_BODY_BYTES) return "too-large"
  const reader = request.body?.getReader()
  if (reader === undefined) return new Uint8Array(0)
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<"too-slow">((resolve) => void (timer = setTimeout(() => resolve("too-slow"), READ_MS)))
  const read = await Promise.race([readAll(reader), late]).finally(() => clearTimeout(timer))
  if (typeof read === "string") void reader.cancel().catch(() => undefined)
  return read
}

const readAll = async (reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Uint8Array | "too-large" | "too-slow"> => {
  const chunks: Uint8Array[] = []
  let length = 0
  for (;;) {
    const { done, value } = await reader.read().catch(() => ({ done: true, value: undefined }))
    if (done || value === undefined) break
    length += value.length
    if (length > MAX_BODY_BYTES) return "too-large"
    chunks.push(value)
  }
  const bytes = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}
