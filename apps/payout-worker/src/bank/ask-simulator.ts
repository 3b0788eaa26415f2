import type { CorporateFacts } from "@hundi/catalog"
import { SetupError } from "../setup/setup-error.ts"

/** What the simulator's ledger says of one debit. */
export interface LedgerRow {
  readonly tranRefNo: string
  readonly state: "debited" | "settled" | "reversed"
}

/** What a simulator gives a partner at registration. `apiKey` and `passCode` are secrets. */
export interface Partner extends CorporateFacts {
  readonly apiKey: string
  readonly bcId: string
  readonly passCode: string
}

const CALL_MS = 15_000

/** True when a simulator answers at this address. */
export const isSimulator = async (url: URL): Promise<boolean> => {
  try {
    const answer = (await call(url, "/_sim/health").then((response) => response.json())) as { readonly ok?: unknown }
    return answer.ok === true
  } catch {
    return false
  }
}

/** The simulated bank's certificate, PEM. */
export const readSimulatorCertificate = (url: URL): Promise<string> => call(url, "/_sim/certificate").then((response) => response.text())

/** Registers a partner. */
export const registerPartner = async (url: URL, name: string, certificatePem: string): Promise<Partner> => {
  const body = JSON.stringify({ name, certificatePem })
  const response = await call(url, "/_sim/partners", { method: "POST", headers: { "content-type": "application/json" }, body })
  return (await response.json()) as Partner
}

/** Everything the simulated bank really debited. */
export const readLedger = async (url: URL): Promise<readonly LedgerRow[]> => {
  const { debits } = (await call(url, "/_sim/ledger").then((response) => response.json())) as { readonly debits: readonly LedgerRow[] }
  return debits
}

/** How far the simulator's clock is ahead of the real one, ms; undefined when it has no clock. */
export const readOffsetMs = async (url: URL): Promise<number | undefined> => {
  const { offsetMs } = (await call(url, "/_sim/clock").then((response) => response.json())) as { readonly offsetMs?: unknown }
  return typeof offsetMs === "number" ? offsetMs : undefined
}

const call = async (url: URL, path: string, init: RequestInit = {}): Promise<Response> => {
  const response = await fetch(new URL(path, url), { ...init, redirect: "error", signal: AbortSignal.timeout(CALL_MS) })
  if (!response.ok) throw new SetupError(`the simulator answered ${path} with status ${response.status}`)
  return response
}
