import { setTimeout as sleep } from "node:timers/promises"
import { compositeRailsOf } from "@hundi/catalog/composite/rails"
import { createBank, type HundiError, type Journal, type Payouts, type RunningBank, type Sealer } from "@hundi/core"
import { createNodeTransport } from "@hundi/core/node"
import { createEnvelope, profiles } from "@hundi/crypto-envelope"
import { claimInstance } from "@hundi/journal/sqlite"
import type { VaultKey } from "@hundi/operations/at-rest"
import { createRestore } from "@hundi/operations/restore"
import { openOperationsSql } from "@hundi/operations/sqlite"
import { createTelemetry, metrics, type Telemetry } from "@hundi/operations/telemetry"
import { keepAnchors, railsOfWorker, RESTORED } from "../audit/keep-anchors.ts"
import { keepHeads } from "../audit/keep-heads.ts"
import type { BankLink } from "../bank/connect-bank.ts"
import { followClock } from "../bank/follow-clock.ts"
import { openBalance } from "../bank/open-balance.ts"
import { type CallbackOpener, openCallbacksOf } from "../callbacks/open-callback.ts"
import { fallBackOf } from "../operations/fall-back.ts"
import { keepGoing } from "../operations/keep-going.ts"
import { noteHealth } from "../operations/note-health.ts"
import { openOperations, type Operations } from "../operations/open-operations.ts"
import { createPrometheusMeter, type PrometheusMeter } from "../operations/prometheus-meter.ts"
import { readAccountName } from "../operations/read-account-name.ts"
import type { OperationsSettings } from "../setup/operations-settings.ts"
import { SetupError } from "../setup/setup-error.ts"
import { readFingerprintKey, type StateFolder } from "../setup/state-folder.ts"
import { createChanges, type Changes } from "./changes.ts"
import { createCounters, type Counters } from "./counters.ts"
import { createForesee, type Foresee } from "./foresee.ts"
import { openPayoutJournal } from "./open-journal.ts"

/** A worker that pays: the payouts, the journal behind them, the operations around them, and the loop that does what is due. */
export interface Worker {
  readonly payouts: Payouts
  readonly journal: Journal
  readonly operations: Operations
  readonly foresee: Foresee
  /** Opens what the bank posts to us. */
  readonly openCallback: CallbackOpener
  /** The account holder's name, as the bank has it: of a payment that was settled. */
  readonly nameOf: ReturnType<typeof readAccountName>
  /** For the keyed hashes of beneficiary checks. */
  readonly hashKey: Uint8Array
  /** As payees know us. */
  readonly senderName: string
  readonly meter: PrometheusMeter
  readonly changes: Changes
  readonly counters: Counters
  readonly instance: string
  /** The bank's time, ms since 1970: the real one, plus the simulator's offset. */
  readonly now: () => number
  readonly wake: () => void
  readonly inFlight: () => number
  /** Claims nothing more, records what is in flight, closes the journal. */
  readonly stop: (graceMs: number) => Promise<void>
}

/** How a worker is opened. Times are ms. */
export interface WorkerOptions {
  readonly folder: StateFolder
  readonly link: BankLink
  readonly bankTimeoutMs: number
  readonly operations: OperationsSettings
  readonly vaultKeys: readonly VaultKey[] | undefined
  readonly onFault: (fault: HundiError) => void
  /** Takes what a person should know, one line at a time. */
  readonly say: (line: string) => void
}

/**
 * Opens the journal, claims an instance, takes over what a killed process of that instance left behind, and starts the loop.
 * @throws SetupError when the keys, the journal or a setting cannot be used
 */
