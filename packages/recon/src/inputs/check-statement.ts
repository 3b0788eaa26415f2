import type { RawEvent, RawLine } from "./events.ts"
import { sayRupees } from "./read-amount.ts"
import type { Refuse } from "./recon-input-error.ts"

/** What a first pass over a statement found to hold. */
export interface CheckedStatement {
  readonly account: string | undefined
  /** As text of the file: the dates' order may not be known yet. */
  readonly period: { readonly from: string, readonly to: string, readonly lineNo: number } | undefined
  /** `YYYY-MM-DD`, of forms whose balances have dates. */
  readonly openedOn: string | undefined
  readonly closedOn: string | undefined
  readonly openingPaise: bigint | null
  readonly closingPaise: bigint | null
  readonly rows: number
}

export interface StatementExpectations {
  readonly account?: string | undefined
  readonly openingPaise?: bigint | undefined
  readonly closingPaise?: bigint | undefined
  readonly needsClosing: boolean
}

/** At least so many lines are remembered to tell a repeated block from a wrong one. */
const REMEMBERED = 20_000

type Remembered = Pick<RawLine, "lineNo" | "date" | "amountPaise" | "direction" | "balancePaise">

const CUT = "The file is cut, or was edited: download the statement again."

/**
 * Follows a statement line by line: running balances in either direction, stated totals, opening and closing balance, account.
 *
 * @throws ReconInputError from `see` and `end`, with the line at which the books stop adding up.
 */
export const createStatementCheck = (refuse: Refuse, expected: StatementExpectations) => {
  const chain = createChain()
  let recent = new Map<string, Remembered>()
  let older = recent
  const facts = createFacts(refuse, expected)
  let previous: RawLine | undefined
  let previousTwin: number | undefined
  const seeLine = (line: RawLine): void => {
    const isOff = !chain.add(line)
    const key = identityOf(line)
    const found = key === undefined ? undefined : (recent.get(key) ?? older.get(key))
    const isTwin = found?.date === line.date && found.amountPaise === line.amountPaise && found.direction === line.direction
    const twin = isTwin ? found : undefined
    const repeats = (lineNo: number): Error =>
      refuse("RECON_INPUT_REPEATED", line.lineNo, `this line repeats line ${lineNo}, and the balances do not allow for it`, "A block of the file is there twice: download it again.")
    const isSameBalance = twin?.balancePaise !== undefined && twin.balancePaise === line.balancePaise
    if (twin !== undefined && (isOff || isSameBalance)) throw repeats(twin.lineNo)
    // A repeated block breaks at its first line; a line of its own that is like an earlier one may stand before a break as well.
    if (isOff && previousTwin !== undefined && previous !== undefined) throw repeats(previousTwin)
    if (isOff) throw broken(refuse, line, chain.expected())
    if (key !== undefined && found === undefined) {
      // Two maps that take turns: taking the oldest out of one gets slower with every entry that is gone.
      if (recent.size >= REMEMBERED) [older, recent] = [recent, new Map<string, Remembered>()]
      recent.set(key, line)
    }
    previous = line
    previousTwin = twin?.lineNo
  }
  return {
    see: (event: RawEvent): void => (event.kind === "line" ? seeLine(event) : facts.see(event)),
    end: (): CheckedStatement => facts.end(chain)
  }
}

/** Two lines are taken for the same only where a bank number stands in them: charges of one amount look alike. */
const identityOf = ({ narration, reference = "" }: RawLine): string | undefined =>
  /\d{9}/.test(narration) || /\d{4}/.test(reference) ? `${reference}|${narration}` : undefined

const broken = (refuse: Refuse, line: RawLine, expectedPaise: bigint | undefined) =>
  refuse(
    "RECON_INPUT_BALANCE", line.lineNo,
    `the balance should be ${expectedPaise === undefined ? "another" : sayRupees(expectedPaise)} after this line and is ${sayRupees(line.balancePaise ?? 0n)}`,
    "A line before it is missing, doubled or changed: download the statement again."
  )

interface Chain {
  /** False when this line's balance fits neither order. */
  readonly add: (line: RawLine) => boolean
  readonly expected: () => bigint | undefined
  readonly totals: () => ChainTotals
}

interface Ends {
  readonly openingPaise: bigint
  readonly closingPaise: bigint
}

