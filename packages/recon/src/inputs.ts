export { readStatement, type ReadStatement, type ReadStatementOptions } from "./inputs/read-statement.ts"
export { statementLinesOf, type StatementLinesOptions } from "./inputs/statement-lines-of.ts"
export { mergeStatements, type MergedStatements, type StatementGap } from "./inputs/merge-statements.ts"
export { csvMappingFor } from "./inputs/csv-mapping-for.ts"
export { readLedgerCsv, type ReadLedger } from "./inputs/read-ledger-csv.ts"
export { readRecon360, type Recon360Answer } from "./inputs/read-recon360.ts"
export { readReverseMis, type MisRow } from "./inputs/read-reverse-mis.ts"
export { parseMapping, type MappingFile } from "./inputs/parse-mapping.ts"
export { ReconInputError, type ReconInputCode, type ReconInputProblem } from "./inputs/recon-input-error.ts"
export type { DateOrder } from "./inputs/read-date.ts"
export type {
  CsvColumns, CsvMapping, DateFormat, Delimiter, FileEncoding, LedgerColumns, LedgerMapping, LedgerMappingFile, MisColumns, MisMappingFile,
  StatementMappingFile
} from "./inputs/mapping.ts"
export type { LedgerEntry, StatementHead, StatementLine } from "./rows.ts"
