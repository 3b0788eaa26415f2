import { parsePages } from "./parse-pages.ts"
import { openSource, wholeOf } from "./source.node.ts"

/** One answer of Recon360. */
export interface Recon360Answer {
  /** From 1, in the order of the file. */
  readonly lineNo: number
  /** Our reference, where the file keeps it beside the reply: the reply itself does not name it. */
  readonly reference: string | undefined
  /** The words of the bank (CurrentTransactionStatus). */
  readonly status: string | undefined
  readonly finding: "success" | "rejected" | "returned" | "unknown"
  readonly rrn: string | undefined
  readonly amountPaise: bigint | undefined
  /** The last four digits that the bank shows. */
  readonly accountTail: string | undefined
}

const MAX_BYTES = 64 << 20

/**
 * Reads answers of Recon360 that were kept as JSON: one reply, a list, or one a line; each as the bank's decrypted reply, alone or as
 * `{ "reference": ..., "reply": ... }`. They are evidence beside a statement, no statement. What the words mean is the catalogue's
 * declaration `composite.recon360`.
 *
 * @param input bytes, or the path of a file
 * @throws ReconInputError with file, line, rule and what to do
 * @example
 * const { answers } = await readRecon360("recon360.jsonl")
 */
export const readRecon360 = async (
  input: Uint8Array | string | URL, { name }: { readonly name?: string } = {}
): Promise<{ readonly source: { readonly name: string, readonly digest: string }, readonly answers: readonly Recon360Answer[] }> => {
  const source = await openSource(input, name)
  const pages = parsePages(new TextDecoder().decode(await wholeOf(source, MAX_BYTES)), source.refuse)
  const [{ recon360 }, Schema] = await Promise.all([import("@hundi/catalog/composite"), import("effect/Schema")])
  const decode = Schema.decodeUnknownSync(recon360.response)
  const answers = pages.map((page, index) => {
    const { reference, reply = page } = page
    const lineNo = index + 1
    if (!isAnswer(reply)) throw source.refuse("RECON_INPUT_FORMAT", lineNo, "this is no answer of Recon360: recon-api-response is missing", "Keep the bank's decrypted replies, and only those of Recon360.")
    try {
      const { finding, message, rrn, amountPaise, accountNumber } = recon360.evidence(decode(reply))
      return {
        lineNo, reference: typeof reference === "string" ? reference : undefined, status: message, finding: isFinding(finding) ? finding : "unknown", rrn,
        amountPaise: amountPaise !== undefined && amountPaise >= 0n ? amountPaise : undefined, accountTail: accountNumber?.slice(-4)
      } as const
    } catch {
      throw source.refuse("RECON_INPUT_FORMAT", lineNo, "the answer is not as the bank's", "Keep the bank's decrypted replies as they came.")
    }
  })
  return { source: { name: source.name, digest: await source.digest() }, answers }
}

const isAnswer = (reply: unknown): boolean => typeof reply === "object" && reply !== null && "recon-api-response" in reply

const isFinding = (finding: unknown): finding is Recon360Answer["finding"] => ["success", "rejected", "returned"].includes(String(finding))
