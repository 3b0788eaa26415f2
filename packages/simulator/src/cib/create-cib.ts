import type { Product } from "../products/product.ts"
import { balance, linkedAccount, mobileFetch, statement, statementPage } from "./account-calls.ts"
import { addBeneficiary, addVpa, listBeneficiaries, validateBeneficiary } from "./beneficiaries.ts"
import { payBulk } from "./bulk-payment.ts"
import { createCibMemory } from "./cib-memory.ts"
import type { CibHandler, CibNote, CibRoute } from "./cib-types.ts"
import { beneOtp, createOtp } from "./otp.ts"
import { payDue } from "./pay-later.ts"
import { people } from "./people.ts"
import { deregister, register, registrationStatus } from "./registration.ts"
import { reverseMis } from "./reverse-mis.ts"
import { payBeneId, payPlain, payWithOtp, schedulePayment } from "./transaction-calls.ts"
import { inquire } from "./transaction-inquiry.ts"

/** Corporate banking: registrations, passwords, payments with approvers and later days, accounts, beneficiaries, files of payments. */
export const createCib = (): Product<CibNote> => {
  const memory = createCibMemory()
  return {
    name: "cib",
    remember: memory.remember,
    settleDue: (desk) => payDue(desk, memory),
    control: people(memory),
    find: (path) => {
      const route = routes[path] ?? routes[path.replace(partnerSuffix, "$1")]
      if (route === undefined) return undefined
      return { forms: route.forms, params: {}, answer: (call) => route.answer(call, memory) }
    }
  }
}

/** Bodies by RSA alone, or in an envelope (fact file composite-and-cib, `envelope` of each call). */
const either = (answer: CibHandler): CibRoute => ({ forms: ["rsa", "hybrid"], answer })
const hybrid = (answer: CibHandler): CibRoute => ({ forms: ["hybrid"], answer })

/** Some clients add the partner's name to a path (altPaths, and the notes of the two calls without a public reply). */
const partnerSuffix = /^(\/api\/Corporate\/CIB\/v1\/(?:Registration|Transaction|ValidateLinkedAccount|MobileFetch))\/[^/]+$/

const v1 = "/api/Corporate/CIB/v1"
/** The paths of these five are not public. `sim` in the place of the version says that they are the simulator's own. */
const own = "/api/Corporate/CIB/sim"

const routes: Readonly<Record<string, CibRoute>> = {
  [`${v1}/Registration`]: either(register),
  "/api/compPay/CIB/v1/Registration": either(register),
  [`${v1}/RegistrationStatus`]: either(registrationStatus),
  [`${v1}/Deregistration`]: either(deregister),
  [`${v1}/Create`]: either(createOtp),
  "/api/Corporate/CIB_SV/v1/Create": either(createOtp),
  [`${v1}/Transaction`]: either(payPlain),
  [`${v1}/TransactionOTP`]: either(payWithOtp),
  [`${v1}/TransactionInquiry`]: either(inquire),
  [`${v1}/BalanceInquiry`]: either(balance),
  [`${v1}/AccountStatement`]: either(statement),
  [`${v1}/AccountStatements`]: either(statementPage),
  [`${v1}/BeneAddition`]: hybrid(addBeneficiary),
  "/api/compPay/CIB/v1/BeneAddition": hybrid(addBeneficiary),
  "/api/Corporate/VPA/v1/BeneAddition": hybrid(addVpa),
  [`${v1}/ValidateLinkedAccount`]: either(linkedAccount),
  [`${v1}/MobileFetch`]: either(mobileFetch),
  "/api/v1/cibbulkpayment/bulkPayment": hybrid(payBulk),
  "/api/v1/cibbulkpayment_sv/bulkPayment": hybrid(payBulk),
  "/api/v1/ReverseMis": hybrid(reverseMis),
  "/api/v1/ReverseMis_sv": hybrid(reverseMis),
  [`${own}/BeneValidation`]: either(validateBeneficiary),
  [`${own}/TransactionBeneId`]: either(payBeneId),
  [`${own}/SchedulePayment`]: either(schedulePayment),
  [`${own}/FetchBeneList`]: either(listBeneficiaries),
  [`${own}/BeneOtp`]: either(beneOtp)
}
