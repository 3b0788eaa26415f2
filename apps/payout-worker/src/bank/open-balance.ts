import { balanceInquiry } from "@hundi/catalog/cib"
import { createBank, HundiError, type Journal, type Transport } from "@hundi/core"
import { createEnvelope, profiles } from "@hundi/crypto-envelope"
import type { Balance } from "@hundi/operations/controls"
import { SetupError } from "../setup/setup-error.ts"
import type { BankLink } from "./connect-bank.ts"

/** Asks the bank what the debit account holds. It rejects when the bank does not say so beyond doubt: nobody guesses. */
export type ReadBalance = () => Promise<Balance>

/** What asking needs. */
export interface BalanceParts {
  readonly link: BankLink
  readonly transport: Transport
  /** The bank's time, ms since 1970 (UTC). */
  readonly now: () => number
  /** How long an answer may take in all, ms. */
  readonly limitMs?: number
}

/** A payout that waits for the answer holds its lease meanwhile, which is 30 s long. */
const LIMIT_MS = 10_000

/** What to set when the partner has no corporate banking: its balance call is the only one that is public. */
const NEEDS_CORPORATE =
  "HUNDI_POLICY_FILE: balance: the balance is asked through corporate banking (CIB), which is not set up: set HUNDI_CORP_ID, HUNDI_USER_ID, HUNDI_URN,"
  + " HUNDI_AGGR_ID, HUNDI_AGGR_NAME and HUNDI_DEBIT_ACCOUNT, or set balance to null"

/**
 * Opens the balance enquiry of corporate banking (facts/composite-and-cib.json, cib.balanceInquiry) over the partner's debit account.
 * @throws SetupError when the partner has no corporate banking, or the keys cannot be used
 */
export const openBalance = async ({ link, transport, now, limitMs = LIMIT_MS }: BalanceParts): Promise<ReadBalance> => {
  const { corporate } = link.partner
  if (corporate === undefined) throw new SetupError(NEEDS_CORPORATE)
  const identity = { environment: "0", instance: "00", owner: "balance", fingerprintKey: new Uint8Array(32) }
  const bank = createBank({
    ...{ transport, sealer: await sealerOf(link), journal: noJournal, families: {} },
    settings: { ...identity, partner: link.partner, apiKey: link.apiKey, bankTimeoutMs: limitMs }
  })
  const { aggrId, corpId, userId, urn, debitAccount: accountNumber } = corporate
  return async () => {
    const askedAt = now()
    const reply = await within(limitMs, bank.call(balanceInquiry, { aggrId, corpId, userId, urn, accountNumber }))
    return judgeReply(reply, accountNumber, askedAt)
  }
}

type Reply = (typeof balanceInquiry)["response"]["Type"]

/** The bank's word, as far as it is one: of success, about our account, in rupees. */
const judgeReply = (reply: Reply, accountNumber: string, askedAt: number): Balance => {
  const { response, balancePaise, currency, at } = reply
  if (!/^success$/i.test(response ?? "") || typeof balancePaise !== "bigint") throw refused(reply)
  if (reply.accountNumber && !isSameAccount(reply.accountNumber, accountNumber)) throw unusable("it answered about another account")
  if (currency && currency.trim().toUpperCase() !== "INR") throw unusable("it answered in another currency")
  // What the bank looked at earlier does not know of payments since then; what it dates later would hide them.
  return { paise: balancePaise, asOf: Math.min(at ?? askedAt, askedAt) }
}

/** Accounts come with and without their leading zeros. */
const isSameAccount = (one: string, other: string): boolean => one.trim().replace(/^0+/, "") === other.replace(/^0+/, "")

/** A code or a status word only: a message may hold anything (L10). */
const refused = ({ code, gatewayCode, response }: Reply): HundiError => {
  const word = [code, gatewayCode, response].find((one) => one !== undefined && one !== null && /^[A-Za-z0-9_-]{1,16}$/.test(one))
  return unusable(word === undefined ? "it refused" : `it refused with ${word}`)
}

const unusable = (why: string): HundiError => new HundiError("CALL_FAILED", `the bank did not say what the account holds: ${why}`)

const within = async <A>(limitMs: number, work: Promise<A>): Promise<A> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(unusable(`no answer within ${limitMs / 1000} s`)), limitMs)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

/** This bank is asked for nothing that a journal would remember. */
const noJournal = new Proxy({} as Journal, { get: () => () => Promise.reject(new HundiError("CONFIGURATION", "the balance enquiry has no journal")) })

const sealerOf = async ({ bankCertificatePem: recipientCertificate, privateKeyPem: privateKey }: BankLink) => {
  try {
    return await createEnvelope({ recipientCertificate, privateKey, profile: profiles["cib-rsa"] })
  } catch (error) {
    throw new SetupError(`the keys cannot be used: ${error instanceof Error ? error.message : "not readable"}`)
  }
}
