import { decodeText, detectEncoding } from "./decode-text.ts"
import type { OpenedForm } from "./events.ts"
import { headText, openDelimited } from "./read-delimited.ts"
import type { ReadStatementOptions } from "./read-statement.ts"
import { type Source, wholeOf } from "./source.node.ts"

/** Forms that are parsed as one piece are read up to this size. */
const WHOLE_MAX = 64 << 20

/** Finds out what a file is, by its bytes and not by its name, and opens it. Readers of the rarer forms are loaded when they are needed. */
export const openForm = async (source: Source, options: ReadStatementOptions): Promise<OpenedForm> => {
  const format = options.format ?? (await detectFormat(source, options))
  if (format === "xls") {
    const { openSheet } = await import("./open-sheet.node.ts")
    return openSheet(await wholeOf(source, WHOLE_MAX), source, options)
  }
  if (format === "csv") return openDelimited(source, options)
  const encoding = options.encoding ?? detectEncoding(source.head, source.refuse)
  if (format === "mt940") {
    const { openMt940 } = await import("./open-mt940.ts")
    return openMt940(() => decodeText(source.chunks(), encoding, source.refuse), source.refuse, options.account)
  }
  const bytes = await wholeOf(source, WHOLE_MAX)
  const pieces = async function* () {
    yield bytes
  }
  let text = ""
  for await (const piece of decodeText(pieces(), encoding, source.refuse)) text += piece
  if (format === "cib") return (await import("./open-cib.ts")).openCib(text, source.refuse)
  return (await import("./open-camt053.ts")).openCamt053(text, source.refuse, options.account)
}

const detectFormat = async (source: Source, options: ReadStatementOptions): Promise<OpenedForm["format"]> => {
  const [a, b, c, d] = source.head
  if ((a === 0xd0 && b === 0xcf && c === 0x11 && d === 0xe0) || (a === 0x50 && b === 0x4b && c === 3 && d === 4)) return "xls"
  if (a === 0x25 && b === 0x50 && c === 0x44 && d === 0x46) {
    throw source.refuse("RECON_INPUT_FORMAT", 0, "a PDF is not read: amounts cannot be taken from it with certainty", "Download the statement as XLS or CSV, or fetch it by API.")
  }
  const start = (await headText(source, options.encoding ?? detectEncoding(source.head, source.refuse))).trimStart()
  if (start.startsWith("{1:") || /^:20:/m.test(start)) return "mt940"
  if (start.startsWith("{") || start.startsWith("[")) return "cib"
  if (!start.startsWith("<")) return "csv"
  if (/<(?:\w+:)?BkToCstmrStmt\b|camt\.053/.test(start)) return "camt053"
  throw source.refuse("RECON_INPUT_FORMAT", 1, "the file is a web page or another kind of XML, whatever its name says", "Download XLS, XLSX, CSV or camt.053; a page saved as .xls has to be saved as CSV once.")
}
