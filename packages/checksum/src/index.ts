/**
 * Request checksums and time stamps of ICICI Direct and Breeze. Pure functions: nothing here reads a clock, the network or the environment.
 *
 * @packageDocumentation
 */
export { idirectChecksum, idirectChecksumFormulas } from "./idirect-checksum.ts"
export type { HexCase, IdirectChecksumFormula, IdirectChecksumParts } from "./idirect-checksum.ts"
export { signIdirectRequest } from "./sign-idirect-request.ts"
export type { IdirectCredentials, SignedIdirectRequest } from "./sign-idirect-request.ts"
export { breezeChecksum } from "./breeze-checksum.ts"
export type { BreezeChecksumParts } from "./breeze-checksum.ts"
export { signBreezeRequest } from "./sign-breeze-request.ts"
export type { BreezeCredentials, SignedBreezeRequest } from "./sign-breeze-request.ts"
export { checksumMatches } from "./checksum-matches.ts"
export { parseTimeStampIst, timeStampIst } from "./time-stamp-ist.ts"
export { parseTimeStampBreeze, timeStampBreeze } from "./time-stamp-breeze.ts"
export { isFreshTimeStamp, maxSkewMs } from "./is-fresh-time-stamp.ts"
export { sha256Hex } from "./sha256-hex.ts"
