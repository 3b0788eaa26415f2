import type { CodeCall, CodeFamily } from "@hundi/error-codes"
import type * as Schema from "effect/Schema"
import type { Ladder } from "./ladder.ts"

/** How the body travels: see the crypto-envelope and checksum packages. */
export type Seal = "hybrid" | "rsa" | "plain" | "checksum" | "breeze-checksum" | "aes-ecb-fields"

/** `printed` in a document of the bank, read in `public` clients, `inferred` from both, or only `listed` by name. */
export type Trust = "printed" | "public" | "inferred" | "listed"

/** A codec without services: domain names on one side, the bank's names on the other. */
export type Wire = Schema.Codec<unknown, unknown> | Schema.Codec<never, unknown>

// `any` is what lets a codec of any shape satisfy the constraint; the concrete types are inferred from it.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyCodec = Schema.Codec<any, any>

/** Rails of a payout, as the bank's x-priority orders them, and transfers inside the bank. */
export type Rail = "upi" | "imps" | "neft" | "rtgs" | "internal"

/** What one payment is about; the same for every rail. Amounts are paise, times are ms since 1970 (UTC). */
export interface PaymentFacts {
  /** 15 characters `[0-9A-Z]`, ours, unique for all time (MONEY.md, References). */
  readonly reference: string
  readonly amountPaise: bigint
  /** `vpa` is the UPI address, for the rail that pays to one. */
  readonly beneficiary: { readonly name: string; readonly accountNumber: string; readonly ifsc: string; readonly vpa?: string }
  readonly remark: string
  /** When the attempt was reserved; every time stamp in the body comes from it, so that a repeat has the same bytes. */
  readonly reservedAt: number
  /** IST business date `YYYY-MM-DD`, fixed at reserve (L8). */
  readonly businessDate: string
}

/** What the bank gave this partner at onboarding. `passCode` is a secret. */
export interface PartnerFacts {
  readonly bcId: string
  readonly passCode: string
  readonly senderName: string
  /** Ten digits, the mobile registered with the bank. */
  readonly mobile: string
  readonly retailerCode: string
  /** For NEFT, RTGS and their enquiries. */
  readonly corporate?: CorporateFacts
  /** For UPI and its enquiries. */
  readonly upi?: UpiFacts
  /** For merchant UPI: refunds, mandates, vouchers. */
  readonly merchant?: MerchantFacts
}

/** What the bank gave a merchant at onboarding. */
export interface MerchantFacts {
  readonly merchantId: string
  /** The merchant's own id where there is no sub-merchant. */
  readonly subMerchantId: string
  /** Four digits. */
  readonly terminalId: string
  readonly merchantName: string
  readonly subMerchantName: string
}

/** The corporate user of CIB who pays, and the account that is debited. */
export interface CorporateFacts {
  readonly corpId: string
  readonly userId: string
  readonly urn: string
  readonly aggrId: string
  readonly aggrName: string
  readonly debitAccount: string
}

/** The UPI profile that pays. */
export interface UpiFacts {
  readonly deviceId: string
  readonly profileId: string
  readonly channelCode: string
  readonly accountProvider: string
  /** The payer's UPI address. */
  readonly payerAddress: string
  readonly mcc: string
}

/** What a question to the bank is about. */
export interface EnquiryFacts {
  readonly reference: string
  /** IST date `YYYY-MM-DD` under which the bank may have filed the payment. */
  readonly date: string
  /** The UTR of a NEFT whose credit leg is asked for. */
  readonly utr?: string
  /** The question's own number, where the bank wants one (UPI `seq-no`); made from `reference` unless told. */
  readonly enquiryReference?: string
}

/** What a reply says outright, where the bank uses words instead of codes; `technical` counts once it is repeated (MONEY.md, classes). */
export type Finding = "success" | "pending" | "rejected" | "technical" | "returned" | "not-found" | "unknown"

/** What a decoded reply says about a payment, in one shape for all rails (L9 checks it against the attempt). */
export interface Evidence {
  /** The payment's own outcome code, never the enquiry's (L9). */
  readonly code?: string | undefined
  /** A gateway's code, which speaks about the call and not about the payment. */
  readonly gatewayCode?: string | undefined
  readonly finding?: Finding | undefined
  /** The reply's own success flag; `false` beside a success code is a contradiction. */
  readonly success?: boolean | undefined
  readonly message?: string | undefined
  readonly rrn?: string | undefined
  /** The success speaks of the credit leg too, on a rail whose success is the debit alone. */
  readonly credited?: boolean | undefined
  readonly reference?: string | undefined
  readonly amountPaise?: bigint | undefined
  /** As returned; may be masked, then only the visible tail is compared. */
  readonly accountNumber?: string | undefined
  readonly ifsc?: string | undefined
}

interface Common<I extends AnyCodec, O extends AnyCodec> {
  /** `family.rail.verb`, stable: the client, the simulator and the documents know the API by it. */
  readonly id: string
  readonly family: string
  /** Places in the developer portal's navigation that lead here. */
  readonly portalPaths: readonly string[]
  readonly method: "GET" | "POST"
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly seal: Seal
  readonly request: I
  readonly response: O
  /** Made-up values in the bank's own shape. */
  readonly samples: { readonly request: I["Encoded"]; readonly response: O["Encoded"] }
  /** Where error-codes looks the reply's codes up. */
  readonly codes: { readonly family: CodeFamily; readonly call: CodeCall }
  readonly source: { readonly doc: readonly string[]; readonly trust: Trust }
}

