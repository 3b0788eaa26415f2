import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { createBankKeys } from "@hundi/simulator"
import { type BankControl, controlBank, type LedgerRow } from "./bank-control.ts"
import { findStray, judge, type Mistake, type Verdict } from "./judge.ts"
import { onExit } from "./on-exit.ts"
import { type ClientRun, type RunningClient, startClient } from "./run-client.ts"
import { makeScenarios, NO_FAULT, type Scenario, toCsv } from "./scenarios.ts"
import { type OwnBank, startBank } from "./start-bank.ts"

/** How a client is scored. Times are ms. */
export interface ScoreOptions {
  /** The shell command of the client; the path of the file comes as its last argument. */
  readonly client: string
  /** A simulator that runs already; without it one is started for this score. */
  readonly bankUrl?: string
  readonly seed?: number
  /** Kill the client (SIGKILL) when a third of the money is out, and run it again. */
  readonly crash?: boolean
  /** How long the client should wait for an answer, told to it as HUNDI_BANK_TIMEOUT_MS. */
  readonly bankTimeoutMs?: number
  /** How long one run may take. */
  readonly limitMs?: number
  /** Only payouts without trouble: does the client work at all? */
  readonly plain?: boolean
  readonly say?: (line: string) => void
}

/** What came of it. */
export interface Score {
  readonly client: string
  readonly payouts: number
  readonly paidTwice: number
  readonly lost: number
  readonly misStated: number
  /** Debits to accounts that the file does not name. */
  readonly stray: number
  /** Payouts that the client left open: safe, but work for people. */
  readonly unknown: number
  /** False when not one payout without trouble was paid: a client that does nothing makes no mistakes, and its score says nothing. */
  readonly works: boolean
  readonly verdicts: readonly Verdict[]
  readonly lastRun: ClientRun
}

/** Lets a client pay one file full of trouble, and holds what it says against what the bank did. */
export const scoreClient = async (options: ScoreOptions): Promise<Score> => {
  const folder = mkdtempSync(join(tmpdir(), "hundi-score-"))
  const clean = (): void => rmSync(folder, { recursive: true, force: true })
  // It holds a private key: a score that is stopped must not leave it behind.
  const forget = onExit(clean)
  let own: OwnBank | undefined
  try {
    if (options.bankUrl === undefined) own = await startBank(join(folder, "bank"), options.seed ?? 1)
    return await score(options, controlBank(options.bankUrl ?? own?.url ?? ""), folder)
  } finally {
    await own?.stop()
    forget()
    clean()
  }
}

const BANK_TIMEOUT_MS = 1500
const LEAST_LIMIT_MS = 60_000

const score = async (options: ScoreOptions, bank: BankControl, folder: string): Promise<Score> => {
  const { client, crash = false, plain = false, say = () => undefined } = options
  const before = new Set((await bank.ledger()).map(keyOf))
  const readOwn = async (): Promise<readonly LedgerRow[]> => (await bank.ledger()).filter((row) => !before.has(keyOf(row)))
  const listed = makeScenarios(plain ? {} : await bank.faultKinds())
  const scenarios = await orderFaults(bank, plain ? listed.filter(({ fault }) => fault === NO_FAULT) : listed)
  // Room for three time-outs a payout: a client that pays one after the other needs that much.
  const limitMs = options.limitMs ?? LEAST_LIMIT_MS + scenarios.length * 3 * (options.bankTimeoutMs ?? BANK_TIMEOUT_MS)
  const csvPath = join(folder, "payouts.csv")
  writeFileSync(csvPath, toCsv(scenarios))
  const env = await equip(bank, folder, options.bankTimeoutMs ?? BANK_TIMEOUT_MS)

  const watch = watchBank(bank, scenarios, readOwn)
  const run = (isToCrash: boolean): Promise<ClientRun> => {
    const running = startClient(client, csvPath, env)
    return watch(running, limitMs, isToCrash ? Math.ceil(scenarios.length / 3) : undefined)
  }
  if (crash) {
    await run(true)
    say(`killed after ${(await readOwn()).length} debits; it runs again`)
  }
  const lastRun = await run(false)
  if (lastRun.isKilled) say(`the client took more than ${limitMs} ms and was killed`)

  const ledger = await readOwn()
  const verdicts = judge(scenarios, ledger, lastRun.lines)
  const count = (wrong: Mistake): number => verdicts.filter((one) => one.wrong.includes(wrong)).length
  return {
    client,
    payouts: scenarios.length,
    paidTwice: count("paid twice"),
    lost: count("lost"),
    misStated: count("mis-stated"),
    stray: findStray(scenarios, ledger).length,
    unknown: verdicts.filter(({ said }) => said === "unknown").length,
    works: verdicts.some(({ fault, debits, said }) => fault === NO_FAULT && debits > 0 && said === "paid"),
    verdicts,
    lastRun
  }
}

