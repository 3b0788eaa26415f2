import type { FileEncoding } from "./mapping.ts"
import type { Refuse } from "./recon-input-error.ts"

/**
 * The encoding of a file by its first bytes: a byte-order mark, zeros of UTF-16, UTF-8 where it is valid, else windows-1252, which is what
 * Excel writes on an Indian Windows.
 */
export const detectEncoding = (head: Uint8Array, refuse: Refuse): FileEncoding => {
  const [a, b, c] = head
  if (a === 0xef && b === 0xbb && c === 0xbf) return "utf-8"
  if (a === 0xff && b === 0xfe) return "utf-16le"
  if (a === 0xfe && b === 0xff) return "utf-16be"
  const zeros = [0, 0]
  const sample = head.subarray(0, 1024)
  sample.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1
  })
  if ((zeros[1] ?? 0) > sample.length / 4) return "utf-16le"
  if ((zeros[0] ?? 0) > sample.length / 4) return "utf-16be"
  return isUtf8(head) ? "utf-8" : legacy(head, refuse)
}

/**
 * The text of a file, piece by piece, with every byte accounted for.
 *
 * @throws ReconInputError RECON_INPUT_ENCODING with the line, for bytes that are not of the encoding, for control characters, and for
 * text that was decoded with the wrong encoding and saved again.
 */
export const decodeText = async function* (
  chunks: AsyncIterable<Uint8Array>, encoding: FileEncoding, refuse: Refuse
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  let line = 1
  const decode = (bytes?: Uint8Array): string => {
    try {
      return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true })
    } catch {
      throw refuse("RECON_INPUT_ENCODING", line + (bytes === undefined ? 0 : badLine(bytes, encoding)), `bytes that are not ${encoding}`, AGAIN)
    }
  }
  for await (const chunk of chunks) {
    const text = decode(chunk)
    refuseSpoiled(text, line, refuse)
    yield text
    line += countLines(text)
  }
  const rest = decode()
  if (rest !== "") yield rest
}

const AGAIN = "Download it again, and do not open and save it in between."

/** Controls that no statement has, C1 controls (windows-1252 read as Latin-1) and the mark of lost characters. */
const SPOILED = /[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u009f\ufffd\ufeff]/

const refuseSpoiled = (text: string, line: number, refuse: Refuse): void => {
  const at = text.search(SPOILED)
  if (at !== -1) {
    throw refuse("RECON_INPUT_ENCODING", line + countLines(text.slice(0, at)), "a character that only a wrong or lossy re-encoding leaves", AGAIN)
  }
  if (!/[^\u0000-\u007f]/.test(text)) return
  for (const match of text.matchAll(/[\u0080-\uffff]{2,}/g)) {
    if (isMojibake(match[0])) {
      throw refuse("RECON_INPUT_ENCODING", line + countLines(text.slice(0, match.index)), "UTF-8 text that was read as windows-1252 and saved again", AGAIN)
    }
  }
}

/** Do these characters, as bytes of windows-1252, make UTF-8? By chance that does not happen to real text. */
const isMojibake = (run: string): boolean => {
  const bytes: number[] = []
  for (const character of run) {
    const byte = character.charCodeAt(0) < 0x100 ? character.charCodeAt(0) : HIGH.get(character)
    if (byte === undefined) return false
    bytes.push(byte)
  }
  return isUtf8(Uint8Array.from(bytes), true)
}

/** The characters of windows-1252 that are not at their byte's place. */
const HIGH: ReadonlyMap<string, number> = new Map(
  Array.from({ length: 32 }, (_, index) => index + 0x80).map((byte) => [new TextDecoder("windows-1252").decode(Uint8Array.of(byte)), byte])
)

const isUtf8 = (bytes: Uint8Array, isWhole = false): boolean => {
  try {
    // A head may end inside of a character: as a stream that is no error.
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: !isWhole })
    return true
  } catch {
    return false
  }
}

/** Bytes that are not UTF-8: windows-1252, unless characters of UTF-8 stand beside them, for then the file was pasted together. */
const legacy = (head: Uint8Array, refuse: Refuse): FileEncoding => {
  for (let at = 0; at < head.length; at++) {
    const size = sequenceLength(head, at)
    if (size > 2) {
      const line = head.subarray(0, at).reduce((count, byte) => count + (byte === 10 ? 1 : 0), 1)
      throw refuse("RECON_INPUT_ENCODING", line, "characters of UTF-8 beside bytes that are not", AGAIN)
    }
    at += Math.max(0, size - 1)
  }
  return "windows-1252"
}

/** The length of a well-formed UTF-8 sequence of several bytes, else 0. Two bytes can be windows-1252 by chance, three hardly. */
const sequenceLength = (bytes: Uint8Array, at: number): number => {
  const first = bytes[at] ?? 0
  const size = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0
  return size > 0 && at + size <= bytes.length && isUtf8(bytes.subarray(at, at + size), true) ? size : 0
}

/** How many lines into the chunk the first bad byte is. */
const badLine = (bytes: Uint8Array, encoding: FileEncoding): number => {
  if (encoding !== "utf-8") return 0
  let start = 0
  // The end of a character that began in the piece before.
  while (start < 3 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start++
  for (let line = 0; start < bytes.length; line++) {
    const end = bytes.indexOf(10, start)
    if (end === -1 || !isUtf8(bytes.subarray(start, end), true)) return line
    start = end + 1
  }
  return 0
}

const countLines = (text: string): number => {
  let count = 0
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) count++
  return count
}
