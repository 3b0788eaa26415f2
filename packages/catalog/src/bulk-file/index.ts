export { type BulkFile, type BulkFileRow, type WrittenBulkFile, writeBulkFile } from "./write-bulk-file.ts"
export { BulkFileError, parseBulkFile } from "./parse-bulk-file.ts"