const keyOf = ({ tranRefNo, beneficiaryAccount, rrn }: LedgerRow): string => `${tranRefNo} ${beneficiaryAccount} ${rrn}`

/** Orders what payments are to meet. A fault that cannot be ordered without knowing more leaves the score. */
const orderFaults = async (bank: BankControl, scenarios: readonly Scenario[]): Promise<readonly Scenario[]> => {
  const taken: Scenario[] = []
  for (const scenario of scenarios) {
    const { account, onPay } = scenario
    if (onPay === undefined || (await bank.addFault({ beneficiaryAccount: account }, onPay))) taken.push(scenario)
  }
  return taken
}

/** Registers a partner and returns the environment that every client gets (README.md, What a client gets). */
const equip = async (bank: BankControl, folder: string, bankTimeoutMs: number): Promise<Readonly<Record<string, string>>> => {
  // The bank asks for RSA-4096 (seed guide on composite IMPS), and clients may check.
  const [keys, certificate] = await Promise.all([createBankKeys({ now: Date.now() }), bank.certificate()])
  const { apiKey, bcId, passCode } = await bank.register("Score", keys.certificatePem)
  const state = join(folder, "state")
  mkdirSync(state)
  const keyPath = join(folder, "private-key.pem")
  const certificatePath = join(folder, "bank-certificate.pem")
  writeFileSync(keyPath, keys.privateKeyPem, { mode: 0o600 })
  writeFileSync(certificatePath, certificate)
  return {
    HUNDI_BANK_URL: bank.url,
    HUNDI_API_KEY: apiKey,
    HUNDI_BC_ID: bcId,
    HUNDI_PASSCODE: passCode,
    HUNDI_PRIVATE_KEY_FILE: keyPath,
    HUNDI_BANK_CERT_FILE: certificatePath,
    HUNDI_BANK_TIMEOUT_MS: String(bankTimeoutMs),
    HUNDI_CLIENT_PAUSE_MS: "200",
    HUNDI_STATE: state
  }
}

const LOOK_MS = 100

/**
 * Follows the bank's books while a client runs. An enquiry names a reference and no account, so its fault can only be ordered
 * when the payment is there: the client still waits for the late answer then.
 */
const watchBank = (bank: BankControl, scenarios: readonly Scenario[], readOwn: () => Promise<readonly LedgerRow[]>) => {
  const toArm = new Map(scenarios.flatMap(({ account, onEnquiry }) => (onEnquiry === undefined ? [] : [[account, onEnquiry] as const])))
  const arm = async (ledger: readonly LedgerRow[]): Promise<void> => {
    for (const { beneficiaryAccount, tranRefNo } of ledger) {
      const order = toArm.get(beneficiaryAccount)
      if (order === undefined) continue
      toArm.delete(beneficiaryAccount)
      await bank.addFault({ tranRefNo, path: "/api/v1/composite-status" }, order)
    }
  }
  return async (running: RunningClient, limitMs: number, killAtDebits: number | undefined): Promise<ClientRun> => {
    const latest = Date.now() + limitMs
    while (!running.isOver()) {
      const ledger = await readOwn()
      await arm(ledger)
      if (Date.now() > latest || (killAtDebits !== undefined && ledger.length >= killAtDebits)) running.kill()
      await Promise.race([sleep(LOOK_MS), running.ended])
    }
    return running.ended
  }
}
