/** One debit of the bank's books (control plane, GET /_sim/ledger). Amounts arrive as texts or numbers of paise. */
export interface LedgerRow {
  readonly tranRefNo: string
  readonly beneficiaryAccount: string
  readonly amountPaise: string | number
  readonly state: string
  readonly rrn: string
}

/** An order for trouble (control plane, POST /_sim/faults). */
export interface FaultOrder {
  readonly fault: string
  readonly actCode?: string
  readonly delayMs?: number
  readonly moneyMoved?: boolean
}

/** What the simulator says a fault hits: payments, enquiries, or both. */
export interface FaultKind {
  readonly on: string
  readonly text: string
}

/** What a partner is given at registration. */
export interface Credentials {
  readonly apiKey: string
  readonly bcId: string
  readonly passCode: string
}

/** The simulator's control plane, as far as a score needs it. */
export interface BankControl {
  readonly url: string
  readonly certificate: () => Promise<string>
  readonly register: (name: string, certificatePem: string) => Promise<Credentials>
  readonly faultKinds: () => Promise<Readonly<Record<string, FaultKind>>>
  /** False when the simulator does not take this order: some kinds need more than a score knows to give. */
  readonly addFault: (match: Readonly<Record<string, string>>, order: FaultOrder) => Promise<boolean>
  readonly ledger: () => Promise<readonly LedgerRow[]>
}

/** Talks to the control plane at `url`. */
export const controlBank = (url: string): BankControl => {
  const get = async (path: string): Promise<Response> => {
    const response = await fetch(new URL(path, url))
    if (!response.ok) throw new Error(`the simulator answered ${path} with status ${response.status}`)
    return response
  }
  const post = (path: string, body: unknown): Promise<Response> =>
    fetch(new URL(path, url), { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) })
  return {
    url,
    certificate: async () => (await get("/_sim/certificate")).text(),
    register: async (name, certificatePem) => {
      const response = await post("/_sim/partners", { name, certificatePem })
      if (response.status !== 201) throw new Error(`the simulator refused a partner: ${await response.text()}`)
      return (await response.json()) as Credentials
    },
    faultKinds: async () => ((await (await get("/_sim/faults")).json()) as { readonly kinds: Readonly<Record<string, FaultKind>> }).kinds,
    addFault: async (match, order) => {
      const response = await post("/_sim/faults", { match, ...order })
      await response.arrayBuffer()
      return response.status === 201
    },
    ledger: async () => ((await (await get("/_sim/ledger")).json()) as { readonly debits: readonly LedgerRow[] }).debits
  }
}