interface ChainTotals {
  readonly rows: number
  readonly debitsPaise: bigint
  readonly creditsPaise: bigint
  readonly lastLineNo: number
  readonly firstLineNo: number
  /** Opening and closing as balances prove them, oldest line first and newest line first; undefined when that order is ruled out. */
  readonly oldestFirst: Ends | undefined
  readonly newestFirst: Ends | undefined
  readonly hasBalances: boolean
}

/** Running balances, for both orders at once until one is ruled out. */
const createChain = (): Chain => {
  let rows = 0
  let debitsPaise = 0n
  let creditsPaise = 0n
  let firstLineNo = 0
  let lastLineNo = 0
  let firstBalance: { readonly paise: bigint, readonly beforePaise: bigint, readonly signedPaise: bigint } | undefined
  let last: bigint | undefined
  // Moves since the last balance: without and with the line that has it.
  let afterPaise = 0n
  let withPaise = 0n
  let isUp = true
  let isDown = true
  let expectedPaise: bigint | undefined
  return {
    add: ({ direction, amountPaise, balancePaise, lineNo }) => {
      const signedPaise = direction === "debit" ? -amountPaise : amountPaise
      const beforePaise = creditsPaise - debitsPaise
      rows++
      if (firstLineNo === 0) firstLineNo = lineNo
      lastLineNo = lineNo
      if (direction === "debit") debitsPaise += amountPaise
      else creditsPaise += amountPaise
      afterPaise += signedPaise
      let isRight = true
      if (balancePaise !== undefined) {
        if (last === undefined) firstBalance = { paise: balancePaise, beforePaise, signedPaise }
        else {
          expectedPaise = isUp ? last + afterPaise : last - withPaise
          isUp &&= balancePaise === last + afterPaise
          isDown &&= balancePaise === last - withPaise
          isRight = isUp || isDown
        }
        last = balancePaise
        afterPaise = 0n
        withPaise = 0n
      }
      withPaise += signedPaise
      return isRight
    },
    expected: () => expectedPaise,
    totals: () => {
      const movedPaise = creditsPaise - debitsPaise
      const ends = (openingPaise: bigint) => ({ openingPaise, closingPaise: openingPaise + movedPaise })
      return {
        rows, debitsPaise, creditsPaise, firstLineNo, lastLineNo, hasBalances: firstBalance !== undefined,
        oldestFirst: firstBalance && isUp ? ends(firstBalance.paise - firstBalance.beforePaise - firstBalance.signedPaise) : undefined,
        newestFirst: firstBalance && isDown ? ends(firstBalance.paise + firstBalance.beforePaise - movedPaise) : undefined
      }
    }
  }
}

type Fact = Exclude<RawEvent, RawLine>
type Balance = Extract<Fact, { paise: bigint }>

interface Seen {
  opening?: Balance
  closing?: Balance
  "opened-on"?: Extract<Fact, { kind: "opened-on" }>
  period?: Extract<Fact, { kind: "period" }>
  totals?: Extract<Fact, { kind: "totals" }>
}

const createFacts = (refuse: Refuse, expected: StatementExpectations) => {
  const seen: Seen = {}
  let account: string | undefined
  const seeAccount = (found: string, lineNo: number): void => {
    account ??= found
    if (!isSameAccount(found, account)) {
      throw refuse("RECON_INPUT_ACCOUNT", lineNo, "the file is of more than one account", "Say which one: account.")
    }
    if (expected.account !== undefined && !isSameAccount(found, expected.account)) {
      throw refuse(
        "RECON_INPUT_ACCOUNT", lineNo,
        `the statement is of the account that ends in ${found.slice(-4)}, not of the one that ends in ${expected.account.slice(-4)}`,
        "Give the statement of the right account."
      )
    }
  }
  return {
    see: (fact: Fact): void => {
      if (fact.kind === "account") seeAccount(fact.account, fact.lineNo)
      // The first opening and the last closing are the file's: pages in between repeat theirs.
      else if (fact.kind === "closing" || seen[fact.kind] === undefined) Object.assign(seen, { [fact.kind]: fact })
    },
    end: (chain: Chain): CheckedStatement => {
      const totals = chain.totals()
      refuseTotals(refuse, totals, seen.totals)
      const stated = {
        opening: statedOf(refuse, "opening", seen.opening, expected.openingPaise),
        closing: statedOf(refuse, "closing", seen.closing, expected.closingPaise)
      }
      if (stated.closing === undefined && (expected.needsClosing || seen.opening !== undefined)) {
        throw refuse("RECON_INPUT_TRUNCATED", totals.lastLineNo, "the statement ends here, without its closing balance", CUT)
      }
      const ends = settleEnds(refuse, totals, stated, seen)
      const { opening, closing, "opened-on": openedOn, period } = seen
      const between = openedOn === undefined && opening?.date !== undefined && closing?.date !== undefined
        ? { from: opening.date, to: closing.date, lineNo: opening.lineNo } : undefined
      const closedOn = openedOn === undefined ? undefined : closing?.date
      const named = expected.account ?? account
      return { account: named, period: period ?? between, openedOn: openedOn?.date, closedOn, ...ends, rows: totals.rows }
    }
  }
}

