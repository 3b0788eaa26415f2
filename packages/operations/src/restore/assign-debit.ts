import { HundiError, idOf, invalid, type PayoutView } from "@hundi/core"
import { checkPerson, checkReason, isSamePerson } from "../controls/person.ts"
import { adoptPayment, askAboutReserved } from "./adopt.ts"
import { plainNumber } from "./read-line.ts"
import { needsAnother, openLine, type RestoreContext, standingFreeze } from "./restore-context.ts"
import type { LineRow } from "./restore-store.ts"
import type { AssignOrder, LineOrder } from "./restore-types.ts"

/** One person's word whose a debit is; two where an attempt of the backup's is replaced by it. @internal */
export const assignDebit = async (context: RestoreContext, order: AssignOrder): Promise<{ readonly assigned: boolean }> => {
  const { store, options } = context
  const [by, reason] = [checkPerson(order.by), checkReason(order.reason)]
  const [freeze, id] = [standingFreeze(context), idOf(order.payoutId, order.tenant)]
  const found = openLine(context, freeze, order.line)
  const reference = referenceOf(found, order.reference)
  const view = await findPayout(context, id, found)
  const owner = await options.journal.findByReference(reference)
  if (owner !== undefined) checkOwner(owner, view, reference, found)
  const reserved = store.reservedOf(freeze.no, id)
  const last = view.attempts.at(-1)
  const replaces = owner === undefined && reserved !== null && last?.reference === reserved && last.provedFailedAt === null
  if (replaces && (found.by === null || found.payoutId !== id)) {
    store.setLine(freeze.no, order.line, { state: "open", payoutId: id, by, reason })
    return { assigned: false }
  }
  if (replaces && isSamePerson(found.by ?? by, by)) throw needsAnother(by)
  const lost = { payoutId: id, reference, day: found.day, by, reason }
  if (owner === undefined) await adoptPayment(options, replaces ? { ...lost, inPlaceOf: reserved } : lost)
  // Adopting was cut short by a crash.
  else await askAboutReserved(options, view)
  options.sql.transact(() => {
    store.ask(freeze.no, id, null)
    const people = replaces ? { by: found.by ?? by, secondBy: by } : { by }
    store.setLine(freeze.no, order.line, { state: "assigned", payoutId: id, reason, ...people })
  })
  return { assigned: true }
}

const referenceOf = (found: LineRow, given: string | undefined): string => {
  const reference = found.reference ?? given
  if (reference === undefined || !/^[0-9A-Z]{15}$/.test(reference)) {
    const number = found.bankNumber ?? "it"
    throw invalid("reference", `our 15 characters, which this line does not show: ask the bank under which reference ${number} was paid`)
  }
  if (given !== undefined && given !== reference) throw invalid("reference", `the line itself shows ${reference}`)
  return reference
}

const findPayout = async ({ options }: RestoreContext, id: string, found: LineRow): Promise<PayoutView> => {
  const view = await options.journal.get(id)
  if (view === undefined) {
    throw new HundiError("NOT_FOUND", "there is no payout of that id: whoever ordered it hands it in again first, under its old id")
  }
  if (view.payout.amountPaise !== found.amountPaise) throw invalid("payoutId", "a payout of the line's amount")
  return view
}

/** A reference that the journal has: of this payout, and under the number of the line where the journal knows one. */
const checkOwner = (owner: string, { payout, attempts }: PayoutView, reference: string, found: LineRow): void => {
  if (owner !== payout.id) throw invalid("payoutId", "this reference is another payout's")
  const rrn = attempts.find((attempt) => attempt.reference === reference)?.rrn ?? null
  if (rrn !== null && found.bankNumber !== null && plainNumber(rrn) !== found.bankNumber) {
    throw invalid("reference", `another one: the journal has that payment under ${rrn}, and this line is ${found.bankNumber}`)
  }
}

/** Two people's word that a debit is no payout's. @internal */
export const dismissDebit = (context: RestoreContext, order: LineOrder): { readonly dismissed: boolean } => {
  const [by, reason, freeze] = [checkPerson(order.by), checkReason(order.reason), standingFreeze(context)]
  const found = openLine(context, freeze, order.line)
  if (found.reference !== null) {
    throw new HundiError("ILLEGAL_TRANSITION", `this line bears our reference ${found.reference}: it is a payment of this journal`)
  }
  // Whoever has said that it is a payout's has not said that it is none's.
  const first = found.payoutId === null ? found.by : null
  if (first !== null && isSamePerson(first, by)) throw needsAnother(first)
  const change = first === null ? ({ state: "open", by, reason } as const) : ({ state: "dismissed", by: first, secondBy: by, reason } as const)
  context.store.setLine(freeze.no, order.line, change)
  return { dismissed: first !== null }
}
