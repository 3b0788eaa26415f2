import type { Payment } from "../bank-types.ts"
import type { Call } from "../call.ts"
import type { CibMemory } from "./cib-memory.ts"
import { cibRails } from "./rails.ts"

type Where = Pick<Call, "books"> & { readonly partner: { readonly apiKey: string } }

/** The payment with this UNIQUEID, held or paid, whatever rail it went over. */
export const findPayment = ({ books, partner }: Where, memory: CibMemory, uniqueId: string): Payment | undefined => {
  const held = memory.held(partner.apiKey, uniqueId)?.payment
  if (held !== undefined) return held
  for (const rail of cibRails) {
    const payment = books.find(partner.apiKey, rail, uniqueId)
    if (payment !== undefined) return payment
  }
  return undefined
}
