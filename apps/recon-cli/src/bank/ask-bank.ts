import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { compositeRailsOf } from "@hundi/catalog/composite/rails"
import { createBank, type HundiError, type Outcome, type Work } from "@hundi/core"
import { createNodeTransport } from "@hundi/core/node"
import { createEnvelope, profiles } from "@hundi/crypto-envelope"
import { claimInstance } from "@hundi/journal/sqlite"
import type { StateFolder } from "../setup/state-folder.ts"
import { UsageError } from "../setup/usage-error.ts"
import { createAskingJournal } from "./asking-journal.ts"
import { openPayoutJournal } from "./open-payout-journal.ts"
import { type BankLink, readOffsetMs } from "./read-link.ts"

/** What became of one payment that was asked about. */
export interface AskedPayment {
  readonly id: string
  readonly before: string
  readonly after: string
  /** Undefined when the answer could not be written. */
  readonly outcome: Outcome | undefined
}

export interface AskOrder {
  readonly link: BankLink
  readonly folder: StateFolder
  /** The journal's ids. */
  readonly ids: readonly string[]
  /** Who ordered it: it stands in the payment's history. */
  readonly by: string
  /** Ask about whatever else is due as well. */
  readonly withDue: boolean
}

/** What came of all of them; `held`: those that a worker was working on. */
export interface AskAnswer {
  readonly results: readonly AskedPayment[]
  readonly held: readonly string[]
}

const BANK_TIMEOUT_MS = 120_000
const GRACE_MS = 10_000

/**
 * Asks the bank about payments with core's own loop: it claims each under a fencing epoch, asks by our reference, and writes what the
 * answer proves, as the worker does. The journal it is given cannot send.
 */
export const askBank = async ({ link, folder, ids, by, withDue }: AskOrder): Promise<AskAnswer> => {
  const offsetMs = await readOffsetMs(link)
  const now = (): number => Date.now() + offsetMs
  const { bankCertificatePem: recipientCertificate, privateKeyPem: privateKey } = link
  const sealer = await createEnvelope({ recipientCertificate, privateKey, profile: profiles.composite })
  const { instance, release } = claimInstance(folder.instanceLock)
  const journal = openPayoutJournal(folder, process.env)
  const transport = createNodeTransport({ baseUrl: link.url.href })
  try {
    // The lock proves that the previous holder of this instance is dead: its leases need not lapse first.
    await journal.takeOver(instance, now())
    const asking = createAskingJournal(journal, ids, withDue)
    const bank = createBank({
      ...{ transport, sealer, journal: asking.journal, clockOffsetMs: () => offsetMs },
      families: { composite: compositeRailsOf(link.partner) },
      settings: {
        ...{ partner: link.partner, apiKey: link.apiKey, environment: link.simulated ? "T" : "P", instance, owner: instance },
        ...{ fingerprintKey: readFingerprintKey(folder), bankTimeoutMs: timeoutOf(process.env) }
      }
    })
    const seen: { readonly work: Work; readonly outcome: Outcome | undefined }[] = []
    const running = bank.start({
      ...{ sends: 1, enquiries: 4, pollMs: 20 },
      onFault: ({ code, message }: HundiError) => void process.stderr.write(`fault ${code}: ${message}\n`),
      onProcessed: (work, outcome) => {
        seen.push({ work, outcome })
        asking.onProcessed()
      }
    })
    await asking.done
    await running.stop(GRACE_MS)
    const results: AskedPayment[] = []
    for (const { work: { payout }, outcome } of seen) {
      const after = (await journal.get(payout.id))?.payout.status ?? payout.status
      await journal.note(payout.id, { kind: "recon-asked", detail: { by, before: payout.status, after } }, now())
      results.push({ id: payout.payoutId, before: payout.status, after, outcome })
    }
    return { results, held: asking.held }
  } finally {
    transport.close()
    await journal.close()
    release()
  }
}

/** The key that the journal was written with; it is never made here. */
const readFingerprintKey = ({ keys }: StateFolder): Uint8Array => {
  const path = join(keys, "fingerprint.key")
  if (!existsSync(path)) throw new UsageError(`${path} is missing: it is the key that the journal was written with`)
  return new Uint8Array(readFileSync(path))
}

const timeoutOf = (env: NodeJS.ProcessEnv): number => {
  const text = env["HUNDI_BANK_TIMEOUT_MS"]
  if (!text) return BANK_TIMEOUT_MS
  const timeoutMs = Number(text)
  if (!/^\d+$/.test(text) || timeoutMs < 100 || timeoutMs > 600_000) throw new UsageError("HUNDI_BANK_TIMEOUT_MS must be a whole number from 100 to 600000")
  return timeoutMs
}
