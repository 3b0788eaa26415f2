import { idOf, type Journal, type Payout } from "@hundi/core"
import type { Sql } from "../store/sql.ts"
import { settledDrops } from "./drops.ts"
import { isProvedBeneficiary } from "./first-payments.ts"
import type { BeneficiaryWatch } from "./late-money.ts"
import { readHead } from "./log.ts"
import type { ControlsPolicy } from "./policy.ts"
import { type People, readPeople } from "./read-people.ts"
import { readBeneficiary, type RegisteredBeneficiary } from "./register.ts"

/** All that the checks look at. They are pure; this is where things are read. */
export interface Facts {
  readonly payout: Payout
  /** ms since 1970 (UTC). */
  readonly now: number
  readonly policy: ControlsPolicy
  readonly people: People
  readonly beneficiary: RegisteredBeneficiary | undefined
  /** Has a payment to the beneficiary as it is now settled? */
  readonly isProved: boolean
  /** Other payouts to it that settled, ever; penny drops left out. */
  readonly settledBefore: number
  readonly suspects: Suspects
  /** Why somebody else keeps it back until people release it, in words for them. */
  readonly keptBack: string | undefined
  /** Why nothing more goes to its beneficiary: late money. */
  readonly lateMoney: string | undefined
  /** The log's end when people were read. */
  readonly logSeq: number
}

/** Payouts of the same amount to the same beneficiary that were there before this one. */
export interface Suspects {
  readonly payoutIds: readonly string[]
  /** There may be more than the journal shows. */
  readonly mayBeMore: boolean
}

/** What reading facts needs. */
export interface FactSources {
  readonly sql: Sql
  readonly journal: Journal
  readonly policy: ControlsPolicy
  /** Why another part keeps a payout back until people release it: a callback, say. Asked before each send. */
  readonly keepsBack?: ((payout: Payout) => Promise<string | undefined>) | undefined
  readonly watch: BeneficiaryWatch
}

const DAY_MS = 86_400_000
/** The journal names at most so many (BeneficiaryHistory.twins). */
const TWINS_SHOWN = 10

export const gatherFacts = async ({ sql, journal, policy, keepsBack, watch }: FactSources, payout: Payout, now: number): Promise<Facts> => {
  const { tenant, beneficiaryHash } = payout
  // From its own intake back: waiting for an approval does not make a duplicate less suspect.
  const since = policy.duplicates === null ? payout.createdAt : payout.createdAt - policy.duplicates.withinDays * DAY_MS
  const { twins, settled } = await journal.beneficiaryHistory(payout.id, since)
  const suspects = policy.duplicates === null ? { payoutIds: [], mayBeMore: false } : await readSuspects(journal, payout, twins)
  const [keptBack, lateMoney] = [await keepsBack?.(payout), await watch(payout, now)]
  const settledBefore = settled === 0 ? 0 : settled - (await settledDrops(sql, journal, payout))
  const read = () => readBeneficiary(sql, tenant, beneficiaryHash, policy.newBeneficiary?.approvals ?? 0)
  const before = read()
  const wasProved = before !== undefined && policy.newBeneficiary !== null && (await isProvedBeneficiary(sql, journal, before))
  // People last, and in one go: what was said while the journal was asked is not missed.
  const beneficiary = read()
  return {
    ...{ payout, now, policy, suspects, beneficiary, settledBefore, keptBack, lateMoney },
    isProved: wasProved && beneficiary?.version === before?.version,
    people: readPeople(sql, payout),
    logSeq: readHead(sql).seq
  }
}

/** Of two twins the later one is suspect. The journal names the newest ten: if it names ten, an older one may be hidden behind them. */
const readSuspects = async (journal: Journal, payout: Payout, twins: readonly string[]): Promise<Suspects> => {
  const views = await Promise.all(twins.map((twin) => journal.get(idOf(twin, payout.tenant))))
  const older = views.flatMap((view) => (view !== undefined && isOlderTwin(view.payout, payout) ? [view.payout.payoutId] : []))
  return { payoutIds: older, mayBeMore: twins.length >= TWINS_SHOWN }
}

/** The journal's twins are of any tenant: another tenant's payout of the same id is not this one's twin, and is not named to it (L6). */
const isOlderTwin = (other: Payout, payout: Payout): boolean =>
  other.id !== payout.id
  && other.beneficiaryHash === payout.beneficiaryHash
  && other.amountPaise === payout.amountPaise
  && (other.createdAt < payout.createdAt || (other.createdAt === payout.createdAt && other.payoutId < payout.payoutId))
