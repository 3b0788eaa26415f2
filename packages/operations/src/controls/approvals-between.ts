import type { Sql } from "../store/sql.ts"
import { afterTenant, rowsOfFile, rowsOfPayout } from "./file-rows.ts"
import { type Word, wordsAbout, wordsBetween } from "./log.ts"
import { distinctPeople, listPeople } from "./person.ts"
import { type ApprovalAction, approvalActions } from "./read-people.ts"

/** One payout that people decided about. Amounts are paise, times ms since 1970 (UTC). */
export interface ApprovalRow {
  readonly tenant: string
  readonly payoutId: string
  /** What they approved; an edit makes another row. */
  readonly fingerprint: string
  readonly amountPaise: bigint
  /** Everybody who was recorded as making it: `asha`, `asha and ravi`; empty when nobody was. */
  readonly maker: string
  readonly approvals: readonly ApprovalLine[]
  /** The last of these words. */
  readonly decidedAt: number
}

/** One person's word. */
export interface ApprovalLine {
  readonly by: string
  readonly at: number
  readonly action: ApprovalAction | "reject"
  readonly reason: string | null
  /** The file that was approved as a whole; null for the payout alone. */
  readonly fileId: string | null
  /** Its number in the log, to find it in the chain. */
  readonly seq: number
}

/**
 * Every payout that somebody approved or rejected from `from` on and before `to`, with the words of that time. Ordered by the last word,
 * then by tenant and id; the same log gives the same list.
 */
export const approvalsBetween = (sql: Sql, from: number, to: number): readonly ApprovalRow[] => {
  const rows = new Map<string, Omit<ApprovalRow, "maker" | "decidedAt"> & { approvals: ApprovalLine[] }>()
  for (const { payout, fingerprint, amountPaise, line } of wordsBetween(sql, from, to).flatMap((word) => linesOf(sql, word))) {
    const key = JSON.stringify([payout, fingerprint])
    const [tenant, payoutId] = split(payout)
    const row = rows.get(key) ?? { tenant, payoutId, fingerprint, amountPaise, approvals: [] }
    row.approvals.push(line)
    rows.set(key, row)
  }
  return [...rows.values()]
    .map((row) => ({ ...row, maker: listMakers(sql, row), decidedAt: Math.max(...row.approvals.map(({ at }) => at)) }))
    .sort((one, other) => one.decidedAt - other.decidedAt || compare(one.tenant, other.tenant) || compare(one.payoutId, other.payoutId))
}

interface Line {
  readonly payout: string
  readonly fingerprint: string
  readonly amountPaise: bigint
  readonly line: ApprovalLine
}

const linesOf = (sql: Sql, word: Word): readonly Line[] => {
  const { kind, subject, by, at, seq, detail } = word
  const reason = typeof detail["reason"] === "string" ? detail["reason"] : null
  const id = subject.slice(subject.indexOf(":") + 1)
  if (kind === "file-approved") {
    const line = { by, at, seq, reason, action: "approve" as const, fileId: afterTenant(id) }
    return rowsOfFile(sql, subject).map(({ payout, fingerprint, amountPaise }) => ({ payout, fingerprint, amountPaise, line }))
  }
  const action = kind === "reject" ? kind : approvalActions.find((one) => one === kind)
  if (action === undefined) return []
  const { fingerprint, amountPaise } = detail
  return [
    {
      ...{ payout: id, fingerprint: String(fingerprint), amountPaise: BigInt(String(amountPaise)) },
      line: { by, at, seq, reason, action, fileId: null }
    }
  ]
}

const listMakers = (sql: Sql, { tenant, payoutId }: { readonly tenant: string; readonly payoutId: string }): string => {
  const id = `${tenant}/${payoutId}`
  const files = rowsOfPayout(sql, id).map(({ file }) => file)
  const words = [`payout:${id}`, ...files].flatMap((subject) => wordsAbout(sql, subject))
  const makers = distinctPeople(words.filter(({ kind }) => kind === "made" || kind === "file-submitted").map(({ by }) => by))
  return makers.length === 0 ? "" : listPeople(makers)
}

const split = (id: string): readonly [string, string] => [id.slice(0, id.indexOf("/")), afterTenant(id)]

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
