import type { MisColumns, MisMappingFile } from "./mapping.ts"
import { parseMapping } from "./parse-mapping.ts"
import { isJsonObject, parsePages } from "./parse-pages.ts"
import { readAmount } from "./read-amount.ts"
import { openMappedRows } from "./read-mapped-rows.ts"
import type { Refuse } from "./recon-input-error.ts"
import { openSource, type Source, wholeOf } from "./source.node.ts"

/** What became of one row of a bulk file. */
export interface MisRow {
  readonly lineNo: number
  /** What we wrote into the row: our reference begins it. */
  readonly remark: string
  readonly amountPaise: bigint
  /** UTR, RRN or host reference. */
  readonly hostReference: string
  /** SUC, FAL, REJ or REC; empty while the row waits. */
  readonly status: string
  readonly outcome: "paid" | "failed" | "waiting"
  readonly debitAccount: string
  /** The last four digits. */
  readonly creditAccountTail: string
}

const MAX_BYTES = 64 << 20
const outcomes: Readonly<Record<string, MisRow["outcome"]>> = { SUC: "paid", FAL: "failed", REJ: "failed", REC: "failed" }

/**
 * Reads the reverse MIS of a CMS bulk file: the decrypted reply as JSON, or a file of the portal by a mapping file. It says which rows of
 * the file were paid, and is evidence beside a statement: in spite of its name nothing is reversed (facts: composite-and-cib.json,
 * cib.reverseMis). A status that is not listed is "waiting".
 *
 * @param input bytes, or the path of a file
 * @throws ReconInputError with file, line, rule and what to do
 * @example
 * const columns = { amount: "Amount", status: "Status", hostReference: "UTR", remark: "Remarks" }
 * const { rows } = await readReverseMis("mis.csv", { columns })
 */
export const readReverseMis = async (
  input: Uint8Array | string | URL, mapping?: unknown, { name }: { readonly name?: string } = {}
): Promise<{ readonly source: { readonly name: string, readonly digest: string }, readonly rows: readonly MisRow[] }> => {
  const source = await openSource(input, name)
  const rows = mapping === undefined ? await rowsOfReply(source) : await rowsOfFile(source, parseMapping(mapping, "mis"))
  return { source: { name: source.name, digest: await source.digest() }, rows }
}

const rowsOfReply = async (source: Source): Promise<readonly MisRow[]> => {
  const pages = parsePages(new TextDecoder().decode(await wholeOf(source, MAX_BYTES)), source.refuse)
  const [{ bulkRowsOf, reverseMis }, Schema] = await Promise.all([import("@hundi/catalog/cib"), import("effect/Schema")])
  const decode = Schema.decodeUnknownSync(reverseMis.response)
  return pages.flatMap((page, index) => {
    const { XML: report } = page
    if (!isJsonObject(report) || !("FILEUPLOAD_BINARY_OUTPUT" in report)) {
      throw source.refuse("RECON_INPUT_REFUSED_BY_BANK", index + 1, "the reply has no rows", "Ask again when the file has been through its batch.")
    }
    const rows = tryRead(() => bulkRowsOf(decode(page)), source.refuse, index + 1)
    // The title row is line 1.
    return rows.map((row, place) => toRow(row, place + 2, source.refuse))
  })
}

const rowsOfFile = async (source: Source, mapping: MisMappingFile): Promise<readonly MisRow[]> => {
  const open = await openMappedRows<keyof MisColumns>(source, mapping)
  const rows: MisRow[] = []
  for await (const batch of open()) {
    for (const { lineNo, get } of batch) {
      const [amount, remark, hostReference, status] = [get("amount"), get("remark"), get("hostReference"), get("status")]
      rows.push(toRow({ amount, remark, hostReference, status, debitAccount: get("debitAccount"), creditAccount: get("creditAccount") }, lineNo, source.refuse))
    }
  }
  return rows
}

interface TextRow {
  readonly amount: string
  readonly remark: string
  readonly hostReference: string
  readonly status: string
  readonly debitAccount: string
  readonly creditAccount: string
}

const toRow = ({ amount, remark, hostReference, status, debitAccount, creditAccount }: TextRow, lineNo: number, refuse: Refuse): MisRow => {
  const read = readAmount(amount)
  if (read === undefined || read.paise <= 0n || read.side !== undefined) throw refuse("RECON_INPUT_AMOUNT", lineNo, "the amount is rupees above zero with at most two decimals", "Fetch the report again.")
  const word = status.trim().toUpperCase()
  return {
    lineNo, remark, amountPaise: read.paise, hostReference, status: word, outcome: outcomes[word] ?? "waiting", debitAccount, creditAccountTail: creditAccount.slice(-4)
  }
}

const tryRead = <T>(read: () => T, refuse: Refuse, lineNo: number): T => {
  try {
    return read()
  } catch {
    throw refuse("RECON_INPUT_FORMAT", lineNo, "the report is not as the bank's", "Keep the bank's decrypted reply as it came.")
  }
}
