import type { FaultKind } from "./fault-table.ts"

export type { FaultKind } from "./fault-table.ts"

/** The payment rails that the simulated bank knows by name; more products add theirs here. */
export type Rail = "upi" | "imps" | "neft" | "rtgs"

/**
 * Where the money of a debit is: `debited` = taken from the partner, credit not confirmed; `settled` = credited;
 * `reversed` = given back in full.
 */
export type DebitState = "debited" | "settled" | "reversed"

/** One row of what the bank really did. Refused payments have no row. */
export interface LedgerRow {
  /** The partner's own reference: tranRefNo, UNIQUEID for RTGS, seq-no for UPI. */
  readonly tranRefNo: string
  readonly rail: Rail
  /** Paise as a decimal string. */
  readonly amountPaise: string
  /** The account; for UPI the payee's address. */
  readonly beneficiaryAccount: string
  /** Empty for UPI. */
  readonly ifsc: string
  readonly state: DebitState
  /** The bank's number: RRN of 12 digits for IMPS and UPI, UTR of 16 for NEFT, of 22 for RTGS, 9 digits for a transfer inside the bank. */
  readonly rrn: string
  /** RFC 3339, on the bank's (virtual) clock. */
  readonly at: string
}

/** A decrypted request, as the bank's gateway hands it to the product behind it. */
export interface BankRequest {
  /** The partner's apiKey. */
  readonly partner: string
  readonly path: string
  /** The `x-priority` header: one digit each for UPI, IMPS, NEFT, RTGS. */
  readonly priority: string
  /** The decrypted JSON. */
  readonly body: Readonly<Record<string, unknown>>
}

/** How a body travels: in an envelope, by RSA alone as text/plain, as JSON in the clear, or as a form (with GET as a query). */
export type Form = "hybrid" | "rsa" | "plain" | "form"

/** Money that came in for a partner: what a payer sent through a collect request, a QR code or to a virtual account. */
export interface Credit {
  readonly partner: string
  readonly rail: Rail
  /** The partner's own reference where there is one: merchantTranId. */
  readonly reference: string
  /** Paise as a decimal string. */
  readonly amountPaise: string
  /** RRN or UTR. */
  readonly rrn: string
  readonly payerName: string
  /** The payer's address or account. */
  readonly payerAccount: string
  /** The text for the statement. */
  readonly remark: string
  readonly atMs: number
  /** From another account of this bank: no UTR, and a narration of its own. */
  readonly internal?: true
}

/** The bank calls its partner: a callback, or a question that wants an answer in time. */
export interface CallOut {
  /** Runs from 1. */
  readonly id: number
  readonly product: string
  /** The partner's apiKey. */
  readonly partner: string
  /** Which of the partner's addresses: `POST /_sim/callbacks {partner, kind, url}` registers them. */
  readonly kind: string
  /** The product's own number for it, given back with the reply. */
  readonly key: string
  readonly body: unknown
  readonly form: "hybrid" | "rsa"
  /** On the bank's clock. */
  readonly atMs: number
  /** How long the partner has to answer. */
  readonly deadlineMs: number
  /** The waits before each repeat when there was no good answer; none = it is tried once. */
  readonly repeatAfterMs: readonly number[]
  /** The envelope's `service`, in the clear; UPI unless told (fact file upi-collections-and-others, rule "callback decryption (v1)"). */
  readonly service?: string
  /** How many times each try is sent, all at once; 1 unless told, 0 = it is lost on its way. The first good answer counts. */
  readonly copies?: number
}

/** A call-out whose time has come. */
export interface DueCallOut extends CallOut {
  /** Which try, from 1. */
  readonly attempt: number
  /** No repeat follows this one. */
  readonly isLast: boolean
  /** The partner's address for this kind; undefined when it has registered none. */
  readonly url?: string
}

/** What came of one try to call a partner. */
export interface CallOutReply {
  /** Of the call-out. Without it the one under way with this key, kind and partner is meant. */
  readonly id?: number
  readonly key: string
  readonly kind: string
  readonly partner: string
  /** Which try, from 1. */
  readonly attempt: number
  /** Is this the last one? */
  readonly isLast: boolean
  /** Undefined: nothing came in time, or there is no such address. */
  readonly reply?: { readonly status: number; readonly value: unknown }
}

/** What can be out of the ordinary about the bytes of a reply; faults/bytes-faults.ts says what each looks like. */
export type Wire =
  | "cut" | "dribble" | "redirect"
  | "truncated" | "doubled" | "empty" | "html-type" | "damaged"
  | "old-certificate" | "long-key" | "oaep" | "iv-field" | "iv-plaintext" | "minimal"

/** What the bank does with a request. The money effect has happened, or not, by the time this exists. */
export interface BankAnswer {
  /** HTTP status. */
  readonly status: number
  readonly body: unknown
  /** false = an error outside the encryption, plain JSON. */
  readonly sealed: boolean
  /** How long the bank takes to answer. */
  readonly delayMs: number
  /** How a sealed reply goes, where that is not how the request came. */
  readonly form?: "hybrid" | "rsa"
  /** `drop` = the connection is cut without a reply; `garble` = the reply cannot be decrypted. */
  readonly manner: "answer" | "drop" | "garble"
  /** What is out of the ordinary about the bytes. Without HTTP, `manner` says what it comes to. */
  readonly wire?: Wire
  /** Headers of a reply outside the encryption; a text as `body` is XML unless they say otherwise. */
  readonly headers?: Readonly<Record<string, string>>
  /** Did this very request take money from the partner's account? */
  readonly moneyMoved: boolean
}

