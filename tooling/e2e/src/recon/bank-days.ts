import { writeFileSync } from "node:fs"
import { addBusinessDays, istDate, istMidnight } from "@hundi/catalog/calendar"

/** The simulator's clock, faults, statement and ledger, from outside. */
export interface BankDays {
  /** ms since 1970, the bank's time. */
  readonly now: () => Promise<number>
  readonly advance: (ms: number) => Promise<void>
  /** On to half past ten of the n-th business day after a date. */
  readonly advanceToBusinessDay: (date: string, n: number) => Promise<string>
  readonly fault: (fault: Readonly<Record<string, unknown>>) => Promise<void>
  /** Writes a statement into a file. */
  readonly statement: (path: string, query: Readonly<Record<string, string>>) => Promise<string>
  readonly ledger: () => Promise<readonly { readonly amountPaise: string | number; readonly state: string }[]>
}

const HALF_PAST_TEN_MS = 10.5 * 3_600_000

export const bankDaysOf = (url: string): BankDays => {
  const post = async (path: string, body: unknown): Promise<void> => {
    const response = await fetch(`${url}${path}`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) })
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`)
  }
  const get = async <A>(path: string): Promise<A> => (await (await fetch(`${url}${path}`)).json()) as A
  const now = async (): Promise<number> => Date.parse((await get<{ now: string }>("/_sim/clock")).now)
  const advance = (advanceMs: number): Promise<void> => post("/_sim/clock", { advanceMs: Math.round(advanceMs) })
  return {
    now,
    advance,
    advanceToBusinessDay: async (date, n) => {
      const day = addBusinessDays(date, n)
      const ms = istMidnight(day) + HALF_PAST_TEN_MS - (await now())
      if (ms > 0) await advance(ms)
      return istDate(await now())
    },
    fault: (fault) => post("/_sim/faults", fault),
    statement: async (path, query) => {
      const response = await fetch(`${url}/_sim/statement?${new URLSearchParams(query).toString()}`)
      if (!response.ok) throw new Error(`the statement: ${response.status} ${await response.text()}`)
      writeFileSync(path, await response.text())
      return path
    },
    ledger: async () => (await get<{ debits: { amountPaise: string; state: string }[] }>("/_sim/ledger")).debits
  }
}
