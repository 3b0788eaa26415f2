import { isUtf8 } from "node:buffer"

/** The file cannot be read as CSV at all: nothing of it is taken on. */
export class CsvError extends Error {
  override readonly name = "CsvError"
  readonly line: number
  readonly column: string | null
  readonly rule: string

  constructor(line: number, column: string | null, rule: string) {
    super(`line ${line}${column === null ? "" : `, column ${column}`}: ${rule}`)
    this.line = line
    this.column = column
    this.rule = rule
  }
}

const NEWLINE = 0x0a
const MAX_LINE_BYTES = 1024 * 1024

/**
 * Bytes to text, in pieces of whole lines, so that no character is cut. @throws CsvError at the first line that is not UTF-8
 */
export async function* decodeLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let line = 1
  let tail = Buffer.alloc(0)
  for await (const chunk of chunks) {
    const bytes = Buffer.concat([tail, chunk])
    const end = bytes.lastIndexOf(NEWLINE) + 1
    tail = bytes.subarray(end)
    if (tail.length > MAX_LINE_BYTES) throw new CsvError(line, null, "a line may have at most 1 MB: is this a CSV file?")
    if (end === 0) continue
    const whole = bytes.subarray(0, end)
    yield decode(whole, line)
    for (const byte of whole) if (byte === NEWLINE) line++
  }
  if (tail.length > 0) yield decode(tail, line)
}

const decode = (bytes: Buffer, firstLine: number): string => {
  if (isUtf8(bytes)) return bytes.toString("utf8")
  let [line, start] = [firstLine, 0]
  for (;;) {
    const newline = bytes.indexOf(NEWLINE, start)
    const end = newline === -1 ? bytes.length : newline
    if (!isUtf8(bytes.subarray(start, end))) break
    line++
    start = end + 1
  }
  throw new CsvError(line, null, "the text is not UTF-8: save the file as CSV UTF-8")
}
