import type { PartnerCredentials } from "@hundi/simulator"

/** One payout that the client is asked to make, over IMPS. All values are made up. */
export interface PayoutOrder {
  /** Stays the same however often the order is given. */
  readonly payoutId: string
  /** Paise. */
  readonly amountPaise: bigint
  readonly beneficiary: { readonly name: string; readonly accountNumber: string; readonly ifsc: string }
  readonly remark: string
}

/** A request to the bank, in the clear; `apikey` and headers are filled in. */
export interface BankCall {
  /** Such as `/api/v1/composite-payment`. */
  readonly path: string
  /** The `x-priority` header; `0100`, IMPS, unless told. */
  readonly priority?: string
  readonly body: Readonly<Record<string, unknown>>
  /** How long to wait for the reply, ms; 30 000 unless told. */
  readonly timeoutMs?: number
}

/** What comes of a request. Every fate is a value: `send` rejects for none of them. */
export type BankReply =
  | {
      readonly kind: "reply"
      /** HTTP status. */
      readonly status: number
      /** The body as it came, opened where it came in an envelope. */
      readonly text: string
      /** The body's fields; none when the text is no JSON object. */
      readonly body: Readonly<Record<string, unknown>>
      /** Did it come inside the bank's encryption? Anyone on the way can write what did not. */
      readonly sealed: boolean
    }
  | {
      readonly kind: "failure"
      /** `no`: not a byte was written. `maybe`: the bank may have it, and may have paid. */
      readonly sent: "no" | "maybe"
      readonly why: string
    }

/** What survives a crash. Each call happens whole or not at all; values are copied in and out (`structuredClone`). */
export interface Store {
  readonly get: <A = unknown>(key: string) => Promise<A | undefined>
  readonly set: (key: string, value: unknown) => Promise<void>
  readonly delete: (key: string) => Promise<void>
  /** In the order in which the keys were first set. */
  readonly entries: <A = unknown>() => Promise<readonly (readonly [key: string, value: A])[]>
}

/**
 * All that a client may touch: the world outside is this object. The client may crash before and after every call that returns a
 * promise; it then never comes back from that call, and `makeClient` is called again with the same store.
 */
export interface Env {
  readonly send: (call: BankCall) => Promise<BankReply>
  readonly store: Store
  /** Ms since 1970 (UTC); after a restart this clock may be up to two minutes off. */
  readonly now: () => number
  readonly sleep: (ms: number) => Promise<void>
  /** 0 (inclusive) to 1 (exclusive), from the seed. */
  readonly random: () => number
  /** What the bank gave the client: bcId, passCode and the rest. */
  readonly partner: PartnerCredentials
  /**
   * Puts crash points around a port of your own, such as your database: an object whose own properties are functions that return
   * promises. What it keeps must be made outside of `makeClient`, or it is gone after a crash.
   */
  readonly guard: <P extends object>(name: string, port: P) => P
  /** Work that ends in real time, such as WebCrypto's or a file's: the simulated clock stands until it has ended. */
  readonly outside: <A>(work: () => Promise<A>) => Promise<A>
}

/**
 * What a client knows of a payout. `paid`: the bank has said so. `not-paid`: no money is away and none will be, it may be paid anew.
 * `unknown`: not known yet. `review`: people have been told, the program has done what it can.
 */
export type Word = "paid" | "not-paid" | "unknown" | "review"

/** Payout code, as the kit sees it. */
export interface Client {
  /**
   * The order to pay. The kit gives it again, with the same payoutId, when the promise rejects or the client crashes before it resolves,
   * as a queue would; and now and then once more after it has resolved.
   */
  readonly pay: (order: PayoutOrder) => Promise<void>
  /** Called once at each start, first of all; orders may come while it still runs. */
  readonly recover?: () => Promise<void>
  readonly statusOf: (payoutId: string) => Promise<Word>
}
