import type { FactEntry, Facts } from "./read-facts.ts"

/** The samples that a fact prints, as they stand there. */
export interface FactSamples {
  /** As declarations cite it: `facts/composite-and-cib.json cib.transaction`. */
  readonly fact: string
  readonly request?: Fields
  readonly response?: Fields
  /** What the bank posts to its partner. */
  readonly callback?: Fields
}

type Fields = Readonly<Record<string, unknown>>

/** Every sample of the facts that has a field in it. */
export function transcribeSamples(facts: Facts): readonly FactSamples[] {
  return [...facts.entries].flatMap(([fact, entry]) => {
    const { sampleRequest, sampleResponse, sampleCallback } = entry as FactEntry & Readonly<Record<`sample${"Request" | "Response" | "Callback"}`, unknown>>
    const samples = {
      ...(isFilled(sampleRequest) ? { request: sampleRequest } : {}),
      ...(isFilled(sampleResponse) ? { response: sampleResponse } : {}),
      ...(isFilled(sampleCallback) ? { callback: sampleCallback } : {})
    }
    return Object.keys(samples).length === 0 ? [] : [{ fact, ...samples }]
  })
}

const isFilled = (value: unknown): value is Fields => typeof value === "object" && value !== null && Object.keys(value).length > 0

/** The data file. */
export function writeSamples(samples: readonly FactSamples[]): string {
  return `// Made by tooling/scripts/src/catalogue/main.ts; do not edit.
// Source: facts/composite-and-cib.json and facts/upi-collections-and-others.json: sampleRequest, sampleResponse and sampleCallback of each
// entry, with the made-up values that they have there.
import type { FactSamples } from "./transcribe-samples.ts"

export const factSamples: readonly FactSamples[] = [
${samples.map((sample) => `  ${JSON.stringify(sample)}`).join(",\n")}
]
`
}
