import type { Step } from "../bank-types.ts"
import type { Desk, ProductCall } from "../products/product.ts"

/** v0 answers by RSA alone, v1 by the envelope; they spell some fields differently. */
export type Generation = "v0" | "v1"

/** What a merchantTranId was used for. `push` is a payment that a customer began without being asked. */
export type Kind =
  | "collect" | "qr" | "push" | "refund"
  | "create" | "update" | "revoke" | "notify" | "execute"
  | "voucher" | "cancel" | "validate" | "redeem" | "release"

/** How an order ended: FAILURE and REJECT moved no money. */
export type Ending = "SUCCESS" | "FAILURE" | "REJECT"

/** The terms of a mandate (fact file upi-collections-and-others, upi2.create_mandate). */
export interface Terms {
  readonly amountPaise: string
  /** At most this amount, or exactly this one. */
  readonly limit: "M" | "F"
  /** YYYY-MM-DD in India, both included. */
  readonly from: string
  readonly until: string
  readonly revokable: boolean
}

/** What a merchant asked the bank for, with everything that was decided about it when it came. */
export interface Order {
  /** Runs from 1 over all partners. */
  readonly number: number
  readonly kind: Kind
  readonly generation: Generation
  readonly partner: string
  /** merchantTranId; for a push the bank's own. */
  readonly reference: string
  readonly subMerchantId: string
  readonly terminalId: string
  readonly amountPaise: string
  /** The customer's address; empty until somebody scans. For a voucher the issuer's. */
  readonly payer: string
  readonly rrn: string
  readonly remark: string
  readonly madeAtMs: number
  readonly refId?: string
  readonly umn?: string
  /** Nobody can answer it from then on. */
  readonly expiresAtMs?: number
  /** What the customer is going to do. */
  readonly plan?: { readonly atMs: number; readonly ending: Ending; readonly code: string }
  /** What an enquiry answers while it waits; 92 unless told. */
  readonly pendingCode?: string
  /** Its callback never comes. */
  readonly isSilent?: true
  /** Until then enquiries do not find it. */
  readonly hiddenUntilMs?: number
  /** Of a refund or a cancelled or redeemed voucher: the order that it is about. */
  readonly original?: number
  /** A refund that is paid at once: the course of its payment. Without it the refund goes out with the next day's settlement. */
  readonly steps?: readonly Step[]
  readonly terms?: Terms
  /** The number of the instalment that is announced or taken. */
  readonly sequence?: number
  readonly voucher?: { readonly uuid: string; readonly expiresOn: string }
}

/** What became of an order. */
export interface Outcome {
  readonly order: number
  readonly ending: Ending
  readonly code: string
  readonly payer: string
  readonly amountPaise: string
  readonly atMs: number
}

/** All that this product remembers is made of these. */
export type Note =
  | { readonly order: Order }
  | { readonly outcome: Outcome }
  /** The customer paused, resumed or revoked a mandate. */
  | { readonly mandate: { readonly umn: string; readonly state: string; readonly atMs: number } }
  | { readonly otp: Otp }

/** The code that a customer was sent, to redeem a voucher with. */
export interface Otp {
  readonly uuid: string
  readonly umn: string
  readonly otp: string
  readonly atMs: number
}

/** A mandate that a customer has approved, as it stands now. */
export interface Mandate {
  readonly umn: string
  readonly partner: string
  /** The order that created it. */
  readonly order: Order
  readonly payer: string
  readonly terms: Terms
  /** The last word about it: CREATE-SUCCESS, SUSPEND-SUCCESS, ... (rule "mandate state"). */
  readonly state: string
  readonly changedAtMs: number
  readonly approvedAtMs: number
  /** Instalments taken so far. */
  readonly taken: number
  /** When the customer was told of an instalment, by its number. */
  readonly notices: ReadonlyMap<number, number>
}

export type UpiCall = ProductCall<Note>
export type UpiDesk = Desk<Note>
