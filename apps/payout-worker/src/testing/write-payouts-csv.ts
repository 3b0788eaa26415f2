import { formatRupees } from "@hundi/catalog"
import type { AccountBeneficiary, PayoutInput } from "@hundi/core"

/** The file has columns for accounts; UPI addresses go in by the API. */
type AccountOrder = PayoutInput<AccountBeneficiary>
import { type CsvColumn, csvColumns } from "../csv/read-payouts-csv.ts"

/** Payouts as a CSV file that `readPayoutsCsv` reads back unchanged. */
export const writePayoutsCsv = (orders: readonly AccountOrder[], columns: readonly CsvColumn[] = csvColumns): string =>
  [columns.join(","), ...orders.map((order) => columns.map((column) => quote(fieldOf[column](order))).join(","))].map((line) => `${line}\r\n`).join("")

const fieldOf: Readonly<Record<CsvColumn, (order: AccountOrder) => string>> = {
  payout_id: ({ payoutId }) => payoutId,
  amount: ({ amountPaise }) => formatRupees(amountPaise),
  beneficiary_name: ({ beneficiary }) => beneficiary.name,
  account_number: ({ beneficiary }) => beneficiary.accountNumber,
  ifsc: ({ beneficiary }) => beneficiary.ifsc,
  remark: ({ remark }) => remark ?? ""
}

const quote = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
