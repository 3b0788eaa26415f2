import { readFileSync } from "node:fs"
import type { CodeFamily } from "../src/code-record.ts"

/** One printed code as a source list has it; `moneyMayHaveMoved: null` = nobody knows. */
export interface TranscribedCode {
  readonly file: "composite-and-cib" | "upi-collections-and-others"
  readonly family: string
  readonly code: string
  readonly meaning: string
  readonly moneyMayHaveMoved: boolean | null
  readonly category?: string
  readonly notes?: string
  readonly basis?: string
  readonly restsOnGatewayScript?: "only" | "partly"
  readonly sources: readonly string[]
}

/** A disagreement that the collectors noted. */
export interface TranscribedConflict {
  readonly topic: string
  readonly positions: readonly string[]
  readonly sources: readonly string[]
}

export interface Transcription {
  readonly entries: readonly TranscribedCode[]
  readonly conflicts: readonly TranscribedConflict[]
}

/** The committed transcription; the generator needs nothing else. */
export const readTranscription = (): Transcription =>
  JSON.parse(readFileSync(new URL("../facts/codes.json", import.meta.url), "utf8")) as Transcription

/** Which of the package's families a printed family belongs to. Families that share one are comparable: their flags are read together. */
export const familyOfPrinted: Readonly<Record<string, CodeFamily>> = {
  "IMPS ActCode": "imps",
  "UPI response": "upi",
  "NPCI UPI": "upi",
  "ICICI UPI switch (UPI 1/2 and composite UPI)": "upi",
  CIB: "cib",
  "CIB bulk file": "bulk-file",
  "Beneficiary addition / validation": "beneficiary",
  "Gateway (all families)": "gateway",
  "API gateway": "gateway",
  HTTP: "gateway",
  "ICICI merchant UPI (v0/v1)": "merchant-upi",
  "Eazypay hosted page": "eazypay",
  "e-Collection answer codes (client to bank)": "e-collection",
  "BBPS network (NPCI compliance codes, not ICICI-specific)": "bbps"
}

/** Every code that an entry stands for: some entries name further codes, or a range, in their text. */
export const codesOfEntry = (entry: TranscribedCode): readonly string[] => {
  return [entry.code, ...(namedInText[`${entry.file} ${entry.code}`] ?? [])]
}

const range = (prefix: string, first: number, last: number): readonly string[] =>
  Array.from({ length: last - first + 1 }, (_, step) => `${prefix}${first + step}`)

/** By file and printed code. */
const namedInText: Readonly<Record<string, readonly string[]>> = {
  "upi-collections-and-others 72": ["73", "74"],
  "upi-collections-and-others T13": ["M3"],
  "upi-collections-and-others 0L05": ["0L16"],
  "upi-collections-and-others E0031": ["E0032"],
  "upi-collections-and-others E0039": range("E0031", 0, 4),
  "upi-collections-and-others E00315": range("E003", 16, 20),
  "upi-collections-and-others E0801": range("E08", 2, 64).map((code) => (code.length === 4 ? `E080${code.slice(3)}` : code)),
  "upi-collections-and-others RIP / SIP": ["RIP", "SIP"]
}
