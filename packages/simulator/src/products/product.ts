import type { BankAnswer, CallOut, CallOutReply, Credit, Form } from "../bank-types.ts"
import type { Call } from "../call.ts"

/** A family of the bank's APIs with a memory of its own: corporate banking, merchant UPI, collections. */
export interface Product<Note = unknown> {
  /** What its notes and call-outs are filed under. */
  readonly name: string
  readonly find: (path: string) => FoundCall<Note> | undefined
  /** Takes a note in: one that was just made, or one of an earlier life. All of the product's memory comes from its notes. */
  readonly remember: (note: Note) => void
  /** Is this an answer, so that the call-out is not repeated? Any HTTP 2xx unless told. */
  readonly isAnswer?: (reply: CallOutReply) => boolean
  /** Hears what a partner answered to a call-out of this product, or that nothing came in time. */
  readonly replied?: (reply: CallOutReply, desk: Desk<Note>) => void
  /** Applies what the clock has brought about. Called before every request, and at every advance of the clock. */
  readonly settleDue?: (desk: Desk<Note>) => void
  /**
   * Calls of the control plane by method and path, such as `POST /_sim/upi/payer`: the people whom the real bank has at the other
   * end. A RangeError says what is wrong with the order.
   */
  readonly control?: Readonly<Record<string, (order: Readonly<Record<string, unknown>>, desk: Desk<Note>) => unknown>>
}

/** One path of a product, and what is in it: `{merchantId}`. */
export interface FoundCall<Note> {
  /** How requests may come. The first one also says how a reply goes when the answer does not. */
  readonly forms: readonly Form[]
  readonly params: Readonly<Record<string, string>>
  readonly answer: (call: ProductCall<Note>) => BankAnswer
}

/** What a product can do at any time, without a request. */
export interface Desk<Note> extends Pick<Call, "books" | "nowMs" | "seed" | "sequence" | "enter"> {
  /** Writes a note: it is remembered by this product, and survives a restart. JSON-safe. */
  readonly note: (note: Note) => void
  /** Money that comes in for a partner. */
  readonly credit: (credit: Credit) => void
  /** Has the bank call the partner, from `atMs` on. */
  readonly callOut: (order: Omit<CallOut, "id" | "product">) => void
  readonly partners: () => readonly Call["partner"][]
}

/** One request to a product. */
export interface ProductCall<Note> extends Call, Desk<Note> {
  readonly params: Readonly<Record<string, string>>
}
