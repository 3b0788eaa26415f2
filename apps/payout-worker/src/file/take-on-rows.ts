import type { Intake, PayoutInput, Payouts } from "@hundi/core"
import { ownIdRule } from "@hundi/operations/http"
import type { CsvRow, InvalidRow } from "../csv/read-payouts-csv.ts"

/** What became of a file's rows at intake. */
export interface TakenOn {
  /** Distinct payout ids of the file that the journal holds with this body, and their amounts in paise. */
  readonly amountsById: ReadonlyMap<string, bigint>
  /** Of these: taken on now, and known from before this file was read. */
  readonly created: number
  readonly existing: number
  readonly invalid: number
  readonly suspectedDuplicates: number
}

/** A payout of the same amount to the same account as others, under another id. */
export interface SuspectedDuplicate {
  readonly line: number
  readonly payoutId: string
  readonly sameAs: readonly string[]
}

/** Who hears of what, row by row. */
export interface IntakeListener {
  readonly onInvalid: (row: InvalidRow) => void
  readonly onSuspectedDuplicate: (suspect: SuspectedDuplicate) => void
  /** After each durable batch, with the ids it holds: something may be due. */
  readonly onBatch: (payoutIds: readonly string[]) => void
}

/** Rows taken on in one durable step: large enough that the commit hardly counts, small enough to start paying early. */
const BATCH_ROWS = 500

interface Valid {
  readonly line: number
  readonly order: PayoutInput
}

/** Takes the rows on in batches, each batch in one transaction. A bad or conflicting row is reported and stops no other. */
export const takeOnRows = async (rows: AsyncIterable<CsvRow>, payouts: Payouts, listener: IntakeListener): Promise<TakenOn> => {
  const amountsById = new Map<string, bigint>()
  const created = new Set<string>()
  const count = { invalid: 0, suspects: 0 }
  const refuse = (row: InvalidRow): void => {
    count.invalid++
    listener.onInvalid(row)
  }
  const settleRow = ({ line, order }: Valid, intake: Intake): readonly string[] => {
    if (intake.kind === "invalid") {
      refuse(toInvalidRow(line, intake.error.reason, intake.error.message))
      return []
    }
    amountsById.set(order.payoutId, order.amountPaise)
    if (intake.kind === "created") created.add(order.payoutId)
    if (intake.suspectedDuplicates.length > 0) {
      count.suspects++
      listener.onSuspectedDuplicate({ line, payoutId: order.payoutId, sameAs: intake.suspectedDuplicates })
    }
    return [order.payoutId]
  }
  const flush = async (batch: readonly Valid[]): Promise<void> => {
    if (batch.length === 0) return
    const answers = await payouts.accept(batch.map(({ order }) => order))
    listener.onBatch(answers.flatMap((answer, index) => settleRow(batch[index] as Valid, answer)))
  }

  let batch: Valid[] = []
  for await (const row of rows) {
    const rule = "invalid" in row ? undefined : ownIdRule(row.order.payoutId)
    if ("invalid" in row) refuse(row.invalid)
    else if (rule !== undefined) refuse({ line: row.line, column: "payout_id", rule })
    else batch.push(row)
    if (batch.length < BATCH_ROWS) continue
    await flush(batch)
    batch = []
  }
  await flush(batch)
  const existing = amountsById.size - created.size
  return { amountsById, created: created.size, existing, invalid: count.invalid, suspectedDuplicates: count.suspects }
}

/** Core names the fields as the file does, but for the key, which in a file is the id. */
const toInvalidRow = (line: number, reason: { readonly field?: string; readonly rule?: string }, message: string): InvalidRow => ({
  line,
  column: reason.field === "idempotency_key" ? "payout_id" : (reason.field ?? null),
  rule: reason.rule ?? message
})
