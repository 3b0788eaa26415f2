import type { StatementHead } from "../rows.ts"
import type { CsvMapping } from "./mapping.ts"
import { readStatement, type ReadStatementOptions } from "./read-statement.ts"
import { refuserOf } from "./recon-input-error.ts"

/**
 * Checks a delimited statement whole, keeps none of its lines, and says how DuckDB has to read it. Rows without a debit and a credit
 * (opening and closing balance, headings of a new page, remarks at the end) are not transactions.
 *
 * @throws ReconInputError as `readStatement`; RECON_INPUT_FORMAT for a file that is not delimited
 * @example
 * const { head, mapping } = await csvMappingFor("may.csv", { account: "000000000009" })
 */
export const csvMappingFor = async (
  input: Uint8Array | string | URL, options: ReadStatementOptions = {}
): Promise<{ readonly head: StatementHead, readonly rows: number, readonly mapping: CsvMapping }> => {
  const { head, rows, mapping } = await readStatement(input, { ...options, keepBelowBytes: 0 })
  if (mapping === undefined) throw refuserOf(head.file)("RECON_INPUT_FORMAT", 0, "the file is not delimited text", "Read it with readStatement.")
  return { head, rows, mapping }
}
