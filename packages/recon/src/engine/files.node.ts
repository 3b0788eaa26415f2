import { createHash } from "node:crypto"
import { createReadStream } from "node:fs"
import { open } from "node:fs/promises"

export { basename, dirname, join } from "node:path"

/** SHA-256 of a text, hex. */
export const digestText = (text: string): string => createHash("sha256").update(text).digest("hex")

/** SHA-256 of a file's bytes, hex. */
export const digestFile = async (path: string): Promise<string> => {
  const hash = createHash("sha256")
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array)
  return hash.digest("hex")
}

/** The first bytes of a file, at most `size`. */
export const readStart = async (path: string, size: number): Promise<Uint8Array> => {
  const handle = await open(path)
  try {
    const { buffer, bytesRead } = await handle.read({ buffer: new Uint8Array(size) })
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}
