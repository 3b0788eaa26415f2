/** One customer's access to the broker, as `POST /_sim/idirect/apps` gives it; the session token is what customerdetails answers. */
export interface BrokerApp {
  readonly name: string
  readonly appKey: string
  readonly secretKey: string
  readonly userId: string
  readonly apiSession: string
  readonly sessionToken: string
}

/** Shares are `equity`, contracts `fno`: each has a limit of its own. */
export type Segment = "equity" | "fno"

/** What is bought or sold. A share has no expiry (""), strike "0" and right "*". */
export interface Contract {
  readonly segment: Segment
  readonly exchange: string
  readonly stock: string
  /** The letters that the fact file breeze.json explains: C cash, M margin, F futures, O options. */
  readonly product: "C" | "M" | "F" | "O"
  /** DD-Mon-YYYY. */
  readonly expiry: string
  readonly strikePaise: string
  readonly right: "C" | "P" | "*"
}

/** What a customer orders of it. */
export interface OrderTerms {
  readonly flow: "B" | "S"
  /** Limit, market, stop loss. */
  readonly type: "L" | "M" | "S"
  /** T the day, I now or never. */
  readonly validity: "T" | "I"
  readonly quantity: number
  /** The limit; "0" for a market order. */
  readonly ratePaise: string
  /** "0" when there is none. */
  readonly triggerPaise: string
  readonly disclosedQuantity: number
}

/**
 * An order whose fate is decided: when it executes (or never) and when it ends otherwise. What it is at a moment follows from the
 * clock. Paise are texts, since an order is kept as JSON.
 */
export interface BrokerOrder extends OrderTerms {
  readonly reference: string
  readonly appKey: string
  readonly contract: Contract
  readonly remark: string
  readonly placedAtMs: number
  /** When it was placed or last modified. */
  readonly changedAtMs: number
  readonly modifications: number
  /** Price of the stock at that moment. */
  readonly seenPaise: string
  readonly fill: { readonly atMs: number; readonly ratePaise: string } | null
  readonly expiresAtMs: number
  readonly cancelledAtMs: number | null
}

/** A purchase or redemption of fund units; `fields` is the request's payload. */
export interface FundOrder {
  readonly transactionId: string
  readonly appKey: string
  readonly atMs: number
  readonly fields: Readonly<Record<string, string>>
}

/** What changed the broker. An order is told of whole, when it is placed and at every change. */
export type BrokerEvent =
  | { readonly type: "broker-app"; readonly app: BrokerApp }
  | { readonly type: "broker-order"; readonly order: BrokerOrder }
  | { readonly type: "broker-funds"; readonly appKey: string; readonly segment: Segment; readonly amountPaise: string }
  | { readonly type: "broker-fund-order"; readonly order: FundOrder }

/** The broker says no: the text becomes `Error`. */
export class BrokerRefusal extends Error {
  readonly status: number
  constructor(message: string, status = 500) {
    super(message)
    this.status = status
  }
}