/** A call that moves no money. */
export interface Read<I extends AnyCodec, O extends AnyCodec> extends Common<I, O> {
  readonly moves: "nothing"
  /**
   * Whether the client asks again when the line fails. `when-lost`: the call changes nothing at the bank, and nothing in it may be used
   * only once. `never`: it registers, creates, sends a password, or carries a number that is never used again: it is asked once.
   */
  readonly repeat: "never" | "when-lost"
}

/** How a read goes on from page to page. */
export interface Pages<I extends AnyCodec, O extends AnyCodec, Line> {
  /** The call that answers one page. */
  readonly call: Read<I, O>
  /** The request for the page after `reply`; undefined after the last one. */
  readonly next: (asked: I["Type"], reply: O["Type"]) => I["Type"] | undefined
  readonly lines: (reply: O["Type"]) => readonly Line[]
  /** Why a reply is no page, so that an answer without lines does not pass for an empty statement. A code or a word of the bank. */
  readonly refused: (reply: O["Type"]) => string | undefined
}

/** A read whose client also gives its lines one by one, over as many pages as there are. `start` makes the first page's request. */
export interface Paged<I extends AnyCodec, O extends AnyCodec, Line> extends Read<I, O> {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly pages: Pages<any, any, Line> & { readonly start: (request: I["Type"]) => unknown }
}

/** A question about a payment: how to put it, and what its answer says. */
export interface Enquiry<I extends AnyCodec, O extends AnyCodec> extends Common<I, O> {
  readonly moves: "nothing"
  readonly ask: (facts: EnquiryFacts, partner: PartnerFacts) => I["Type"]
  readonly evidence: (response: O["Type"]) => Evidence
}

/** A call that moves money: it names its enquiry, or `none`, and then unknowns go straight to people. */
export interface Money<I extends AnyCodec, O extends AnyCodec> extends Common<I, O> {
  readonly moves: "money"
  readonly rail: Rail
  /** What class `success` proves: the credit (IMPS, UPI) or only the debit (NEFT, RTGS). */
  readonly successMeans: "settled" | "accepted"
  readonly order: (facts: PaymentFacts, partner: PartnerFacts) => I["Type"]
  readonly evidence: (response: O["Type"]) => Evidence
  /** `credit` is asked once the debit is confirmed, by its UTR. */
  readonly enquiry: { readonly status: AnyEnquiry; readonly recon360?: AnyEnquiry; readonly credit?: AnyEnquiry } | "none"
  /** The rail takes no less, paise. */
  readonly minPaise?: bigint
  readonly ladder: Ladder
  /**
   * What an order of this call has beside amount, beneficiary and remark: the customer's payment that a refund gives back, a mandate. Its
   * encoded side is plain JSON, which the journal keeps; nothing that is a secret belongs here.
   */
  readonly details?: AnyCodec
  /** Why the money moves, where it is no payout to a beneficiary; such a call is never chosen by its rail. */
  readonly purpose?: "refund" | "mandate" | "voucher"
  /**
   * What an order needs that neither a payment nor its `details` may have: a one-time password, which lives for minutes and must not be
   * written down, or a body that is not public. The client refuses such a call; encode its request with `order` or by hand.
   */
  readonly needs?: string
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyEnquiry = Enquiry<any, any>
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyMoney = Money<any, any>
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyRead = Read<any, any>
export type AnyDeclaration = AnyRead | AnyEnquiry | AnyMoney

/**
 * Declares a call that moves no money. `repeat` says whether it may be asked again.
 * @example
 * const balance = read({ id: "cib.balance", repeat: "when-lost", ... })
 */
export const read = <const I extends AnyCodec, const O extends AnyCodec>(declaration: Omit<Read<I, O>, "moves">): Read<I, O> =>
  Object.freeze({ ...declaration, moves: "nothing" as const })

/** The same read, with a way over its pages. */
export const paged = <I extends AnyCodec, O extends AnyCodec, P extends AnyCodec, R extends AnyCodec, Line>(
  declaration: Read<I, O>,
  pages: Pages<P, R, Line> & { readonly start: (request: I["Type"]) => P["Type"] }
): Paged<I, O, Line> => Object.freeze({ ...declaration, pages: Object.freeze(pages) })

/** Declares a question about a payment. */
export const enquiry = <const I extends AnyCodec, const O extends AnyCodec>(declaration: Omit<Enquiry<I, O>, "moves">): Enquiry<I, O> =>
  Object.freeze({ ...declaration, moves: "nothing" as const })

/** Declares a call that moves money. Without an `enquiry` or a `ladder` it does not compile. */
export const money = <const I extends AnyCodec, const O extends AnyCodec>(declaration: Omit<Money<I, O>, "moves">): Money<I, O> =>
  Object.freeze({ ...declaration, moves: "money" as const })

/** A call that moves money and whose orders have details. */
export type Detailed<I extends AnyCodec, O extends AnyCodec, D extends AnyCodec> = Money<I, O> & { readonly details: D }

/** Declares a call that moves money and needs facts of its own; `order` finds them beside those of every payment. */
export const detailed = <const I extends AnyCodec, const O extends AnyCodec, const D extends AnyCodec>(
  declaration: Omit<Money<I, O>, "moves" | "order" | "details"> & {
    readonly details: D
    readonly order: (facts: PaymentFacts & D["Type"], partner: PartnerFacts) => I["Type"]
  }
): Detailed<I, O, D> => Object.freeze({ ...declaration, moves: "money" as const })
