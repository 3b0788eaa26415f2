import * as Schema from "effect/Schema"

/** The beneficiary's LEI, which the bank wants from 50 crore on (rule "BENLEI"). */
export const LeiDetails = Schema.Struct({
  beneficiaryLei: Schema.optionalKey(Schema.String.check(Schema.isPattern(/^[0-9A-Z]{20}$/, { expected: "20 capital letters and digits" })))
})

/** 50 crore rupees, in paise. */
const LEI_FROM_PAISE = 50_000_000_000n

/** What the bank would refuse for its amount: from 50 crore the beneficiary's LEI is needed (rule "BENLEI"). */
export const leiFits = Schema.makeFilter((order: { readonly amountPaise: bigint; readonly beneficiaryLei?: string }) =>
  order.amountPaise >= LEI_FROM_PAISE && !order.beneficiaryLei
    ? { path: ["beneficiaryLei"], issue: "from 50 crore rupees on the beneficiary's LEI is needed" }
    : undefined
)

/** The LEI where the order has one. */
export const leiOf = ({ beneficiaryLei }: { readonly beneficiaryLei?: string }): { readonly beneficiaryLei?: string } =>
  beneficiaryLei === undefined ? {} : { beneficiaryLei }
