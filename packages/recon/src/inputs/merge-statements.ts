import type { StatementLine } from "../rows.ts"
import type { ReadStatement } from "./read-statement.ts"
import { type ReconInputError, refuserOf } from "./recon-input-error.ts"

/** Two statements of an account that follow each other, and whose balances do not meet. */
export interface StatementGap {
  readonly account: string
  readonly after: string
  readonly before: string
  /** The opening balance of the later one minus the closing balance of the earlier one. */
  readonly differencePaise: bigint
}

export interface MergedStatements {
  readonly statements: readonly ReadStatement[]
  /** Files that were left out whole: given twice, or contained in another. */
  readonly dropped: readonly string[]
  readonly gaps: readonly StatementGap[]
}

/**
 * Puts the statements of a run together so that every line counts once. The same file twice is one file. Statements of one account that
 * overlap are merged only when the balances after each line prove that the lines are the same; lines that overlap are then kept once.
 *
 * @throws ReconInputError RECON_INPUT_REPEATED for an overlap that the balances do not prove, naming the later file
 * @example
 * const { statements, gaps } = await mergeStatements([await readStatement("01-15.csv"), await readStatement("10-31.csv")])
 */
export const mergeStatements = async (given: readonly ReadStatement[]): Promise<MergedStatements> => {
  const dropped: string[] = []
  const digests = new Set<string>()
  const unique = given.filter(({ head }) => {
    const isNew = !digests.has(head.digest)
    digests.add(head.digest)
    if (!isNew) dropped.push(head.file)
    return isNew
  })
  const order = [...unique].sort((one, other) => compare(sortKey(one), sortKey(other)))
  const statements: ReadStatement[] = []
  const gaps: StatementGap[] = []
  for (const statement of order) {
    const before = statements.findLastIndex(({ head }) => head.account === statement.head.account)
    const previous = statements[before]
    if (previous === undefined) {
      statements.push(statement)
      continue
    }
    const rest = statement.head.from > previous.head.to ? statement : await withoutOverlap(previous, statement)
    if (rest === undefined) {
      dropped.push(statement.head.file)
      continue
    }
    const { openingPaise } = rest.head
    const { closingPaise } = previous.head
    if (openingPaise !== null && closingPaise !== null && openingPaise !== closingPaise) {
      const { account, file } = rest.head
      gaps.push({ account, after: previous.head.file, before: file, differencePaise: openingPaise - closingPaise })
    }
    statements.push(rest)
  }
  return { statements, dropped, gaps }
}

/** Earlier first; of two that begin together the longer, so that the shorter is found in it. */
const sortKey = ({ head, rows }: ReadStatement): string =>
  `${head.account}|${head.from}|${9999_12_31 - Number(head.to.replaceAll("-", ""))}|${String(1e12 - rows)}|${head.digest}`

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

/** What the later statement adds, or undefined when it adds nothing. */
const withoutOverlap = async (earlier: ReadStatement, later: ReadStatement): Promise<ReadStatement | undefined> => {
  const [one, other] = await Promise.all([oldestFirst(earlier), oldestFirst(later)])
  const refusal = (line: number): ReconInputError =>
    refuserOf(later.head.file)(
      "RECON_INPUT_REPEATED", line, `the days overlap with those of ${earlier.head.file}, and the balances do not prove that the lines are the same`,
      "Give statements whose days do not overlap, or with a balance on each line."
    )
  const [first] = other
  if (first === undefined) return undefined
  const keys = one.map(keyOf)
  if (other.some(({ balancePaise }) => balancePaise === undefined) || keys.includes(undefined)) throw refusal(first.lineNo)
  const starts = keys.flatMap((key, index) => (key === keyOf(first) ? [index] : []))
  const fitting = starts.filter((start) => other.slice(0, one.length - start).every((line, index) => keyOf(line) === keys[start + index]))
  const [start, second] = fitting
  if (start === undefined) {
    // It goes on exactly where the earlier one ends: two downloads of one day, say.
    const { closingPaise } = earlier.head
    const goesOn = closingPaise !== null && closingPaise === later.head.openingPaise && first.postedOn >= (one.at(-1)?.postedOn ?? "")
    if (starts.length === 0 && goesOn) return later
    throw refusal(first.lineNo)
  }
  if (second !== undefined) throw refusal(first.lineNo)
  const rest = other.slice(one.length - start)
  if (rest.length === 0) return undefined
  const from = later.head.from > earlier.head.to ? later.head.from : earlier.head.to
  return { ...later, head: { ...later.head, from, openingPaise: earlier.head.closingPaise }, rows: rest.length, lines: rest }
}

const oldestFirst = async ({ lines }: ReadStatement): Promise<readonly StatementLine[]> => {
  const all: StatementLine[] = []
  for await (const line of lines) all.push(line)
  return isNewestFirst(all) ? all.reverse() : all
}

/** By its balances: the line before the last one has the balance from which the last one went on, or the other way round. */
const isNewestFirst = (lines: readonly StatementLine[]): boolean => {
  for (let index = 1; index < lines.length; index++) {
    const [before, after] = [lines[index - 1], lines[index]]
    if (before?.balancePaise === undefined || after?.balancePaise === undefined) return false
    const isUp = after.balancePaise === before.balancePaise + signed(after)
    const isDown = before.balancePaise === after.balancePaise + signed(before)
    if (isUp !== isDown) return isDown
  }
  return false
}

const signed = ({ direction, amountPaise }: StatementLine): bigint => (direction === "debit" ? -amountPaise : amountPaise)

const keyOf = ({ postedOn, direction, amountPaise, narration, balancePaise }: StatementLine): string | undefined =>
  balancePaise === undefined ? undefined : `${postedOn}|${direction}|${amountPaise}|${balancePaise}|${narration}`
