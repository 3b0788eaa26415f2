import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { Sensitive } from "@hundi/core"
import { openSqliteJournal } from "@hundi/journal/sqlite"

/** The account of {@link makeBooks}. */
export const ACCOUNT = "000000004321"
export const DAY = "2030-01-31"

/** Thursday 31 January 2030, 11:30 in India. */
const NOW = Date.UTC(2030, 0, 31, 6)
const OPENING_PAISE = 100_000_000_00n

/** How the made-up day differs from a perfect one. */
export interface Mess {
  /** The number of payments; all of them settled by IMPS. */
  readonly payouts: number
  /** Extra lines of the statement, debits; narration and paise. */
  readonly extra?: readonly (readonly [narration: string, paise: bigint])[]
  /** Payments whose debit the statement lacks. */
  readonly without?: readonly number[]
  /** Payments that were debited and came back. */
  readonly returned?: readonly number[]
}

/** Writes a journal of settled payments and the bank's statement of the day into a folder. Returns the statement's path. */
export const makeBooks = async (folder: string, { payouts, extra = [], without = [], returned = [] }: Mess): Promise<string> => {
  const orders = Array.from({ length: payouts }, (_, index) => orderOf(index))
  await writeJournal(join(folder, "journal.sqlite"), orders)
  const debits = orders.filter(({ index }) => !without.includes(index))
  const lines = [
    ...debits.map(({ rrn, reference, amountPaise }) => [`MMT/IMPS/${rrn}/${reference}/TEST BENE /TEST`, -amountPaise] as const),
    ...orders.filter(({ index }) => returned.includes(index)).map(({ rrn, reference, amountPaise }) => [`MMT/IMPS/${rrn}/RETURN/${reference}`, amountPaise] as const),
    ...extra.map(([narration, paise]) => [narration, -paise] as const)
  ]
  const path = join(folder, "statement.csv")
  writeFileSync(path, toCsv(lines))
  return path
}

const orderOf = (index: number) => ({
  index,
  payoutId: `INV-${index}`,
  reference: `T012AV${index.toString(36).toUpperCase().padStart(9, "0")}`,
  rrn: String(603_100_000_000 + index),
  amountPaise: BigInt(10_000 + index * 7)
})

type Order = ReturnType<typeof orderOf>

const writeJournal = async (path: string, orders: readonly Order[]): Promise<void> => {
  const journal = openSqliteJournal(path)
  const beneficiary = { name: new Sensitive("Asha Rao", 0), accountNumber: new Sensitive("000123456789"), ifsc: "TEST0000001" }
  await journal.accept(
    orders.map(({ payoutId, amountPaise }) => ({
      id: `default/${payoutId}`, fingerprint: payoutId, beneficiaryHash: "b", scope: "s", dueAt: NOW,
      order: { tenant: "default", payoutId, idempotencyKey: payoutId, amountPaise, remark: "", operation: "composite.imps.pay", rail: "imps" as const, beneficiary }
    })),
    NOW
  )
  const byId = new Map(orders.map((order) => [order.payoutId, order]))
  const works = await journal.claimDue({ owner: "01", now: NOW, leaseMs: 60_000, limit: orders.length, want: "sends" })
  await Promise.all(
    works.map(async ({ payout, epoch }) => {
      const { reference, rrn } = byId.get(payout.payoutId) as Order
      const holder = { payoutId: payout.id, reference, epoch, at: NOW }
      await journal.reserve({ ...holder, fingerprint: payout.fingerprint, businessDate: DAY })
      await journal.markSending(holder, "digest")
      await journal.record(holder, {
        attempt: { state: "settled", rrn },
        payout: { status: "settled", dueAt: null },
        event: { kind: "settled", detail: { code: "0" } }
      })
    })
  )
  await journal.close()
}

const toCsv = (lines: readonly (readonly [narration: string, paise: bigint])[]): string => {
  let balance = OPENING_PAISE
  const rows = lines.map(([narration, paise], index) => {
    balance += paise
    const rupees = rupeesOf(paise < 0n ? -paise : paise)
    return `S${100_000 + index},31-01-2030 11:30:00,31-01-2030,${narration},${paise < 0n ? rupees : ""},${paise < 0n ? "" : rupees},${rupeesOf(balance)}`
  })
  return [
    "transaction_id,posted_at,value_date,narration,debit,credit,balance",
    `,,31-01-2030,OPENING BALANCE,,,${rupeesOf(OPENING_PAISE)}`,
    ...rows,
    `,,31-01-2030,CLOSING BALANCE,,,${rupeesOf(balance)}`,
    ""
  ].join("\r\n")
}

const rupeesOf = (paise: bigint): string => `${paise / 100n}.${(paise % 100n).toString().padStart(2, "0")}`
