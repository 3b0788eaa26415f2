import { compositeRailsOf } from "@hundi/catalog/composite/rails"
import { createBank, type HundiError, type Journal, type Payouts, type RunningBank, type Transport, type Sealer } from "@hundi/core"
import { createNodeTransport } from "@hundi/core/node"
import { createEnvelope, profiles } from "@hundi/crypto-envelope"
import { claimInstance, openSqliteJournal } from "@hundi/journal/sqlite"
import { keepAnchors } from "../audit/keep-anchors.ts"
import type { BankLink } from "../bank/connect-bank.ts"
import { followClock } from "../bank/follow-clock.ts"
import { SetupError } from "../setup/setup-error.ts"
import { readFingerprintKey, type StateFolder } from "../setup/state-folder.ts"
import { createChanges, type Changes } from "./changes.ts"
import { createCounters, type Counters } from "./counters.ts"

/** A worker that pays: the payouts, the journal behind them, and the loop that does what is due. */
export interface Worker {
  readonly payouts: Payouts
  readonly journal: Journal
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
  readonly onFault: (fault: HundiError) => void
  /** Takes what a person should know, one line at a time. */
  readonly say: (line: string) => void
}

/**
 * Opens the journal, claims an instance, takes over what a killed process of that instance left behind, and starts the loop.
 * @throws SetupError when the keys or the journal cannot be used
 */
export const openWorker = async (options: WorkerOptions): Promise<Worker> => {
  const { folder, link } = options
  const fingerprintKey = readFingerprintKey(folder)
  const sealer = await makeSealer(link)
  const clock = link.simulated ? await followClock(link.url) : { offsetMs: () => 0, stop: () => undefined }
  const now = (): number => Date.now() + clock.offsetMs()
  const { instance, release } = claimInstance(folder.instanceLock)
  const journal = openJournal(folder)
  // The lock proves that the previous holder of this instance is dead: its leases need not lapse first.
  await journal.takeOver(instance, now())
  const anchors = await keepAnchors(journal, folder.anchors, now, options.say)
  const transport = createNodeTransport({ baseUrl: link.url.href })
  const parts = { transport, sealer, journal, link, instance, fingerprintKey, now, offsetMs: clock.offsetMs }
  const running = startPaying(parts, options)
  return {
    ...running,
    journal,
    instance,
    now,
    stop: async (graceMs) => {
      await running.loop.stop(graceMs)
      await anchors.stop()
      clock.stop()
      transport.close()
      await journal.close()
      release()
    }
  }
}

interface Parts {
  readonly transport: Transport
  readonly sealer: Sealer
  readonly journal: Journal
  readonly link: BankLink
  readonly instance: string
  readonly fingerprintKey: Uint8Array
  readonly now: () => number
  readonly offsetMs: () => number
}

const startPaying = (parts: Parts, { bankTimeoutMs, onFault }: Pick<WorkerOptions, "bankTimeoutMs" | "onFault">) => {
  const { link, instance } = parts
  const changes = createChanges()
  const counters = createCounters()
  const bank = createBank({
    transport: parts.transport,
    sealer: parts.sealer,
    journal: parts.journal,
    families: { composite: compositeRailsOf(link.partner) },
    settings: {
      partner: link.partner,
      apiKey: link.apiKey,
      environment: link.simulated ? "T" : "P",
      instance,
      owner: instance,
      fingerprintKey: parts.fingerprintKey,
      bankTimeoutMs
    },
    clockOffsetMs: parts.offsetMs
  })
  const loop: RunningBank = bank.start({
    sends: 16,
    enquiries: 4,
    onFault: (fault) => {
      counters.countFault()
      onFault(fault)
    },
    onProcessed: (work) => {
      counters.countWork(work)
      changes.tell(work.payout.payoutId)
    }
  })
  return { payouts: bank.payouts, changes, counters, loop, wake: loop.wake, inFlight: loop.inFlight }
}

const makeSealer = async (link: BankLink): Promise<Sealer> => {
  try {
    const { bankCertificatePem: recipientCertificate, privateKeyPem: privateKey } = link
    return await createEnvelope({ recipientCertificate, privateKey, profile: profiles.composite })
  } catch (error) {
    // EnvelopeError names the field and what was found, never the key.
    throw new SetupError(`the keys cannot be used: ${error instanceof Error ? error.message : "not readable"}`)
  }
}

/** Opens the journal of a state folder. @throws SetupError */
export const openJournal = (folder: StateFolder): Journal => {
  try {
    return openSqliteJournal(folder.journal)
  } catch (error) {
    throw new SetupError(`the journal ${folder.journal} cannot be opened: ${error instanceof Error ? error.message : "failed"}`)
  }
}