/** What a partner brings to be registered. */
export interface PartnerRequest {
  readonly name: string
  /** The certificate that replies are sealed to, PEM. */
  readonly certificatePem: string
  /** Defaults to every rail of the simulator. */
  readonly rails?: readonly string[]
  /** The certificate that it had before, PEM: what the fault `old-certificate` seals to. */
  readonly formerCertificatePem?: string
}

/** The credentials that the bank hands to a partner. All made up, from the seed. */
export interface PartnerCredentials {
  readonly apiKey: string
  readonly bcId: string
  readonly passCode: string
  readonly corpId: string
  readonly userId: string
  readonly urn: string
  readonly aggrId: string
  readonly aggrName: string
  readonly debitAccount: string
  readonly merchantId: string
}

/** A registered partner. */
export interface Partner extends PartnerCredentials {
  readonly name: string
  readonly certificatePem: string
  readonly formerCertificatePem?: string
  readonly rails: readonly string[]
}

/** From `fromMs` on, this is the state of the money and what the bank says about it. */
export interface Step {
  /** Milliseconds on the bank's clock. */
  readonly fromMs: number
  /** `none` = no money of the partner is away. */
  readonly state: DebitState | "none"
  /** What a status enquiry answers: ActCode for IMPS, the original code for UPI, the STATUS word or ERRORCODE for NEFT and RTGS. */
  readonly actCode: string
  /** What Recon360 answers as CurrentTransactionStatus. */
  readonly recon: string
}

/**
 * A payment with everything that was decided about it when it arrived: what happens later follows from the clock alone,
 * so that a replay gives the same bank.
 */
export interface Payment {
  readonly partner: string
  readonly rail: Rail
  readonly reference: string
  readonly amountPaise: string
  readonly beneficiaryAccount: string
  readonly ifsc: string
  /** The text for the statements: paymentRef, remarks for UPI, narration1 or REMARKS for NEFT and RTGS. */
  readonly paymentRef: string
  readonly senderName: string
  readonly mobile: string
  readonly retailerCode: string
  readonly rrn: string
  readonly receivedAtMs: number
  /** What the payment call itself answers, which may differ from what a status enquiry says at the same instant. */
  readonly replyCode: string
  /** In order of time; the first one starts at `receivedAtMs`. */
  readonly steps: readonly Step[]
  /** Until then enquiries do not find it. */
  readonly hiddenUntilMs?: number
  /** Refused, but the account statement shows a debit and its reversal. */
  readonly bounced?: true
  /** Half of the amount comes back then; the rest stays away, and the ledger's state as it is. */
  readonly partReturnedAtMs?: number
  /** The day under which enquiries find it, where that is not the day of its arrival: the bank's clock is ahead. */
  readonly bookDateMs?: number
  /** The payee's name as the partner gave it: all rails but IMPS, where the bank knows better. */
  readonly payeeName?: string
  /** The bank's running number for requests: REQID of NEFT and RTGS, UpiTranlogId of UPI. */
  readonly requestNumber?: string
  /** NEFT and RTGS: the URN that paid. */
  readonly urn?: string
  /** UPI: the profile that paid. */
  readonly profileId?: string
  /** A transfer inside the bank (txnType TPA): no UTR, no batch, credited at once. */
  readonly internal?: true
  /** NEFT and RTGS: a return arrives under this UTR. */
  readonly returnUtr?: string
}

/** Which requests a fault is for: all given fields must match, none given matches every request. */
export interface FaultMatch {
  /** The payment's reference, whatever the rail calls it: tranRefNo, UNIQUEID, seq-no. */
  readonly tranRefNo?: string
  /** The account, or for UPI the payee's address. */
  readonly beneficiaryAccount?: string
  readonly rail?: string
  readonly path?: string
  /** apiKey or name. */
  readonly partner?: string
}

/** An order for trouble. */
export interface FaultRequest {
  readonly match: FaultMatch
  readonly fault: FaultKind
  /** For `act-code` and `plain-error`: the code to answer. */
  readonly actCode?: string
  /** How long, for the faults that take time; each has its own length unless told. */
  readonly delayMs?: number
  /** How many requests it hits; 1 unless told. */
  readonly times?: number
  /** 0 to 1, drawn from the seed for every request that matches; 1 unless told. */
  readonly probability?: number
  /** Overrides what the tables say about the money, for the faults that leave it open. */
  readonly moneyMoved?: boolean
  /** It begins so many milliseconds from now on the bank's clock; now, unless told. */
  readonly afterMs?: number
  /** It ends so many milliseconds after it began; never, unless told. */
  readonly forMs?: number
}

/** A fault that was added, with its counters. */
export interface Fault extends FaultRequest {
  readonly id: number
  /** Requests that matched so far. */
  readonly seen: number
  /** Hits still to come. */
  readonly left: number
  /** On the bank's clock, milliseconds. Absent: from the start. */
  readonly fromMs?: number
  /** The first instant at which it no longer hits. Absent: for ever. */
  readonly untilMs?: number
  /** The scenario that it is a part of. */
  readonly scenario?: { readonly name: string; readonly run: number }
}

/** What changed the bank. Appended one by one and replayed, they give the same bank. JSON-safe. */
export type BankEvent =
  | { readonly type: "partner"; readonly partner: Partner }
  | { readonly type: "payment"; readonly payment: Payment }
  | { readonly type: "credit"; readonly credit: Credit }
  | { readonly type: "note"; readonly product: string; readonly note: unknown }
  | { readonly type: "fault"; readonly fault: Fault }
  | { readonly type: "fault-used"; readonly id: number; readonly seen: number; readonly left: number }
