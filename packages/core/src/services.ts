import type { PartnerFacts } from "@hundi/catalog"
import type { Holidays } from "@hundi/catalog/calendar"
import * as Context from "effect/Context"
import type { Gate } from "./admit.ts"
import type { Journal } from "./journal.ts"
import type { Sealer, Transport } from "./ports.ts"

/** The journal as a service. */
export class JournalService extends Context.Service<JournalService, Journal>()("@hundi/core/Journal") {}

/** The transport as a service. */
export class TransportService extends Context.Service<TransportService, Transport>()("@hundi/core/Transport") {}

/** The sealer as a service. */
export class SealerService extends Context.Service<SealerService, Sealer>()("@hundi/core/Sealer") {}

/** How this worker pays. */
export interface Settings {
  readonly partner: PartnerFacts
  /** Sent as the `apikey` header; a secret. */
  readonly apiKey: string
  /** First symbol of every reference: which environment, e.g. `P` or `T`. */
  readonly environment: string
  /** Second and third symbol: which instance, claimed in the journal. */
  readonly instance: string
  /** Names the holder of leases: the instance. */
  readonly owner: string
  /** Keys fingerprints and look-up hashes; at least 32 bytes, kept with the journal. */
  readonly fingerprintKey: Uint8Array
  /** From the first byte of a call to the last of its answer, ms. Seed 004 advises 120 s. */
  readonly bankTimeoutMs: number
  readonly holidays?: Holidays | undefined
  /** Asked before every send; everything goes unless given. */
  readonly gate?: Gate | undefined
  /** Ends what is on the wire at a graceful stop; it is then recorded as unknown. */
  readonly stopping?: AbortSignal | undefined
}

/** The settings as a service. */
export class SettingsService extends Context.Service<SettingsService, Settings>()("@hundi/core/Settings") {}

/** All that paying needs. */
export type PayoutServices = JournalService | TransportService | SealerService | SettingsService
