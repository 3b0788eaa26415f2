import type { PayoutInput } from "@hundi/core"
import type { World } from "./make-world.ts"

/** Calls the library as a program does, and looks at everything it throws and everything it returns that people print. */
export const driveLibrary = async (world: World, payoutIds: readonly string[]): Promise<void> => {
  const { bank, capture, random, people } = world
  const attempt = async (where: string, work: () => Promise<unknown>): Promise<void> => {
    try {
      await work()
    } catch (error) {
      capture.sayError(where, error)
    }
  }
  for (const payoutId of payoutIds) {
    const order = strangeOrder(world, payoutId)
    await attempt("payouts.pay", () => bank.payouts.pay(order))
    await attempt("payouts.accept", async () => {
      const [intake] = await bank.payouts.accept([order])
      if (intake?.kind === "invalid") capture.sayError("an invalid order", intake.error)
    })
  }
  const { accountNumber, name } = random.pick(people)
  const question = {
    reference: random.pick(["T012AY00000000A", accountNumber, name]),
    date: random.pick(["01/31/2030", accountNumber]),
    ...{ recon360: "N", passCode: world.settings.passCode, bcId: "IBCTST00000" }
  }
  await attempt("composite.status", () => bank.composite.status(question as Parameters<typeof bank.composite.status>[0]))
  await attempt("payouts.get", () => bank.payouts.get(accountNumber))
  await attempt("payouts.retry", () => bank.payouts.retry(name))
  await attempt("payouts.cancel", () => bank.payouts.cancel(accountNumber, { by: "", reason: name }))
}

/** An order with something in the wrong place, straight to the library. */
const strangeOrder = ({ random, people }: World, payoutId: string): PayoutInput => {
  const { name, accountNumber, vpa, remark } = random.pick(people)
  const order = { payoutId, amountPaise: BigInt(100 + random.int(100_000)), remark, beneficiary: { name, accountNumber, ifsc: "TEST0000001" } }
  const changes: Record<string, unknown> = random.pick<Record<string, unknown>>([
    {},
    {},
    { payoutId: `${name} ${accountNumber}` },
    { tenant: name },
    { rail: accountNumber },
    { rail: "upi", beneficiary: { name, vpa } },
    { rail: "upi", beneficiary: { name, vpa: name } },
    { amountPaise: accountNumber },
    { beneficiary: { name: accountNumber, accountNumber: name, ifsc: vpa } },
    { beneficiary: { name: `${name}\n${accountNumber}`, accountNumber, ifsc: "TEST0000001" } },
    { remark: remark.repeat(20) },
    { scheduledFor: Number.NaN },
    { beneficiary: null },
    { idempotencyKey: name }
  ])
  return { ...order, ...changes }
}
