import type { Attempt, Journal, PayoutView } from "@hundi/core"
import type { LedgerRow } from "./start-harsh-bank.ts"

/** What a run is judged by. Amounts are paise. */
export interface Evidence {
  readonly journal: Pick<Journal, "list" | "get">
  readonly ledger: readonly LedgerRow[]
  /** How often the bank saw each reference with a payment. */
  readonly seen: ReadonlyMap<string, number>
  /** Payouts that a worker took on and said so, or that the file holds. */
  readonly taken: readonly string[]
  readonly cancelled: ReadonlySet<string>
  /** Accounts from which the bank returns money long after it has said that it paid. */
  readonly mayReturn: (account: string) => boolean
}

/** Journal against ledger (MONEY.md: lost, stuck, double pay). All but the counts and sums must be empty. */
export interface Verdict {
  readonly payouts: number
  readonly byStatus: Readonly<Record<string, number>>
  readonly byRail: Readonly<Record<string, number>>
  readonly attempts: number
  /** Payouts that a worker died over: found in `sending` by the next one. */
  readonly recovered: number
  /** What stands in the bank's books under references of settled payouts, and what the journal says of the same ones. */
  readonly ledgerPaise: bigint
  readonly journalPaise: bigint
  /** What the bank returned long after it had said that it paid: only a statement shows that (MONEY.md, Rail x evidence). */
  readonly returnedLaterPaise: bigint
  /** What stands in the bank's books for payouts that are with people. */
  readonly inReviewPaise: bigint
  readonly doublePaid: readonly string[]
  readonly lost: readonly string[]
  readonly stuck: readonly string[]
  /** References whose money differs between journal and ledger, and how. */
  readonly differences: readonly string[]
  /** References that the bank saw more than once. */
  readonly sentTwice: readonly string[]
}

const FINAL: readonly string[] = ["settled", "failed", "reversed", "cancelled", "review"]
const TENANT = "default"
const PAGE = 500

/** Holds every payout of the journal against every debit of the bank. */
export const audit = async ({ journal, ledger, seen, taken, cancelled, mayReturn }: Evidence): Promise<Verdict> => {
  const books = groupBy(ledger, ({ tranRefNo }) => tranRefNo)
  const found = newFindings()
  const known = { ids: new Set<string>(), references: new Set<string>() }
  for await (const view of readAll(journal)) {
    const { payoutId } = view.payout
    known.ids.add(payoutId)
    for (const { reference } of view.attempts) known.references.add(reference)
    judge(view, { books, mayReturn }, found)
    if (cancelled.has(payoutId) && view.payout.status !== "cancelled") found.differences.push(`${payoutId}: cancelled, and ${view.payout.status}`)
  }
  found.lost.push(...new Set(taken.filter((id) => !known.ids.has(id))))
  for (const reference of new Set([...books.keys(), ...seen.keys()])) {
    if (!known.references.has(reference)) found.lost.push(`${reference}: at the bank, and not in the journal`)
  }
  const sentTwice = [...seen].flatMap(([reference, times]) => (times > 1 ? [`${reference}: ${times} times`] : []))
  return { ...found, sentTwice }
}

const newFindings = () => ({
  payouts: 0,
  byStatus: {} as Record<string, number>,
  byRail: {} as Record<string, number>,
  attempts: 0,
  recovered: 0,
  ledgerPaise: 0n,
  journalPaise: 0n,
  returnedLaterPaise: 0n,
  inReviewPaise: 0n,
  doublePaid: [] as string[],
  lost: [] as string[],
  stuck: [] as string[],
  differences: [] as string[]
})

type Findings = ReturnType<typeof newFindings>
interface Bank extends Pick<Evidence, "mayReturn"> {
  readonly books: ReadonlyMap<string, readonly LedgerRow[]>
}

const judge = ({ payout, attempts, events }: PayoutView, bank: Bank, found: Findings): void => {
  const { payoutId, status, rail, dueAt } = payout
  found.payouts++
  count(found.byStatus, status)
  count(found.byRail, rail)
  found.attempts += attempts.length
  if (events.some(({ detail }) => detail["reason"] === "lease-lapsed")) found.recovered++
  if (!FINAL.includes(status)) found.stuck.push(`${payoutId}: ${status}, due ${dueAt === null ? "never" : new Date(dueAt).toISOString()}`)
  // Its acceptance alone is no course of events: something must have come of it.
  if (events.length < 2) found.lost.push(`${payoutId}: nothing happened to it`)
  const rows = attempts.flatMap(({ reference }) => bank.books.get(reference) ?? [])
  const isAgain = new Set(rows.map(({ tranRefNo }) => tranRefNo)).size < rows.length
  // A reference that was debited again is a double pay, whatever came back later.
  if (isAgain || rows.filter(({ state }) => state !== "reversed").length > 1) found.doublePaid.push(payoutId)
  for (const attempt of attempts) compare(payout, attempt, bank, found)
}

type Paid = Pick<PayoutView["payout"], "payoutId" | "status" | "amountPaise" | "beneficiary">
type Tried = Pick<Attempt, "reference" | "state">

/** One reference: what the journal concluded, and what the bank did. */
const compare = (payout: Paid, { reference, state }: Tried, { books, mayReturn }: Bank, found: Findings): void => {
  const differ = (how: string): void => void found.differences.push(`${payout.payoutId} ${reference}: ${how}`)
  const [row] = books.get(reference) ?? []
  const to = payout.beneficiary.vpa?.reveal() ?? payout.beneficiary.accountNumber.reveal()
  const debitPaise = row === undefined ? 0n : BigInt(row.amountPaise)
  if (row !== undefined && debitPaise !== payout.amountPaise) differ(`${payout.amountPaise} paise in the journal, ${debitPaise} in the ledger`)
  if (row !== undefined && row.beneficiaryAccount !== to) differ("the ledger names another account")
  const standingPaise = row === undefined || row.state === "reversed" ? 0n : debitPaise
  if (state === "settled") {
    found.journalPaise += payout.amountPaise
    found.ledgerPaise += debitPaise
    if (row === undefined) differ("settled, and not in the ledger")
    else if (row.state === "debited") differ("settled, and not credited in the ledger")
    else if (row.state === "reversed" && !mayReturn(to)) differ("settled, and reversed in the ledger")
    found.returnedLaterPaise += debitPaise - standingPaise
  } else if (payout.status === "review") found.inReviewPaise += standingPaise
  else if (standingPaise !== 0n) differ(`${state}, and ${standingPaise} paise stand in the ledger`)
  else if (state === "reversed" && row === undefined) differ("reversed, and never debited")
}

async function* readAll(journal: Evidence["journal"]): AsyncGenerator<PayoutView> {
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<Journal["list"]>> = await journal.list({ tenant: TENANT, limit: PAGE, ...(cursor === null ? {} : { cursor }) })
    for (const { id } of page.data) {
      const view = await journal.get(id)
      if (view === undefined) throw new Error(`the journal lists ${id}, and does not have it`)
      yield view
    }
    cursor = page.nextCursor
  } while (cursor !== null)
}

const count = (into: Record<string, number>, key: string): void => void (into[key] = (into[key] ?? 0) + 1)

const groupBy = <A>(items: readonly A[], keyOf: (item: A) => string): ReadonlyMap<string, readonly A[]> => {
  const groups = new Map<string, A[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group === undefined) groups.set(keyOf(item), [item])
    else group.push(item)
  }
  return groups
}
