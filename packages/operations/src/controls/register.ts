import type { Sql } from "../store/sql.ts"
import { beneficiarySubject, type Word, wordsAbout } from "./log.ts"
import { isSamePerson } from "./person.ts"

/** A beneficiary as the register has it now. Times are ms since 1970 (UTC). */
export interface RegisteredBeneficiary {
  readonly tenant: string
  readonly beneficiaryHash: string
  /** `removed`: no money goes there until it is added again. */
  readonly state: "waits-for-approval" | "approved" | "removed"
  /** Grows with each addition and change; approvals count for one version. */
  readonly version: number
  /** Who added or changed it last, or removed it. */
  readonly by: string
  readonly at: number
  readonly label: string | null
  /** Different people who approved this version. */
  readonly approvedBy: readonly string[]
  /** When the approvals were complete; null while they are not. */
  readonly approvedAt: number | null
}

/** What the log says about a beneficiary; undefined when nobody has added it. `needed`: people who must approve. */
export const readBeneficiary = (
  sql: Sql,
  tenant: string,
  beneficiaryHash: string,
  needed: number
): RegisteredBeneficiary | undefined => {
  const words = wordsAbout(sql, beneficiarySubject(tenant, beneficiaryHash))
  const start = words.findLast(({ kind }) => kind !== "beneficiary-approved")
  if (start === undefined) return undefined
  const approvals = approvalsOf(words, start)
  const completes = needed === 0 ? start : approvals[needed - 1]
  const isRemoved = start.kind === "beneficiary-removed"
  return {
    tenant,
    beneficiaryHash,
    state: isRemoved ? "removed" : completes === undefined ? "waits-for-approval" : "approved",
    version: start.seq,
    by: start.by,
    at: start.at,
    label: labelOf(words),
    approvedBy: isRemoved ? [] : approvals.map(({ by }) => by),
    approvedAt: isRemoved ? null : (completes?.at ?? null)
  }
}

/** The hashes of a tenant's beneficiaries, in the order in which they were first spoken of. */
export const listHashes = (sql: Sql, tenant: string): readonly string[] => {
  const start = beneficiarySubject(tenant, "")
  // A tenant may hold "_", which LIKE takes for any character.
  return sql
    .all("SELECT subject FROM controls_log WHERE substr(subject, 1, ?2) = ?1 GROUP BY subject ORDER BY min(seq)", start, start.length)
    .map(({ subject }) => String(subject).slice(start.length))
}

/** Each person's first approval of this version; the one who added it does not count. */
const approvalsOf = (words: readonly Word[], start: Word): readonly Word[] => {
  const given = words.filter(({ kind, seq, by }) => kind === "beneficiary-approved" && seq > start.seq && !isSamePerson(by, start.by))
  return given.filter(({ by }, index) => given.findIndex((other) => isSamePerson(other.by, by)) === index)
}

const labelOf = (words: readonly Word[]): string | null => {
  const label = words.findLast(({ detail }) => typeof detail["label"] === "string")?.detail["label"]
  return typeof label === "string" ? label : null
}
