import type { Sealer } from "@hundi/core"
import { createFetchTransport } from "@hundi/core/fetch"
import { createEnvelope, profiles } from "@hundi/crypto-envelope"
import { createNodePool, type NodePool } from "@hundi/crypto-envelope/node-pool"
import { createVault, parseVaultKeys } from "@hundi/operations/at-rest"
import type { Outbox } from "@hundi/operations/outbox"
import { openOperationsSql, type Sql } from "@hundi/operations/sqlite"
import { proveCredits } from "./authenticate/prove-credits.ts"
import { readStatementOf } from "./authenticate/read-statement.ts"
import type { BankAccess } from "./callbacks/open-bank.ts"
import { createOpeningQueue, type OpeningQueue } from "./callbacks/opening-queue.ts"
import { createReceiver } from "./callbacks/receive.ts"
import { decideHolds } from "./decide/decide-hold.ts"
import { createHandOn } from "./hand-on/keep-handing-on.ts"
import { createHandler, type Handler } from "./http/create-handler.ts"
import { createMetrics } from "./http/create-metrics.ts"
import type { Log } from "./log.ts"
import type { AppSettings } from "./settings/read-settings.ts"
import { SettingsError } from "./settings/settings-error.ts"
import { openRecords, type Records } from "./store/open-records.ts"
import { startTicker, type Ticker } from "./ticker.ts"
import { watchLoop } from "./watch-loop.ts"

/** What the app takes from its runtime. */
export interface AppPorts {
  /** ms since 1970 (UTC). */
  readonly now: () => number
  /** A monotonic clock, ms. */
  readonly clock: () => number
  readonly send: typeof fetch
  readonly log: Log
}

/** The app without a socket. */
export interface App {
  readonly handle: Handler
  readonly records: Records
  /** From now on calls are told to come again. */
  readonly refuse: () => void
  /** Ends what runs beside the calls. To be called when no call is under way. */
  readonly close: () => Promise<void>
}

/** The shortest deadline is 5 s, of which sealing, writing and the way back need a part (ecollection.msg_hold, timeLimits). */
const OPENING_BUDGET_MS = 3000
const MOST_WAITING = 1000
/** The bank's statement shows a credit some moments after its MIS. */
const FIRST_ASK_MS = 30_000
const BANK_TIMEOUT_MS = 30_000
/** In a storm a round hands many events on. */
const HAND_ON_GAP_MS = 100
const DAY_MS = 86_400_000
const KEEP_DIGESTS_MS = 90 * DAY_MS
/** Longer than the outbox keeps what it delivers. */
const KEEP_EVENTS_MS = 40 * DAY_MS

/** Opens keys, database and threads, and starts what runs beside the calls. @throws SettingsError for keys that cannot be used */
export const openApp = async (settings: AppSettings, ports: AppPorts): Promise<App> => {
  const { now, clock, log } = ports
  const pool = createNodePool({ size: settings.threads })
  const sealer = await makeSealer(settings, pool)
  const vault = createVault({ keys: asSetting("HUNDI_VAULT_KEYS_FILE", () => parseVaultKeys(settings.vaultKeys)), now })
  const sql = openOperationsSql(settings.databaseFile)
  const policy = { misWithoutHold: settings.misWithoutHold }
  const records = openRecords({ sql, vault, now, policy, firstAskMs: FIRST_ASK_MS })
  const outboxSql = openOperationsSql(settings.outboxFile)
  // What a power cut takes from it is delivered again, which receivers must stand anyway: the events themselves are in the other file.
  outboxSql.all("PRAGMA synchronous = NORMAL")
  const outbox = openHandOn(settings, ports, records, outboxSql)
  const tickers = startTickers({ settings, ports, records, sealer, outbox })
  const queue = createOpeningQueue({ threads: settings.threads, clock, budgetMs: OPENING_BUDGET_MS, most: MOST_WAITING })
  const { rules, holdUrl, holdDefault, webhook } = settings
  const question = holdUrl === undefined || webhook === undefined ? undefined : { url: holdUrl, secrets: webhook.secrets }
  const receive = createReceiver({
    ...{ sealer, queue, records, now, clock },
    decideHold: decideHolds({ rules, webhook: question, agreed: holdDefault, send: ports.send, now }),
    wake: () => tickers.forEach((ticker) => ticker.wake()),
    onFault: (what) => log("error", what)
  })
  const loop = watchLoop(clock)
  let isStopping = false
  const metrics = createMetrics()
  const { bankAddresses } = settings
  return {
    handle: createHandler({
      ...{ receive, metrics, clock, bankAddresses, busyMs: loop.busyMs },
      gauges: () => gaugesOf(queue, records, outbox),
      isStopping: () => isStopping
    }),
    records,
    refuse: () => void (isStopping = true),
    close: async () => {
      isStopping = true
      loop.stop()
      await Promise.all(tickers.map((ticker) => ticker.stop()))
      await pool.close()
      outboxSql.close()
      sql.close()
    }
  }
}