const statedOf = (refuse: Refuse, which: "opening" | "closing", fact: Balance | undefined, givenPaise: bigint | undefined): bigint | undefined => {
  if (fact !== undefined && givenPaise !== undefined && fact.paise !== givenPaise) {
    throw refuse("RECON_INPUT_BALANCE", fact.lineNo, `the ${which} balance should be ${sayRupees(givenPaise)} and is ${sayRupees(fact.paise)}`, CUT)
  }
  return fact?.paise ?? givenPaise
}

interface Stated {
  readonly opening: bigint | undefined
  readonly closing: bigint | undefined
}

const settleEnds = (
  refuse: Refuse, totals: ChainTotals, stated: Stated, seen: Pick<Seen, "closing">
): Pick<CheckedStatement, "openingPaise" | "closingPaise"> => {
  const movedPaise = totals.creditsPaise - totals.debitsPaise
  const fits = (ends: Ends): boolean =>
    (stated.opening ?? ends.openingPaise) === ends.openingPaise
    && (stated.closing ?? ends.closingPaise) === ends.closingPaise
  const { oldestFirst, newestFirst } = totals
  if (oldestFirst !== undefined && fits(oldestFirst)) return oldestFirst
  if (newestFirst !== undefined && fits(newestFirst)) return newestFirst
  const proved = oldestFirst ?? newestFirst
  if (proved !== undefined && stated.opening !== undefined && stated.opening !== proved.openingPaise) {
    const line = oldestFirst === undefined ? totals.lastLineNo : totals.firstLineNo
    throw refuse("RECON_INPUT_BALANCE", line, `the opening balance is ${sayRupees(stated.opening)}, and the lines begin from ${sayRupees(proved.openingPaise)}`, CUT)
  }
  const openingPaise = stated.opening ?? proved?.openingPaise
  if (openingPaise !== undefined && stated.closing !== undefined && openingPaise + movedPaise !== stated.closing) {
    throw refuse(
      "RECON_INPUT_TRUNCATED", seen.closing?.lineNo ?? totals.lastLineNo,
      `opening, credits and debits give ${sayRupees(openingPaise + movedPaise)}, and the closing balance is ${sayRupees(stated.closing)}`, CUT
    )
  }
  const closing = stated.closing ?? (openingPaise === undefined ? null : totals.rows === 0 ? openingPaise : null)
  return { openingPaise: openingPaise ?? null, closingPaise: closing }
}

const refuseTotals = (refuse: Refuse, totals: ChainTotals, stated: Extract<Fact, { kind: "totals" }> | undefined): void => {
  if (stated === undefined) return
  const { lineNo, debitsPaise, creditsPaise, count } = stated
  const wrong = (what: string, is: string, should: string) =>
    refuse("RECON_INPUT_TRUNCATED", lineNo, `the ${what} of the lines is ${is}, and the file states ${should}`, CUT)
  if (debitsPaise !== undefined && debitsPaise !== totals.debitsPaise) throw wrong("sum of debits", sayRupees(totals.debitsPaise), sayRupees(debitsPaise))
  if (creditsPaise !== undefined && creditsPaise !== totals.creditsPaise) throw wrong("sum of credits", sayRupees(totals.creditsPaise), sayRupees(creditsPaise))
  if (count !== undefined && count !== totals.rows) throw wrong("number", String(totals.rows), String(count))
}

/** Masked accounts (XXXXXXXX0001) are compared by what they show. */
const isSameAccount = (one: string, other: string): boolean => {
  const shown = Math.min(...[one, other].map((text) => /\d*$/.exec(text)?.[0].length ?? 0))
  const isMasked = /\D/.test(one) || /\D/.test(other)
  return isMasked ? shown >= 4 && one.slice(-shown) === other.slice(-shown) : one === other
}
