import type { Gate, Journal } from "@hundi/core"
import { type Balance, type Controls, createBeneficiaryGate, createControls } from "@hundi/operations/controls"
import { createInbox, type Inbox } from "@hundi/operations/inbox"
import { createOutbox, type Outbox } from "@hundi/operations/outbox"
import { allGates, type CircuitBreaker, createCircuitBreaker, createLeiGate, createSharedRate, createWindowGate } from "@hundi/operations/planner"
import type { Restore } from "@hundi/operations/restore"
import type { Sql } from "@hundi/operations/sqlite"
import type { OperationsSettings } from "../setup/operations-settings.ts"
import { SetupError } from "../setup/setup-error.ts"
import { type CallbackHolds, createCallbackHolds } from "./callback-holds.ts"

/** What stands around the payouts of one worker. */
export interface Operations {
  readonly settings: OperationsSettings
  readonly sql: Sql
  /** Undefined without a policy. */
  readonly controls: Controls | undefined
  /** Asked before every send. */
  readonly gate: Gate
  readonly breaker: CircuitBreaker
  readonly inbox: Inbox
  readonly outbox: Outbox | undefined
  readonly callbackHolds: CallbackHolds
}

/** What opening them takes. */
export interface OperationsParts {
  /** The journal's own file. */
  readonly sql: Sql
  readonly journal: Journal
  /** The instance: who holds leases. */
  readonly owner: string
  /** The bank's time, ms since 1970 (UTC). */
  readonly now: () => number
  readonly settings: OperationsSettings
  /** Whether the journal was restored from a backup, and what is left to do then; a test's worker has none. */
  readonly restore?: Restore
  /** What the account holds, as the bank says. Where nothing is sent, such as in a command, it is left out: the gate would hold all. */
  readonly readBalance?: () => Promise<Balance>
  /** Called when a payout became due. */
  readonly wake: () => void
}

/** The one endpoint of a worker. Its deliveries are remembered under this id. */
export const WEBHOOK_ENDPOINT = "default"

/** Opens controls, breaker, inbox and outbox in the journal's file. @throws SetupError */
export const openOperations = (parts: OperationsParts): Operations => {
  const { sql, journal, owner, now, settings, wake, restore, readBalance = balanceUnknown } = parts
  const inbox = createInbox({ sql, journal, owner, now, wake })
  const callbackHolds = createCallbackHolds({ inbox, journal, owner, now })
  const breaker = createCircuitBreaker({ sql, now })
  const { policy, rate } = settings
  const { reasonFor: keepsBack, beneficiaryReasonFor: holdsBeneficiary } = callbackHolds
  const asked = { readBalance, keepsBack, holdsBeneficiary }
  const controls = policy === undefined ? undefined : createControls({ sql, journal, owner, now, policy, ...asked })
  // What decides by itself first; a probe of the breaker and a token of the rate are spent only on what may go.
  const gates: readonly Gate[] = [
    ...(restore === undefined ? [] : [restore.gate]),
    // Late money holds its beneficiary, and what the law of LEIs keeps back is kept back, with a policy and without.
    ...(controls === undefined ? [createBeneficiaryGate({ journal, holdsBeneficiary })] : [controls.gate]),
    createLeiGate(),
    ...(controls === undefined ? [] : [createWindowGate(), breaker]),
    ...(rate === undefined ? [] : [createSharedRate({ sql, now, name: "bank", ...rate })])
  ]
  return {
    ...{ settings, sql, controls, breaker, inbox, callbackHolds },
    gate: allGates(...gates),
    outbox: openOutbox(parts)
  }
}

const balanceUnknown = (): Promise<never> => Promise.reject(new Error("the balance is not asked here"))

/** Times of webhooks are real ones, also beside a simulator whose clock is ahead: receivers refuse a signature of another hour. */
const openOutbox = ({ sql, journal, settings: { webhook } }: Pick<OperationsParts, "sql" | "journal" | "settings">): Outbox | undefined => {
  if (webhook === undefined) return undefined
  try {
    return createOutbox({ sql, journal, now: Date.now, send: fetch, endpoints: [{ id: WEBHOOK_ENDPOINT, ...webhook }] })
  } catch (error) {
    throw new SetupError(`HUNDI_WEBHOOK_URL or HUNDI_WEBHOOK_SECRET_FILE: ${error instanceof Error ? error.message : "not usable"}`)
  }
}
