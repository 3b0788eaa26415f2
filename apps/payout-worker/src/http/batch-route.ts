import type { SubmittedFile } from "@hundi/operations/controls"
import { ProblemError } from "@hundi/operations/http"
import type { Hono } from "hono"
import { CsvError, decodeLines } from "../csv/decode-lines.ts"
import { type InvalidRow, readPayoutsCsv } from "../csv/read-payouts-csv.ts"
import { createFileHash, registerFile } from "../file/register-file.ts"
import { type SuspectedDuplicate, takeOnRows } from "../file/take-on-rows.ts"
import { requireActor } from "./actor.ts"
import type { AppParts } from "./create-app.ts"
import { limitBody, requireType } from "./limits.ts"

/** A row of a file of payouts takes about 100 bytes: room for some 300,000. */
const MAX_FILE_BYTES = 32 * 1024 * 1024

/** `POST /v1/batches`: a file of payouts as the body. Answers when all rows are durable; paying goes on by itself. */
export const addBatchRoute = (app: Hono, { worker }: Pick<AppParts, "worker">): void => {
  app.post("/v1/batches", limitBody(MAX_FILE_BYTES), async (c) => {
    requireType(c, "text/csv")
    const actor = worker.operations.controls === undefined ? undefined : requireActor(c)
    const bytes = new Uint8Array(await c.req.arrayBuffer())
    const invalid: InvalidRow[] = []
    const suspectedDuplicates: SuspectedDuplicate[] = []
    const { file, taken } = await orProblem(async () => {
      // All of it, before any row is taken on: a file in another encoding is refused whole.
      for await (const text of decodeLines(once(bytes))) void text
      return {
        file: await register(worker, bytes, actor),
        taken: await takeOnRows(readPayoutsCsv(once(bytes)), worker.payouts, {
          onInvalid: (row) => void invalid.push(row),
          onSuspectedDuplicate: (suspect) => void suspectedDuplicates.push(suspect),
          onBatch: (payoutIds) => {
            payoutIds.forEach(worker.changes.tell)
            worker.wake()
          }
        })
      }
    })
    const answer = { accepted: taken.created, existing: taken.existing, invalid, suspectedDuplicates }
    return c.json({ ...answer, ...(file === undefined ? {} : { file: fileJson(file) }) }, 202)
  })
}

/** A registered file: what its approval must name. */
export const fileJson = ({ fileId, by, at, count, totalPaise, digest, approvedBy }: SubmittedFile) => ({
  ...{ fileId, submittedBy: by, submittedAt: new Date(at).toISOString() },
  ...{ count, totalPaise: totalPaise.toString(), digest, approvedBy },
  links: { self: `/v1/batches/${fileId}`, approve: `/v1/batches/${fileId}/approve` }
})

const register = async (worker: AppParts["worker"], bytes: Uint8Array, by: string | undefined): Promise<SubmittedFile | undefined> => {
  const { controls } = worker.operations
  if (controls === undefined || by === undefined) return undefined
  const hash = createFileHash()
  hash.add(bytes)
  return registerFile({ ...worker, controls }, { fileId: hash.id(), rows: readPayoutsCsv(once(bytes)), by })
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

const orProblem = async <A>(work: () => Promise<A>): Promise<A> => {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const { line, column, rule } = error
    throw new ProblemError({ status: 422, code: "INVALID_CSV", title: "The file cannot be read; none of it was taken on", line, rule, ...(column === null ? {} : { field: column }) })
  }
}