export const openWorker = async (options: WorkerOptions): Promise<Worker> => {
  const { folder, link, say } = options
  const fingerprintKey = readFingerprintKey(folder)
  const envelope = await makeEnvelope(link)
  const clock = link.simulated ? await followClock(link.url) : { offsetMs: () => 0, stop: () => undefined }
  const now = (): number => Date.now() + clock.offsetMs()
  const transport = createNodeTransport({ baseUrl: link.url.href })
  const asksBalance = (options.operations.policy?.balance ?? null) !== null
  const balance = asksBalance ? { readBalance: await openBalance({ link, transport, now }) } : {}
  const { instance, release } = claimInstance(folder.instanceLock)
  const meter = createPrometheusMeter({ without: [metrics.payouts.name] })
  const telemetry = createTelemetry({ meter, now })
  const whole = telemetry.instrumentJournal(openPayoutJournal(folder, options.vaultKeys))
  // The lock proves that the previous holder of this instance is dead: its leases need not lapse first.
  await whole.takeOver(instance, now())
  const sql = openOperationsSql(folder.journal)
  const restore = createRestore({ sql, journal: whole, owner: instance, now, environment: environmentOf(link), rails: railsOfWorker })
  const anchors = await keepAnchors(whole, folder.anchors, now, say, restore.freeze)
  // What a crash kept a freeze from doing is done now, before anything runs.
  if ((await restore.status()).frozen) await restore.freeze(RESTORED)
  const journal = restore.guard(whole)
  let wakeLoop = (): void => undefined
  const wake = (): void => wakeLoop()
  const operations = openOperations({ sql, journal, owner: instance, now, settings: options.operations, wake, restore, ...balance })
  const { controls } = operations
  const heads = controls === undefined ? undefined : await keepHeads({ controls, journal, path: folder.heads, now, say })
  const ports = { transport, sealer: envelope, journal, operations, telemetry }
  const running = startPaying({ ...ports, link, instance, fingerprintKey, now, offsetMs: clock.offsetMs }, options)
  wakeLoop = running.wake
  const fallBack = fallBackOf({ link, journal, payouts: running.payouts, settings: options.operations, now, say })
  const endOperations = keepGoing({ operations, changes: running.changes, fallBack, now, wake, onFault: running.onFault })
  return {
    ...running,
    ...{ journal, operations, instance, now, wake, meter },
    hashKey: fingerprintKey,
    senderName: link.partner.senderName,
    openCallback: await openCallbacksOf(link),
    stop: async (graceMs) => {
      // Side by side: a webhook's slow receiver must not keep the loop sending, nor the process from ending.
      const grace = sleep(graceMs, undefined, { ref: false })
      await Promise.all([running.loop.stop(graceMs), Promise.race([endOperations(), grace])])
      heads?.stop()
      await anchors.stop()
      clock.stop()
      transport.close()
      telemetry.stop()
      sql.close()
      await journal.close()
      release()
    }
  }
}

interface Parts {
  readonly transport: ReturnType<typeof createNodeTransport>
  readonly sealer: Sealer
  readonly journal: Journal
  readonly link: BankLink
  readonly instance: string
  readonly fingerprintKey: Uint8Array
  readonly now: () => number
  readonly offsetMs: () => number
  readonly operations: Operations
  readonly telemetry: Telemetry
}

const startPaying = (parts: Parts, options: Pick<WorkerOptions, "bankTimeoutMs" | "onFault">) => {
  const { operations, telemetry } = parts
  const changes = createChanges()
  const counters = createCounters()
  const setUp = {
    families: { composite: compositeRailsOf(parts.link.partner) },
    settings: bankSettings(parts, options.bankTimeoutMs),
    clockOffsetMs: parts.offsetMs
  }
  const transport = telemetry.instrumentTransport(parts.transport)
  const bank = createBank({ ...setUp, transport, sealer: parts.sealer, journal: parts.journal })
  const onFault = (fault: HundiError): void => {
    counters.countFault()
    telemetry.onFault(fault)
    options.onFault(fault)
  }
  const loop: RunningBank = bank.start({
    sends: 16,
    enquiries: 4,
    onFault,
    onProcessed: (work, outcome) => {
      counters.countWork(work)
      telemetry.onProcessed(work)
      noteHealth(operations.breaker, { work, outcome, onFault })
      changes.tell(work.payout.payoutId)
    }
  })
  return {
    ...{ payouts: bank.payouts, changes, counters, loop, onFault },
    foresee: createForesee(setUp),
    nameOf: readAccountName(parts.link.partner, bank.composite.status),
    wake: loop.wake,
    inFlight: loop.inFlight
  }
}

const bankSettings = ({ link, instance, fingerprintKey, operations }: Parts, bankTimeoutMs: number) => ({
  partner: link.partner,
  apiKey: link.apiKey,
  environment: environmentOf(link),
  instance,
  owner: instance,
  fingerprintKey,
  bankTimeoutMs,
  gate: operations.gate
})

const environmentOf = ({ simulated }: BankLink): string => (simulated ? "T" : "P")

const makeEnvelope = async (link: BankLink): Promise<Sealer> => {
  try {
    const { bankCertificatePem: recipientCertificate, privateKeyPem: privateKey } = link
    return await createEnvelope({ recipientCertificate, privateKey, profile: profiles.composite })
  } catch (error) {
    // EnvelopeError names the field and what was found, never the key.
    throw new SetupError(`the keys cannot be used: ${error instanceof Error ? error.message : "not readable"}`)
  }
}
