import type { BankEvent, Payment } from "@hundi/simulator"

/** One payment that reached the bank, and how long its money is away. */
export interface Debit {
  readonly reference: string
  readonly account: string
  /** Paise. */
  readonly amountPaise: bigint
  /** When the money leaves, and when it is back: ms since 1970; `Infinity` when it stays away. */
  readonly fromMs: number
  readonly untilMs: number
  /** Did the bank ever call it paid? */
  readonly wasConfirmed: boolean
  /** Does anybody get to know, by the bank's books, what became of it? */
  readonly isClear: boolean
}

/** What the bank did, account by account, as it decides it. */
export interface Books {
  readonly onEvent: (event: BankEvent) => void
  /** Debits to an account, in order of arrival; refused payments are none. */
  readonly debitsTo: (account: string) => readonly Debit[]
  readonly accounts: () => readonly string[]
}

/** Reads the bank's own events: a payment's whole course is decided when it arrives. */
export const createBooks = (): Books => {
  const byAccount = new Map<string, Debit[]>()
  return {
    onEvent: (event) => {
      if (event.type !== "payment") return
      const debit = debitOf(event.payment)
      if (debit === undefined) return
      const known = byAccount.get(debit.account)
      if (known === undefined) byAccount.set(debit.account, [debit])
      else known.push(debit)
    },
    debitsTo: (account) => byAccount.get(account) ?? [],
    accounts: () => [...byAccount.keys()]
  }
}

const debitOf = ({ reference, beneficiaryAccount, amountPaise, replyCode, steps }: Payment): Debit | undefined => {
  const begin = steps.findIndex(({ state }) => state !== "none")
  const first = steps[begin]
  if (first === undefined) return undefined
  const back = steps.slice(begin).find(({ state }) => state === "reversed")
  return {
    reference,
    account: beneficiaryAccount,
    amountPaise: BigInt(amountPaise),
    fromMs: first.fromMs,
    untilMs: back?.fromMs ?? Infinity,
    wasConfirmed: replyCode === "0" || steps.some(({ state, actCode }) => state === "settled" || actCode === "0"),
    isClear: steps.some(({ state }) => state === "settled" || state === "reversed")
  }
}

/** The first debit that begins while an earlier one stands. */
export const findSecond = (debits: readonly Debit[]): { readonly first: Debit; readonly second: Debit } | undefined => {
  const inOrder = debits.toSorted((one, other) => one.fromMs - other.fromMs)
  for (const [index, second] of inOrder.entries()) {
    const first = inOrder.slice(0, index).find(({ untilMs }) => untilMs > second.fromMs)
    if (first !== undefined) return { first, second }
  }
  return undefined
}
