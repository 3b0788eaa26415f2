/** Fields that stand in a declaration though the facts it cites do not have them: another fact does. */
export interface Borrowed {
  readonly names: readonly string[]
  /** Declarations by id, or by the beginning of it where it ends in a full stop; `any` for all. */
  readonly ids: readonly string[] | "any"
  /** The fact that has the names. */
  readonly from: string
  readonly reason: string
}

export const borrowedFields: readonly Borrowed[] = [
  {
    names: ["errorCode", "description"],
    ids: "any",
    from: "facts/composite-and-cib.json composite.imps.pay",
    reason: "one gateway stands before all products: its own failures come in the place of any reply"
  },
  {
    names: ["ErrorCode", "ERRORCODE", "errormessage", "Message", "MESSAGE"],
    ids: ["cib."],
    from: "facts/composite-and-cib.json rule \"CIB shapes\"",
    reason: "the rule says of all replies of corporate banking that these come, in whatever case"
  },
  {
    names: ["REQID", "STATUS", "RESPONSE", "UTRNUMBER"],
    ids: ["cib.transaction.beneId", "cib.schedulePayment"],
    from: "facts/composite-and-cib.json cib.transaction",
    reason: "their replies are not public; they are read as the reply to the same order without a beneficiary's number or a date"
  },
  {
    names: ["ActCode", "Response"],
    ids: ["composite.recon360", "composite.upi.recon360"],
    from: "facts/composite-and-cib.json composite.imps.status",
    reason: "the same path answers both questions, and a refusal of the question comes in the status reply's shape"
  },
  {
    names: [
      "Response", "BeneName", "PaymentRef", "TranDateTime", "Amount", "BeneAccNo", "BeneIFSC", "CheckStatusCode"
    ],
    ids: ["imps.query"],
    from: "facts/composite-and-cib.json composite.imps.status",
    reason: "its fact says: same fields as the composite IMPS status reply"
  },
  {
    names: ["errormessage"],
    ids: ["upi2.mandate_qr", "erupi.validate_voucher"],
    from: "facts/upi-collections-and-others.json upi.qr3",
    reason: "the bank's SDK has it in its type of every reply"
  },
  {
    names: ["subMerchantId", "success"],
    ids: ["upi2.delayed_settlements"],
    from: "facts/upi-collections-and-others.json upi2.refund",
    reason: "every other reply of the same product has them; read when they come, never needed"
  },
  {
    names: ["ValidationSummary"],
    ids: ["upi2c.pay_to_va"],
    from: "facts/upi-collections-and-others.json upi2c.validate_address",
    reason: "the other calls of the same product have it; read when it comes, never needed"
  }
]
