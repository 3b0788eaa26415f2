import type { AnyCodec, Trust } from "./declaration.ts"

/** How a callback's body may travel. */
export type CallbackSeal = "hybrid" | "rsa" | "plain"

/** By when the bank must have its answer: milliseconds by what stands in a field of the event. */
export interface Deadline<E> {
  readonly field: keyof E & string
  readonly ms: Readonly<Record<string, number>>
}

/**
 * A call that the bank makes to its partner's own address: what it posts, what it wants back, and by when. Nothing is signed, and whoever
 * has our certificate can seal: an event is a hint to ask the bank, never a proof that money came or went (MONEY.md, Laws).
 */
export interface Callback<E extends AnyCodec, A extends AnyCodec | "none"> {
  readonly id: string
  readonly family: string
  readonly portalPaths: readonly string[]
  /** Forms in which the body comes. Empty: how it travels is not public. */
  readonly seals: readonly CallbackSeal[]
  /** What the bank posts: our names on one side, the bank's on the other. */
  readonly event: E
  /** What it is answered, in the form in which it came; `none`: no answer is known but that the call was taken. */
  readonly answer: A
  /** Undefined: no time is public. */
  readonly deadline?: Deadline<E["Type"]>
  /** What the bank does without an answer in time, in words; undefined where that is not public. */
  readonly withoutAnswer?: string
  /** The bank may post more than once: what makes two posts the same, and undefined where an event names nothing of the kind. */
  readonly keyOf: (event: E["Type"]) => string | undefined
  /** Made-up values in the bank's own shape. */
  readonly samples: { readonly event: E["Encoded"]; readonly answer?: A extends AnyCodec ? A["Encoded"] : never }
  readonly source: { readonly doc: readonly string[]; readonly trust: Trust }
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyCallback = Callback<any, any>

/**
 * Declares a call of the bank to its partner. A message of which nothing is public is declared without `seals`; who has the bank's document
 * spreads it with what stands there.
 * @example
 * const deposit = defineCallback({ ...readDeposit, seals: ["plain"], event: MyDeposit, answer: MyAnswer, keyOf: ({ number }) => number })
 */
export const defineCallback = <const E extends AnyCodec, const A extends AnyCodec | "none">(callback: Callback<E, A>): Callback<E, A> =>
  Object.freeze({ ...callback })

/** How long the bank waits for the answer to this event, ms; undefined where that is not public. */
export const deadlineOf = ({ deadline }: AnyCallback, event: unknown): number | undefined =>
  deadline === undefined ? undefined : deadline.ms[String((event as Readonly<Record<string, unknown>>)[deadline.field])]

/** Is this a callback, among the members of a family? */
export const isCallback = (value: object): value is AnyCallback => "event" in value && "keyOf" in value
