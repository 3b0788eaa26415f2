import type { BankAnswer, Form, Payment } from "../bank-types.ts"
import type { ProductCall } from "../products/product.ts"
import type { CibMemory } from "./cib-memory.ts"

/** Everything that corporate banking remembers comes from these. JSON-safe. */
export type CibNote =
  | { readonly registration: Registration }
  | { readonly otp: Otp }
  | { readonly held: HeldPayment }
  /** A held payment is no longer held: it was paid, or refused by its approver. */
  | { readonly released: { readonly partner: string; readonly uniqueId: string } }
  | { readonly beneficiary: Beneficiary }
  | { readonly file: BulkFile }
  /** Somebody in the corporate's own office stopped a file before its batch. */
  | { readonly stopped: { readonly sequenceNumber: string; readonly state: "REC" | "REJ" } }
  /** The batch of a file has run. */
  | { readonly ran: string }

/** A corporate user under a URN; `none` = taken back. */
export interface Registration {
  readonly partner: string
  readonly corpId: string
  readonly userId: string
  readonly urn: string
  readonly state: "pending" | "registered" | "none"
}

/** A one-time password that was sent to the corporate user. */
export interface Otp {
  readonly partner: string
  readonly uniqueId: string
  readonly otp: string
  readonly atMs: number
}

/** A payment that was taken on and is not paid yet: it waits for its approver, or for its day. */
export interface HeldPayment {
  /** As an enquiry sees it while it is held. */
  readonly payment: Payment
  readonly body: Readonly<Record<string, unknown>>
  readonly waitsFor: "approval" | "date"
  /** On the bank's clock; of a payment for a later day. */
  readonly dueMs?: number
}

/** A registered beneficiary: an account, or a UPI address. */
export interface Beneficiary {
  readonly partner: string
  readonly id: string
  readonly name: string
  readonly nickname: string
  readonly account: string
  readonly ifsc: string
  readonly kind: "O" | "W" | "VPA"
  readonly atMs: number
}

/** A file of payments. */
export interface BulkFile {
  readonly partner: string
  readonly sequenceNumber: string
  readonly uniqueId: string
  readonly name: string
  readonly rows: readonly BulkRow[]
  readonly atMs: number
  /** When its batch runs. */
  readonly batchMs: number
}

/** One payment of a file. */
export interface BulkRow {
  /** What it is in the books and in the ledger: the file's UNIQUE_ID, a hyphen, the row's number from 1. */
  readonly reference: string
  readonly kind: "MCW" | "MCO"
  readonly account: string
  readonly name: string
  /** Rupees, as written. */
  readonly amount: string
  readonly remark: string
  readonly ifsc: string
}

/** One request to corporate banking. */
export type CibCall = ProductCall<CibNote>

/** Answers one of its calls. */
export type CibHandler = (call: CibCall, memory: CibMemory) => BankAnswer

/** How a call's requests may come, and who answers them. */
export interface CibRoute {
  readonly forms: readonly Form[]
  readonly answer: CibHandler
}
