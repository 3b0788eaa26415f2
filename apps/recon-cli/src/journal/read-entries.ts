import type { DatabaseSync } from "node:sqlite"
import type { LedgerEntry } from "@hundi/recon/books"

const ENTRIES = `SELECT p.payout_id, p.tenant, p.rail, p.amount_paise, p.beneficiary_hash, p.beneficiary_name, a.number, a.reference, a.business_date,
    a.sending_at, a.state, a.rrn
  FROM attempts AS a JOIN payouts AS p ON p.no = a.payout_no
  WHERE a.business_date BETWEEN ?1 AND ?2 ORDER BY p.no, a.number`

/** Every attempt whose business date is in the span (IST, both days included), one at a time. */
export function* readEntries(database: DatabaseSync, account: string, from: string, to: string): Generator<LedgerEntry> {
  for (const row of database.prepare(ENTRIES).iterate(from, to)) yield toEntry(row, account)
}

/** How many entries {@link readEntries} will give. */
export const countEntries = (database: DatabaseSync, from: string, to: string): number =>
  Number(database.prepare("SELECT count(*) AS n FROM attempts WHERE business_date BETWEEN ?1 AND ?2").get(from, to)?.["n"] ?? 0)

type Row = Readonly<Record<string, unknown>>

const toEntry = (row: Row, account: string): LedgerEntry => {
  const [payoutId, name] = [String(row["payout_id"]), String(row["beneficiary_name"])]
  return {
    payoutId: row["tenant"] === "default" ? payoutId : `${String(row["tenant"])}/${payoutId}`,
    attempt: Number(row["number"]),
    reference: String(row["reference"]),
    rail: String(row["rail"]) as LedgerEntry["rail"],
    account,
    // The column holds whole paise up to 2^53-1 (a CHECK says so): the number is exact.
    amountPaise: BigInt(row["amount_paise"] as number),
    businessDate: String(row["business_date"]),
    sentAt: row["sending_at"] === null ? null : Number(row["sending_at"]),
    state: String(row["state"]) as LedgerEntry["state"],
    rrn: typeof row["rrn"] === "string" ? row["rrn"] : null,
    // Penny drops are payouts whose ids begin so (packages/operations, beneficiaries).
    kind: payoutId.startsWith("verification-") ? "verification" : "payout",
    beneficiaryHash: String(row["beneficiary_hash"]),
    // A sealed name (packages/operations, at-rest) is of no use here, and stays sealed.
    ...(name === "" || name.startsWith("v1.") ? {} : { beneficiaryStart: name.toUpperCase().slice(0, 10) })
  }
}