const makeSealer = async (settings: AppSettings, pool: NodePool): Promise<Sealer> => {
  const { privateKey, previousPrivateKey, bankCertificate: recipientCertificate } = settings
  try {
    // All callbacks agree on padding and session key, and answers go in e-Collection's form.
    const profile = profiles["e-collection"]
    const previous = previousPrivateKey === undefined ? {} : { previousPrivateKey }
    return await createEnvelope({ recipientCertificate, privateKey, profile, pool, ...previous })
  } catch (error) {
    await pool.close()
    // EnvelopeError names the field and what was found, never the key.
    throw new SettingsError(`the keys cannot be used: ${error instanceof Error ? error.message : "not readable"}`)
  }
}

interface TickerParts {
  readonly settings: AppSettings
  readonly ports: AppPorts
  readonly records: Records
  readonly sealer: Sealer
  readonly outbox: Outbox | undefined
}

const openHandOn = ({ webhook: receiver }: AppSettings, { send, now }: AppPorts, { events }: Records, sql: Sql): Outbox | undefined =>
  receiver && asSetting("HUNDI_WEBHOOK_URL or HUNDI_WEBHOOK_SECRET_FILE", () => createHandOn({ sql, events, receiver, send, now }))

const startTickers = ({ settings: { bank }, ports, records, sealer, outbox }: TickerParts): readonly Ticker[] => {
  const { now, send, log } = ports
  const tell = (what: string) => (): void => log("error", what)
  const handOn = outbox && startTicker({
    leastMs: HAND_ON_GAP_MS,
    onFault: tell("events could not be handed on; they stay in the outbox"),
    run: async (signal) => {
      const { nextAt } = await outbox.tick(signal)
      return restUntil(nextAt, now(), 5000)
    }
  })
  const readCredits = bank && readStatementOf(sealer, accessOf(bank, send), bank.caller, now)
  const enquiries = readCredits && startTicker({
    onFault: tell("the statement could not be asked about credits; it is asked again"),
    run: async () => restUntil(await proveCredits({ records, readCredits, now }), now(), 5000)
  })
  const housekeeping = startTicker({
    onFault: tell("old rows could not be removed"),
    run: async () => {
      records.forget(now() - KEEP_DIGESTS_MS, now() - KEEP_EVENTS_MS)
      return DAY_MS / 24
    }
  })
  // Housekeeping goes by the clock alone: a wake of it would cost a look at each callback.
  const quiet: Ticker = { ...housekeeping, wake: () => undefined }
  return [handOn, enquiries && { ...enquiries, wake: quiet.wake }, quiet].filter((ticker) => ticker !== undefined)
}

const accessOf = ({ url, apiKey }: NonNullable<AppSettings["bank"]>, send: typeof fetch): BankAccess => ({
  transport: createFetchTransport({ baseUrl: url, fetch: send }),
  apiKey,
  timeoutMs: BANK_TIMEOUT_MS
})

const restUntil = (at: number | null, now: number, mostMs: number): number =>
  at === null ? mostMs : Math.min(Math.max(at - now, 50), mostMs)

const gaugesOf = (queue: OpeningQueue, records: Records, outbox: Outbox | undefined): Readonly<Record<string, number>> => ({
  waiting: queue.waiting(),
  opening_ms: Number(queue.openingMs().toFixed(3)),
  ...Object.fromEntries((outbox?.standings() ?? []).flatMap(({ waiting, dead }) => [["events_waiting", waiting], ["events_dead", dead]])),
  ...Object.fromEntries(Object.entries(records.counts()).map(([state, count]) => [`credits_${state}`, count]))
})

const asSetting = <A>(name: string, read: () => A): A => {
  try {
    return read()
  } catch (error) {
    throw new SettingsError(`${name}: ${error instanceof Error ? error.message : "not usable"}`)
  }
}
