/**
 * Where an object dies: before or after each durable or visible step of a payout (MONEY.md, Laws; core's straight line), and around an
 * enquiry. `none` lives.
 */
export const steps = [
  "none", "accepted", "claimed", "reserve.before", "reserve.after", "sending.before", "sending.after", "send.before", "send.after",
  "record.before", "record.after", "ask.before", "ask.after", "asked.before", "asked.after"
] as const

export type Step = (typeof steps)[number]

/** A payout's id says where its object dies, once. */
export const payoutIdOf = (number: number, step: Step): string => `E${number}:${step}`

/** The step that an id asks for. */
export const stepOf = (payoutId: string): Step => {
  const text = payoutId.split(":")[1]
  return steps.find((step) => step === text) ?? "none"
}
