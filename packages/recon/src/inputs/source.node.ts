import { createHash } from "node:crypto"
import { createReadStream } from "node:fs"
import { open, stat } from "node:fs/promises"
import { basename } from "node:path"
import { refuserOf, type Refuse } from "./recon-input-error.ts"

/** Bytes that can be read more than once, in pieces. */
export interface Source {
  readonly name: string
  readonly sizeBytes: number
  readonly refuse: Refuse
  /** The first bytes, for detection. */
  readonly head: Uint8Array
  /** All bytes. @throws ReconInputError RECON_INPUT_CHANGED at the end, when a second pass saw other bytes than the first. */
  readonly chunks: () => AsyncIterable<Uint8Array>
  /** SHA-256, hex, of the last whole pass; reads the file when there was none. */
  readonly digest: () => Promise<string>
}

const CHUNK = 1 << 20
const HEAD = 1 << 16

/**
 * Opens bytes or a path.
 *
 * @throws ReconInputError RECON_INPUT_EMPTY for a file without bytes; the file system's own error for a path that cannot be read.
 */
export const openSource = async (input: Uint8Array | string | URL, name?: string): Promise<Source> => {
  const file = name ?? (input instanceof Uint8Array ? "statement" : basename(input instanceof URL ? input.pathname : input))
  const refuse = refuserOf(file)
  const sizeBytes = input instanceof Uint8Array ? input.length : (await stat(input)).size
  if (sizeBytes === 0) throw refuse("RECON_INPUT_EMPTY", 0, "the file has no bytes", "Download it again.")
  const head = input instanceof Uint8Array ? input.subarray(0, HEAD) : await readHead(input)
  let known: string | undefined
  const chunks = async function* (): AsyncGenerator<Uint8Array> {
    const hash = createHash("sha256")
    for await (const chunk of input instanceof Uint8Array ? slices(input) : createReadStream(input, { highWaterMark: CHUNK })) {
      hash.update(chunk as Uint8Array)
      yield chunk as Uint8Array
    }
    const digest = hash.digest("hex")
    if (known !== undefined && known !== digest) {
      throw refuse("RECON_INPUT_CHANGED", 0, "the file changed while it was read", "Drop what was loaded, and read it again when nobody writes to it.")
    }
    known = digest
  }
  const digest = async (): Promise<string> => {
    if (known === undefined) for await (const _ of chunks());
    return known ?? ""
  }
  return { name: file, sizeBytes, refuse, head, chunks, digest }
}

/** All bytes at once. @throws ReconInputError RECON_INPUT_TOO_LARGE above `maxBytes`. */
export const wholeOf = async (source: Source, maxBytes: number): Promise<Uint8Array> => {
  if (source.sizeBytes > maxBytes) {
    throw source.refuse("RECON_INPUT_TOO_LARGE", 0, `a file of this form is read whole, up to ${maxBytes >> 20} MiB`, "Ask for shorter periods, or for CSV.")
  }
  const parts: Uint8Array[] = []
  for await (const chunk of source.chunks()) parts.push(chunk)
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : new Uint8Array(Buffer.concat(parts))
}

const slices = function* (bytes: Uint8Array): Generator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += CHUNK) yield bytes.subarray(start, start + CHUNK)
}

const readHead = async (path: string | URL): Promise<Uint8Array> => {
  await using handle = await open(path)
  const { bytesRead, buffer } = await handle.read(new Uint8Array(HEAD), 0, HEAD, 0)
  return buffer.subarray(0, bytesRead)
}
