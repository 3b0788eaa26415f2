import type { PlantedPerson } from "./plant.ts"
import type { RandomSource } from "./random.ts"

/** A body of `POST /v1/payouts`, as a client may write it: most are right, many are wrong in one way. */
export const makeOrder = (random: RandomSource, person: PlantedPerson, payoutId: string): Record<string, unknown> => {
  const toAccount = { name: person.name, accountNumber: person.accountNumber, ifsc: `TEST0${random.text("0123456789", 6)}` }
  const rail = random.pick(["imps", "imps", "neft", "rtgs", "upi"])
  const order: Record<string, unknown> = {
    payoutId,
    amountPaise: rail === "rtgs" ? "20000100" : String(100 + random.int(900_000)),
    currency: "INR",
    beneficiary: rail === "upi" ? { name: person.name, vpa: person.vpa } : toAccount,
    rail,
    remark: person.remark
  }
  return random.chance(2) ? order : spoil(random, order, person)
}

/** One mistake: a value in the wrong place, of the wrong kind, too long, or left out. */
const spoil = (random: RandomSource, order: Record<string, unknown>, person: PlantedPerson): Record<string, unknown> => {
  const { name, accountNumber, vpa, mobile } = person
  const wrong: unknown = random.pick<unknown>([name, accountNumber, vpa, mobile, 12, null, [name], { name }, name.repeat(30), `${name}\u0000`])
  const beneficiary = order["beneficiary"] as Record<string, unknown>
  // A number in the amount's place is an amount, and is shown as one: only what cannot be one is put there.
  return random.pick<() => Record<string, unknown>>([
    () => ({ ...order, [random.pick(["currency", "rail", "remark", "scheduledFor", "beneficiary"])]: wrong }),
    () => ({ ...order, [random.pick(["note", "name", "accountNumber", "vpa", "idempotencyKey"])]: wrong }),
    () => ({ ...order, beneficiary: { ...beneficiary, [random.pick(["name", "accountNumber", "ifsc", "vpa", "mobile"])]: wrong } }),
    () => ({ ...order, beneficiary: { ...beneficiary, name: person.accountNumber, accountNumber: person.name } }),
    () => ({ ...order, beneficiary: { ...beneficiary, ifsc: person.accountNumber } }),
    () => ({ ...order, amountPaise: random.pick(["0", "99", "-5", "1e9", person.accountNumber + person.accountNumber]) }),
    () => Object.fromEntries(Object.entries(order).filter(() => !random.chance(3)))
  ])()
}
