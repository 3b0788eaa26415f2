import type { FindingLine, ReconFinding, ReconOutcome } from "../result.ts"
import { BooksError } from "./books-error.ts"
import type { LedgerAccount, LedgerRole, PostingMapping } from "./ledger-mapping.ts"
import { outcomeWords } from "./outcome-words.data.ts"
import { plainRupees } from "./write-rupees.ts"

/** One line of a voucher. Paise: a debit above zero, a credit below; each voucher sums to zero. */
export interface Posting {
  readonly date: string
  readonly voucher: string
  readonly account: LedgerAccount
  readonly amountPaise: bigint
  readonly narration: string
  readonly reference: string
}

/**
 * The postings of findings, in double entry. What we sent stands as payable against clearing; what the bank did, as clearing (or charges,
 * input GST, suspense) against bank; what came back makes the payable live again. So the balance of clearing is what is under way or
 * not agreed, and nothing else.
 *
 * @throws BooksError NOT_PROVED if a voucher did not sum to zero: then nothing may be imported
 */
export async function* postEntries(findings: Findings, mapping: PostingMapping): AsyncGenerator<Posting> {
  if (mapping.voucherPer === "day") {
    yield* postByDay(findings, mapping)
    return
  }
  for await (const finding of findings) yield* checked(postingsOf(finding, mapping))
}

type Findings = AsyncIterable<ReconFinding> | Iterable<ReconFinding>

interface Leg {
  readonly date: string
  readonly role: LedgerRole
  readonly amountPaise: bigint
}

/** Debits of the bank that have a purpose of their own. Everything else of a payment of ours goes through clearing. */
const counterOf: Partial<Record<ReconOutcome, LedgerRole>> = {
  charge: "charges",
  gst: "inputGst",
  "penny-drop": "verification",
  "own-account": "ownAccounts"
}

/** The money is back with us: what was to be paid is still owed. */
const revived: ReadonlySet<ReconOutcome> = new Set(["returned", "reversed", "reversed-in-part", "declined-with-reversal"])

const legsOf = (finding: ReconFinding): readonly Leg[] => {
  const { outcome, journal, lines, on } = finding
  const purpose = counterOf[outcome]
  const sentPaise = purpose === undefined ? finding.journalPaise : 0n
  const sentOn = journal[0]?.businessDate ?? on
  const legs: Leg[] = [
    { date: sentOn, role: "payable", amountPaise: -sentPaise },
    { date: sentOn, role: "clearing", amountPaise: sentPaise }
  ]
  const counter = purpose ?? (journal.length > 0 ? "clearing" : "suspense")
  for (const line of lines) {
    const amountPaise = signed(line)
    legs.push({ date: line.postedOn, role: "bank", amountPaise }, { date: line.postedOn, role: counter, amountPaise: -amountPaise })
  }
  if (revived.has(outcome) && journal.length > 0) {
    const backPaise = finding.statementPaise - sentPaise
    const backOn = lines.findLast(({ direction }) => direction === "credit")?.postedOn ?? on
    legs.push({ date: backOn, role: "clearing", amountPaise: backPaise }, { date: backOn, role: "payable", amountPaise: -backPaise })
  }
  return legs.filter(({ amountPaise }) => amountPaise !== 0n)
}

const signed = ({ direction, amountPaise }: FindingLine): bigint => (direction === "debit" ? -amountPaise : amountPaise)

const postingsOf = (finding: ReconFinding, mapping: PostingMapping): readonly Posting[] => {
  const [entry] = finding.journal
  const narration = `${outcomeWords[finding.outcome].title}${entry === undefined ? "" : ` ${entry.payoutId}`}${finding.lines[0] === undefined ? "" : `: ${finding.lines[0].narration}`}`
  return legsOf(finding).map(({ date, role, amountPaise }) => ({
    ...{ date, amountPaise, narration, reference: entry?.rrn ?? entry?.reference ?? "" },
    voucher: `${mapping.voucherPrefix}-${finding.id.slice(0, 12)}`,
    account: accountFor(role, finding.account, mapping)
  }))
}

/** Sums for each day, bank account and ledger account: a few lines a day, however many payments there were. */
async function* postByDay(findings: Findings, mapping: PostingMapping): AsyncGenerator<Posting> {
  const sums = new Map<string, Posting>()
  for await (const finding of findings) {
    for (const { date, role, amountPaise } of legsOf(finding)) {
      const voucher = `${mapping.voucherPrefix}-${date.replaceAll("-", "")}-${finding.account.slice(-4)}`
      // A debit and a credit of one account on one day stay two lines: people tick them off against the statement.
      const key = `${voucher}|${role}|${amountPaise > 0n ? "d" : "c"}`
      const known = sums.get(key)
      if (known === undefined) sums.set(key, { date, voucher, account: accountFor(role, finding.account, mapping), amountPaise, narration: `Payments of ${date}`, reference: "" })
      else sums.set(key, { ...known, amountPaise: known.amountPaise + amountPaise })
    }
  }
  const byVoucher = new Map<string, Posting[]>()
  for (const posting of sums.values()) byVoucher.set(posting.voucher, [...(byVoucher.get(posting.voucher) ?? []), posting])
  for (const voucher of [...byVoucher.keys()].sort()) yield* checked(byVoucher.get(voucher) ?? [])
}

const accountFor = (role: LedgerRole, bankAccount: string, { accounts, banks }: PostingMapping): LedgerAccount => {
  const own = role === "bank" ? banks.find(({ endsWith }) => bankAccount.endsWith(endsWith)) : undefined
  return own === undefined ? accounts[role] : { code: own.code, name: own.name }
}

const checked = (postings: readonly Posting[]): readonly Posting[] => {
  const sum = postings.reduce((total, { amountPaise }) => total + amountPaise, 0n)
  if (sum !== 0n) throw new BooksError("NOT_PROVED", `voucher ${postings[0]?.voucher ?? ""} is off by ${plainRupees(sum)}: nothing was written`)
  return postings
}
