import { type Callback, defineCallback } from "../callback.ts"
import type { Read } from "../declaration.ts"
import { cdmDeposit, cdmValidation, isurepayReceipting, isurepayValidation } from "./listed-only.ts"

/** Nothing about these messages is public: neither fields, nor how they travel, nor by when they want an answer. */
const withoutFields = <M extends Read<(typeof cdmDeposit)["request"], (typeof cdmDeposit)["response"]>>(
  message: M
): Callback<M["request"], M["response"]> =>
  defineCallback({
    id: message.id,
    family: message.family,
    portalPaths: message.portalPaths,
    seals: [],
    event: message.request,
    answer: message.response,
    keyOf: () => undefined,
    samples: { event: message.samples.request, answer: message.samples.response },
    source: message.source
  })

/** iSurePay: the bank asks for the bill before it takes cash, a cheque or a draft. Bring its fields from the bank's document. */
export const answerBill = withoutFields(isurepayValidation)

/** iSurePay: the bank tells what was taken. Bring its fields from the bank's document. */
export const readReceipt = withoutFields(isurepayReceipting)

/** Cash deposit machine: the bank asks whose number a depositor typed. Bring its fields from the bank's document. */
export const answerDepositor = withoutFields(cdmValidation)

/** Cash deposit machine: the bank tells of a deposit that was credited. Bring its fields from the bank's document. */
export const readDeposit = withoutFields(cdmDeposit)
