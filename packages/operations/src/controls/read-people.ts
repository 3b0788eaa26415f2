import type { Payout } from "@hundi/core"
import type { Sql } from "../store/sql.ts"
import { afterTenant, rowsOfPayout } from "./file-rows.ts"
import { payoutSubject, type Word, wordsAbout } from "./log.ts"
import { distinctPeople, isAmong } from "./person.ts"
import type { RegisteredBeneficiary } from "./register.ts"

/** What an approval of a payout may say: that it may be paid; also that it is no duplicate; also that it may pass the limit per payout. */
export const approvalActions = ["approve", "not-a-duplicate", "above-limit"] as const

export type ApprovalAction = (typeof approvalActions)[number]

/** One person's approval of a payout. `at` is ms since 1970 (UTC). */
export interface Approval {
  readonly by: string
  readonly at: number
  readonly action: ApprovalAction
  /** The fingerprint that was approved; for any other it does not count. */
  readonly fingerprint: string
  /** Given to a whole file. */
  readonly fileId: string | null
}

/** Who had a hand in a payout, as the log has it. */
export interface People {
  /** Everybody who was recorded as making it, or as submitting a file with it. */
  readonly makers: readonly string[]
  readonly approvals: readonly Approval[]
  readonly rejected: Word | undefined
  readonly fileIds: readonly string[]
}

/** Reads the people of one payout. The files' rows count only with the payout's own amount. */
export const readPeople = (sql: Sql, { id, amountPaise }: Pick<Payout, "id" | "amountPaise">): People => {
  const words = wordsAbout(sql, payoutSubject(id))
  const files = rowsOfPayout(sql, id).map((row) => ({
    words: wordsAbout(sql, row.file),
    fileId: afterTenant(row.file),
    fingerprint: row.amountPaise === amountPaise ? row.fingerprint : ""
  }))
  const submitted = files.flatMap((file) => file.words.filter(({ kind }) => kind === "file-submitted"))
  return {
    makers: distinctPeople([...words.filter(({ kind }) => kind === "made"), ...submitted].map(({ by }) => by)),
    approvals: [
      ...words.flatMap((word) => toApproval(word)),
      ...files.flatMap(({ fileId, fingerprint, words: said }) =>
        said.filter(({ kind }) => kind === "file-approved").map(({ by, at }) => ({ by, at, action: "approve" as const, fingerprint, fileId }))
      )
    ],
    rejected: words.find(({ kind }) => kind === "reject"),
    fileIds: files.map(({ fileId }) => fileId)
  }
}

const toApproval = ({ kind, by, at, detail }: Word): readonly Approval[] => {
  const action = approvalActions.find((one) => one === kind)
  return action === undefined ? [] : [{ by, at, action, fingerprint: String(detail["fingerprint"]), fileId: null }]
}

/** Whose approvals count is decided here alone. */
export interface Involved {
  readonly payout: Pick<Payout, "fingerprint">
  readonly people: People
  readonly beneficiary: RegisteredBeneficiary | undefined
}

/**
 * Different people whose approval counts: of the fingerprint as it is now, and from nobody who made the payout or added its beneficiary.
 * Nobody counts while the maker is not known: it could be the same person.
 */
export const countedPeople = (
  { payout, people, beneficiary }: Involved,
  actions: readonly ApprovalAction[] = approvalActions
): readonly string[] => {
  if (people.makers.length === 0) return []
  const barred = barredPeople({ people, beneficiary })
  const given = people.approvals.filter(
    ({ action, fingerprint, by }) => actions.includes(action) && fingerprint === payout.fingerprint && !isAmong(barred, by)
  )
  return distinctPeople(given.map(({ by }) => by))
}

/** Who may not approve: makers, and whoever added or changed the beneficiary. */
export const barredPeople = ({ people, beneficiary }: Pick<Involved, "people" | "beneficiary">): readonly string[] =>
  distinctPeople([...people.makers, ...(beneficiary === undefined ? [] : [beneficiary.by])])
