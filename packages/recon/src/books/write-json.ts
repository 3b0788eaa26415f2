import type { ReconFinding, ReconRun } from "../result.ts"
import { maskAccount } from "./write-rupees.ts"

/** Any value as JSON; bigint paise become decimal strings, which lose nothing (CONTRACTS: money is a decimal string of paise). */
export const toJson = (value: unknown, indent?: number): string =>
  JSON.stringify(value, (key, one: unknown) => (typeof one === "bigint" ? one.toString() : key === "account" && typeof one === "string" ? maskAccount(one) : one), indent)

/** A run and its findings as one JSON document, piece by piece. */
export async function* writeJson(run: ReconRun, findings: AsyncIterable<ReconFinding>): AsyncGenerator<string> {
  const { digest, asOf, inputs, rulesDigest, totals, counts } = run
  yield `{"run":${toJson({ digest, asOf, inputs, rulesDigest, totals, counts })},\n"findings":[`
  let isFirst = true
  for await (const finding of findings) {
    yield `${isFirst ? "\n" : ",\n"}${toJson(finding)}`
    isFirst = false
  }
  yield "\n]}\n"
}
