import { ACCOUNT_NUMBER, IFSC } from "@hundi/catalog"
import { type AccountBeneficiary, invalid } from "@hundi/core"

/** The account holder's, or your own lawful ground for asking about the account. */
export interface Consent {
  readonly given: true
  /** How it was given, 1 to 200 characters: `box ticked on form 12`. It is kept for good: no names or account numbers in it. */
  readonly how: string
}

/** Whose account, and who asks. */
export interface CheckOrder {
  readonly tenant?: string
  readonly beneficiary: AccountBeneficiary
  /** 1 to 64 characters: the person or system whose day budget pays. */
  readonly askedBy: string
  readonly consent: Consent
}

/** What is known about an account and a name. Times are ms since 1970 (UTC). */
export interface CheckResult {
  /**
   * - `verified`: the account exists, and the name fits where the bank gave one (`nameScore`).
   * - `not-verified`: the bank refuses the account, or has it under another name.
   * - `unknown`: nothing is proved either way. Never a reason to call the account bad.
   * - `pending`: a penny drop is on its way; ask again.
   */
  readonly status: "verified" | "not-verified" | "unknown" | "pending"
  readonly by: "stored" | "validation" | "penny-drop"
  /** 0 to 100; absent where the bank gave no name, or one that cannot be compared. */
  readonly nameScore?: number
  /** Why, without names and account numbers. */
  readonly reasons: readonly string[]
  /** When it was found out. */
  readonly at: number
  /** Until when it is answered from the store. */
  readonly expiresAt?: number
  /** When the budget that stopped a penny drop has room again. */
  readonly freeAt?: number
  /** What to do now. */
  readonly next: string
}

/** The order with its defaults. @throws HundiError INVALID_REQUEST naming field and rule */
export const parseCheckOrder = ({ tenant = "default", beneficiary, askedBy, consent }: CheckOrder): Required<CheckOrder> => {
  checkTenant(tenant)
  checkAccount(beneficiary)
  if (beneficiary.name.trim() === "" || beneficiary.name.length > 100 || CONTROL.test(beneficiary.name)) {
    throw invalid("beneficiary.name", "1 to 100 characters, no control characters")
  }
  if (askedBy.trim() === "" || askedBy.length > 64) throw invalid("askedBy", "1 to 64 characters: who asks")
  if ((consent.given as boolean) !== true) throw invalid("consent.given", "true: an account is checked only with consent")
  if (consent.how.trim() === "" || consent.how.length > 200) throw invalid("consent.how", "1 to 200 characters: how consent was given")
  return { tenant, beneficiary: { ...beneficiary, name: beneficiary.name.trim() }, askedBy: askedBy.trim(), consent }
}

/** @throws HundiError INVALID_REQUEST */
export const checkTenant = (tenant: string): void => {
  if (!/^[A-Za-z0-9_-]{1,32}$/.test(tenant)) throw invalid("tenant", "1 to 32 letters, digits, - or _")
}

/** @throws HundiError INVALID_REQUEST */
export const checkAccount = ({ accountNumber, ifsc }: Pick<AccountBeneficiary, "accountNumber" | "ifsc">): void => {
  if (!ACCOUNT_NUMBER.test(accountNumber)) throw invalid("beneficiary.accountNumber", "6 to 20 digits")
  if (!IFSC.test(ifsc)) throw invalid("beneficiary.ifsc", "four capital letters, a zero, six capital letters or digits")
}

const CONTROL = /[\u0000-\u001f\u007f]/
