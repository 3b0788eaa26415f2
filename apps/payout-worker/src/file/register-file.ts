import { createHash } from "node:crypto"
import type { Controls, FileRow, SubmittedFile } from "@hundi/operations/controls"
import { ownIdRule } from "@hundi/operations/http"
import type { CsvRow } from "../csv/read-payouts-csv.ts"
import type { Worker } from "../worker/open-worker.ts"

/** What registering a file needs. */
export interface Registration {
  readonly fileId: string
  readonly rows: AsyncIterable<CsvRow>
  /** Who hands it in: the maker of its payouts. */
  readonly by: string
}

type Parts = Pick<Worker, "payouts" | "foresee"> & { readonly controls: Controls }

const CHUNK = 500

/**
 * Registers a file's new payouts with their maker, before any of them is taken on: a crash in between loses no maker. Rows that are there
 * already belong to whoever made them. A file that comes again is the file it was. Undefined when nothing in it is new.
 */
export const registerFile = async (
  { payouts, foresee, controls }: Parts,
  { fileId, rows, by }: Registration
): Promise<SubmittedFile | undefined> => {
  const known = controls.file(fileId)
  if (known !== undefined) return known
  const fresh = new Map<string, FileRow>()
  let chunk: Extract<CsvRow, { readonly order: unknown }>["order"][] = []
  const flush = async (): Promise<void> => {
    const there = new Set((await payouts.standings(chunk.map(({ payoutId }) => payoutId))).map(({ id }) => id))
    for (const foreseen of await foresee(chunk)) {
      if (foreseen.kind === "invalid") continue
      const { id, order, fingerprint } = foreseen.payout
      if (there.has(id) || fresh.has(id)) continue
      fresh.set(id, { payoutId: order.payoutId, fingerprint, amountPaise: order.amountPaise })
    }
    chunk = []
  }
  for await (const row of rows) {
    if ("invalid" in row || ownIdRule(row.order.payoutId) !== undefined) continue
    chunk.push(row.order)
    if (chunk.length === CHUNK) await flush()
  }
  if (chunk.length > 0) await flush()
  return fresh.size === 0 ? undefined : controls.submitFile({ fileId, by, rows: [...fresh.values()] })
}

/** The id under which a file is registered: the same for the same bytes, so that a file that is sent again is no new one. */
export const createFileHash = () => {
  const hash = createHash("sha256")
  return { add: (bytes: Uint8Array) => void hash.update(bytes), id: () => `file-${hash.digest("hex").slice(0, 24)}` }
}

