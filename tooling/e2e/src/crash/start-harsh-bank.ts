import { type ChildProcess, spawn } from "node:child_process"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"

/** One debit in the bank's books (CONTRACTS: `GET /_sim/ledger`). `amountPaise` is a decimal string of paise. */
export interface LedgerRow {
  readonly tranRefNo: string
  readonly rail: string
  readonly amountPaise: string
  /** The account; for UPI the payee's address. */
  readonly beneficiaryAccount: string
  readonly state: "debited" | "settled" | "reversed"
}

/** The bank of a crash run, from outside. */
export interface HarshBank {
  readonly url: string
  readonly ledger: () => Promise<readonly LedgerRow[]>
  /** How often each reference came with a payment, whatever became of it. */
  readonly seen: () => Promise<ReadonlyMap<string, number>>
  /** The bank's time, ms since 1970 (UTC). */
  readonly now: () => Promise<number>
  readonly advance: (ms: number) => Promise<void>
  readonly stop: () => Promise<void>
}

const main = fileURLToPath(new URL("./harsh-bank.ts", import.meta.url))

/** Starts the bank in a process of its own, on a free port. `keysPath` holds its RSA keys as JSON. */
export const startHarshBank = async (keysPath: string, seed: number, cachePath: string): Promise<HarshBank> => {
  const child = spawn(process.execPath, ["--conditions=hundi-source", main, "--keys", keysPath, "--seed", String(seed)], {
    env: { ...process.env, NODE_COMPILE_CACHE: cachePath },
    stdio: ["ignore", "pipe", "inherit"]
  })
  const url = await readUrl(child)
  const read = async <A>(path: string, init?: RequestInit): Promise<A> => (await (await fetch(`${url}${path}`, init)).json()) as A
  return {
    url,
    ledger: async () => (await read<{ readonly debits: readonly LedgerRow[] }>("/_sim/ledger")).debits,
    seen: async () => new Map(Object.entries(await read<Readonly<Record<string, number>>>("/_seen"))),
    now: async () => Date.parse((await read<{ readonly now: string }>("/_sim/clock")).now),
    advance: async (ms) => void (await read("/_sim/clock", { method: "POST", body: JSON.stringify({ advanceMs: ms }) })),
    stop: () => stop(child)
  }
}

const readUrl = async (child: ChildProcess): Promise<string> => {
  if (child.stdout === null) throw new Error("the bank has no output")
  for await (const line of createInterface({ input: child.stdout })) {
    const said = JSON.parse(line) as { readonly url?: string }
    if (said.url !== undefined) return said.url
  }
  throw new Error("the bank did not start")
}

const stop = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null) return resolve()
    child.once("exit", () => resolve())
    child.kill("SIGKILL")
  })
