import { type AnyCallback, type AnyCodec, type AnyDeclaration, type AnyMoney, isCallback } from "@hundi/catalog"
import type { Callback, Detailed, Enquiry, Money, Paged, Read } from "@hundi/catalog"
import type * as Effect from "effect/Effect"
import { answerCallback, type CallbackReply } from "./answer-callback.ts"
import { callRead, readPages } from "./call-read.ts"
import { HundiError } from "./hundi-error.ts"
import type { PayoutView } from "./journal.ts"
import type { PayoutInput } from "./payout-input.ts"
import type { Payouts } from "./payouts.ts"
import type { PayoutServices } from "./services.ts"

/** What a user calls: a call of ours, or one of the bank's to us. */
export type Member = AnyDeclaration | AnyCallback

/** Members by the name a user calls them; a part of a family may stand in an object of its own: `bank.upi.mandates.create`. */
export type Family = Readonly<Record<string, Member | Readonly<Record<string, Member>>>>

/** A member as a method: money goes through the journal, a callback is answered, all else is a call. */
export type Method<D> =
  D extends Callback<infer E, infer A>
    ? (body: string, decide: (event: E["Type"]) => Answer<A> | Promise<Answer<A>>) => Promise<CallbackReply>
    : D extends Detailed<infer _I, infer _O, infer F>
      ? (order: PayoutInput & DetailsOf<F>) => Promise<PayoutView>
      : D extends Money<infer _I, infer _O>
        ? (order: PayoutInput) => Promise<PayoutView>
        : D extends Paged<infer I, infer O, infer Line>
          ? PagedMethod<I, O, Line>
          : D extends Enquiry<infer I, infer O>
            ? (request: I["Type"]) => Promise<O["Type"]>
            : D extends Read<infer I, infer O>
              ? (request: I["Type"]) => Promise<O["Type"]>
              : never

/** Facts of which every one may be left out may be left out as a whole. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
type DetailsOf<F extends AnyCodec> = {} extends F["Encoded"] ? { readonly details?: F["Encoded"] } : { readonly details: F["Encoded"] }

type Answer<A> = A extends AnyCodec ? A["Type"] : void

/** A read in one piece, and its lines one by one over as many pages as there are. */
export interface PagedMethod<I extends AnyCodec, O extends AnyCodec, Line> {
  (request: I["Type"]): Promise<O["Type"]>
  /**
   * @throws HundiError CALL_FAILED in the middle of the lines, when a page fails or is refused: what came before is not the whole.
   * @example
   * for await (const line of bank.cib.statement.all({ ...caller, accountNumber, fromDate, toDate })) console.log(line.amountPaise)
   */
  readonly all: (request: I["Type"]) => AsyncIterable<Line>
}

/** A family as a client. */
export type Client<F> = { readonly [M in keyof F]: F[M] extends Member ? Method<F[M]> : { readonly [N in keyof F[M]]: Method<F[M][N]> } }

/** Runs the steps of a call with the bank's ports. */
export type Run = <A>(effect: Effect.Effect<A, HundiError, PayoutServices>) => Promise<A>

/** A family's members, those in an object of their own too. */
export const membersOf = (family: Family): readonly Member[] =>
  Object.values(family).flatMap((one) => (isMember(one) ? [one] : Object.values(one)))

/** The money of these families that a payout may be paid by. */
export const payable = (families: Readonly<Record<string, Family>>): readonly AnyMoney[] =>
  Object.values(families)
    .flatMap(membersOf)
    .filter((one): one is AnyMoney => "moves" in one && one.moves === "money" && whyNot(one) === undefined)

/** A family's members as methods. */
export const methodsOf = (family: Family, run: Run, payouts: Payouts): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(family).map(([name, one]) => [name, isMember(one) ? methodOf(one, run, payouts) : methodsOf(one, run, payouts)])
  )

const isMember = (value: object): value is Member => "id" in value && ("moves" in value || isCallback(value))

const methodOf = (member: Member, run: Run, payouts: Payouts): unknown => {
  if (isCallback(member)) return (body: string, decide: (event: never) => unknown) => run(answerCallback(member, body, decide))
  const refusal = whyNot(member)
  if (refusal !== undefined) {
    const refuse = (): never => {
      throw new HundiError("CONFIGURATION", `${member.id}: ${refusal}`)
    }
    return Object.assign(async () => refuse(), { all: refuse })
  }
  if (member.moves === "money") return (order: PayoutInput) => payouts.pay(order, member.id)
  const call = (request: unknown): Promise<unknown> => run(callRead(member, request))
  return "pages" in member ? Object.assign(call, { all: (request: unknown) => readPages(member as Paged<AnyCodec, AnyCodec, unknown>, request, run) }) : call
}

/** Why a declaration cannot be called as it stands, in words; undefined when it can. */
export const whyNot = (declaration: AnyDeclaration): string | undefined => {
  if (declaration.path === "") return "its path is not public; spread the declaration with the one of your document"
  if (declaration.seal === "aes-ecb-fields") return "the customer's browser opens it; makePaymentLink of @hundi/catalog/collections makes the link"
  if (declaration.moves !== "money") return undefined
  if (declaration.needs !== undefined) return `it needs what no payment has: ${declaration.needs}`
  // Outcomes of payments come sealed (classify.ts): an unsealed reply would leave every payment unknown.
  return declaration.seal === "plain" ? "its replies are not sealed and prove nothing about a payment; pay over Composite Pay" : undefined
}
