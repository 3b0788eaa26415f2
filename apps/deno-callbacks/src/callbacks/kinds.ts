import { type AnyCallback } from "@hundi/catalog"
import { readCallback as readCib } from "@hundi/catalog/cib"
import { collections } from "@hundi/catalog/collections"
import { readCallback as readUpi } from "@hundi/catalog/upi"

/** The five calls of the bank that this app takes. */
export type Kind = "upi" | "cib" | "hold" | "mis" | "mis-older"

/** One kind of call: where it is posted, what it is, and how it is acknowledged. */
export interface KindFacts {
  readonly kind: Kind
  readonly path: string
  readonly callback: AnyCallback
  /** Opened before others: the bank asks once, and takes silence for the agreed default. */
  readonly isUrgent: boolean
  /** What a call without an answer of its own is told; undefined where the declaration has an answer. */
  readonly acknowledgement?: { readonly type: string; readonly body: string }
}

/**
 * UPI: as one merchant answers (fact file upi-collections-and-others, upi.callback, acknowledgement). Corporate banking: no source shows a
 * form, so that any 200 has to do. The older MIS has an address of its own: which generation a partner gets is agreed at onboarding.
 */
export const kinds: readonly KindFacts[] = [
  {
    kind: "upi",
    path: "/v1/callbacks/upi",
    callback: readUpi,
    isUrgent: false,
    acknowledgement: { type: "application/xml; charset=utf-8", body: "<Notification><Response>ACK</Response></Notification>" }
  },
  { kind: "cib", path: "/v1/callbacks/cib", callback: readCib, isUrgent: false, acknowledgement: { type: "application/json", body: "{}" } },
  { kind: "hold", path: "/v1/callbacks/collections/hold", callback: collections.answerHold, isUrgent: true },
  { kind: "mis", path: "/v1/callbacks/collections/mis", callback: collections.readCredit, isUrgent: false },
  { kind: "mis-older", path: "/v1/callbacks/collections/mis-older", callback: collections.readCreditOlder, isUrgent: false }
]
