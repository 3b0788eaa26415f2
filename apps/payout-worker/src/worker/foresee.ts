import { type BankOptions, createBank, type Family, type HundiError, type Journal, type NewPayout, type PayoutInput } from "@hundi/core"

/** What the journal would be given for an order, or why it is refused. Nothing is taken on. */
export type Foreseen = { readonly kind: "order"; readonly payout: NewPayout } | { readonly kind: "invalid"; readonly error: HundiError }

/** Looks at orders as intake would: their fingerprints and keyed hashes, before anything is durable. */
export type Foresee = (orders: readonly PayoutInput[]) => Promise<readonly Foreseen[]>

type Parts = Pick<BankOptions<Readonly<Record<string, Family>>>, "families" | "settings" | "clockOffsetMs">

/** A bank on a journal that keeps nothing: the same rules and the same keyed hashes as at intake, because it is the same code. */
export const createForesee = (parts: Parts): Foresee => async (orders) => {
  const given: NewPayout[] = []
  const dry: Pick<Journal, "accept"> = {
    accept: async (payouts, at) => {
      given.push(...payouts)
      return payouts.map(({ id, order, fingerprint, beneficiaryHash, dueAt }) => ({
        kind: "created",
        payout: { ...order, id, fingerprint, beneficiaryHash, dueAt, status: "queued", createdAt: at, epoch: 0, reviewReason: null, hold: null },
        suspectedDuplicates: []
      }))
    }
  }
  const nowhere = (): Promise<never> => Promise.reject(new Error("a bank that only foresees does not pay"))
  const bank = createBank({ ...parts, journal: dry as Journal, transport: { send: nowhere }, sealer: { seal: nowhere, open: nowhere } })
  const intakes = await bank.payouts.accept(orders)
  const payouts = given.values()
  return intakes.map((intake) =>
    intake.kind === "invalid" ? { kind: "invalid", error: intake.error } : { kind: "order", payout: payouts.next().value as NewPayout }
  )
}
