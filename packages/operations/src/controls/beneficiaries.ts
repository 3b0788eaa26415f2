import { HundiError, invalid } from "@hundi/core"
import type { Sql } from "../store/sql.ts"
import { appendWord, beneficiarySubject, type WordKind } from "./log.ts"
import { checkPerson, checkReason, isAmong, isSamePerson, listPeople } from "./person.ts"
import { checkedTenant, notAllowed } from "./refusals.ts"
import { listHashes, readBeneficiary, type RegisteredBeneficiary } from "./register.ts"

/** A word about a beneficiary. */
export interface BeneficiaryOrder {
  /** As the journal has it: `payout.beneficiaryHash`. */
  readonly beneficiaryHash: string
  readonly tenant?: string
  /** Who says so: 1 to 64 characters. Whoever calls must have made sure that it is this person. */
  readonly by: string
}

export interface BeneficiaryAddition extends BeneficiaryOrder {
  /** How your people call it, e.g. a vendor number: 1 to 64 characters. It is stored as it is, so no account number. */
  readonly label?: string
}

export interface BeneficiaryChange extends BeneficiaryAddition {
  readonly reason: string
  /** The hash of the account that this one replaces: it is removed. Left out when only other details have changed. */
  readonly was?: string
}

export interface BeneficiaryApproval extends BeneficiaryOrder {
  readonly reason?: string
  /** The version that the person saw; refused when it has been changed since. */
  readonly version?: number
}

export interface BeneficiaryRemoval extends BeneficiaryOrder {
  readonly reason: string
}

/** The register of beneficiaries: who added each, who approved it, since when it may be paid. */
export interface BeneficiaryRegister {
  /** @throws HundiError ILLEGAL_TRANSITION when it is there already */
  readonly add: (order: BeneficiaryAddition) => Promise<RegisteredBeneficiary>
  /** Everything that a new beneficiary must go through begins again. @throws HundiError NOT_FOUND */
  readonly change: (order: BeneficiaryChange) => Promise<RegisteredBeneficiary>
  /** By another person than the one who added or changed it. @throws HundiError NOT_FOUND, ILLEGAL_TRANSITION naming the rule */
  readonly approve: (order: BeneficiaryApproval) => Promise<RegisteredBeneficiary>
  /** Nothing more is paid to it, from now on. @throws HundiError NOT_FOUND */
  readonly remove: (order: BeneficiaryRemoval) => Promise<RegisteredBeneficiary>
  readonly get: (beneficiaryHash: string, tenant?: string) => RegisteredBeneficiary | undefined
  /** All of a tenant that somebody ever added, in the order in which that was first said. */
  readonly list: (tenant?: string) => readonly RegisteredBeneficiary[]
}

interface Parts {
  readonly sql: Sql
  readonly now: () => number
  /** People who must approve a version. */
  readonly needed: number
  /** Payouts that waited for this beneficiary are looked at again. */
  readonly onChange: (beneficiary: RegisteredBeneficiary) => Promise<void>
}

export const makeRegister = (parts: Parts): BeneficiaryRegister => {
  const { sql, now, needed, onChange } = parts
  const get: BeneficiaryRegister["get"] = (hash, tenant) => readBeneficiary(sql, checkedTenant(tenant), checkedHash(hash), needed)

  /** Checks and writes in one transaction, then tells. */
  const say = async (order: BeneficiaryOrder, write: (now: RegisteredBeneficiary | undefined, append: Append) => void) => {
    const by = checkPerson(order.by)
    const tenant = checkedTenant(order.tenant)
    const append: Append = (kind, detail, hash = order.beneficiaryHash) =>
      void appendWord(sql, { at: now(), kind, subject: beneficiarySubject(tenant, hash), by, detail })
    sql.transact(() => write(get(order.beneficiaryHash, tenant), append))
    const beneficiary = get(order.beneficiaryHash, tenant)
    if (beneficiary === undefined) throw new HundiError("NOT_FOUND", "there is no beneficiary of that hash")
    await onChange(beneficiary)
    return beneficiary
  }

  return {
    get,
    list: (given) => {
      const tenant = checkedTenant(given)
      return listHashes(sql, tenant).flatMap((hash) => readBeneficiary(sql, tenant, hash, needed) ?? [])
    },
    add: (order) =>
      say(order, (known, append) => {
        const label = checkLabel(order.label)
        if (known !== undefined && known.state !== "removed") {
          throw notAllowed("already-added", `${known.by} has added or changed this beneficiary already: to change it, use change`)
        }
        append("beneficiary-added", { label })
      }),
    change: (order) =>
      say(order, (known, append) => {
        const [reason, label] = [checkReason(order.reason), checkLabel(order.label)]
        if (order.was === undefined || order.was === order.beneficiaryHash) mustStand(known)
        else {
          mustStand(get(order.was, order.tenant))
          append("beneficiary-removed", { reason, replacedBy: order.beneficiaryHash }, order.was)
        }
        append("beneficiary-changed", { reason, label, was: order.was ?? null })
      }),
    approve: (order) =>
      say(order, (known, append) => {
        const reason = order.reason === undefined ? null : checkReason(order.reason)
        checkBeneficiaryApprover(mustStand(known), order)
        append("beneficiary-approved", { reason, version: mustStand(known).version })
      }),
    remove: (order) =>
      say(order, (known, append) => {
        const reason = checkReason(order.reason)
        mustStand(known)
        append("beneficiary-removed", { reason })
      })
  }
}

type Append = (kind: WordKind, detail: Readonly<Record<string, string | number | null>>, hash?: string) => void

const checkBeneficiaryApprover = (known: RegisteredBeneficiary, { by, version }: BeneficiaryApproval): void => {
  if (version !== undefined && version !== known.version) {
    throw notAllowed("another-version", `${known.by} has changed this beneficiary since it was shown. Look at it again`)
  }
  if (isSamePerson(known.by, by)) {
    throw notAllowed("adder-is-not-checker", `whoever adds a beneficiary and who approves it are different people: ${known.by} added or changed it`)
  }
  if (isAmong(known.approvedBy, by)) throw notAllowed("already-said", `${by.trim()} has approved it already: the next one must be another person`)
  if (known.state === "approved") {
    throw notAllowed("already-approved", `this beneficiary is approved already${known.approvedBy.length === 0 ? "" : `, by ${listPeople(known.approvedBy)}`}`)
  }
}

const mustStand = (known: RegisteredBeneficiary | undefined): RegisteredBeneficiary => {
  if (known === undefined) throw new HundiError("NOT_FOUND", "nobody has added this beneficiary")
  if (known.state === "removed") throw notAllowed("removed", `${known.by} removed this beneficiary: to pay to it again, add it again`)
  return known
}

const checkedHash = (hash: string): string => {
  if (!/^[\x21-\x7e]{1,128}$/.test(hash)) throw invalid("beneficiaryHash", "the payout's beneficiaryHash, 1 to 128 characters")
  return hash
}

/** Stored in clear, so nothing that looks like an account number (L10). */
const checkLabel = (label: string | undefined): string | null => {
  if (label === undefined) return null
  const text = label.trim()
  if (text === "" || text.length > 64 || /\p{C}/u.test(text) || /\d[\d\s-]{6,}\d/.test(text)) {
    throw invalid("label", "1 to 64 visible characters without an account or phone number: how your people call it")
  }
  return text
}
