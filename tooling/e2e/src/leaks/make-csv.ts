import type { PlantedPerson } from "./plant.ts"
import type { RandomSource } from "./random.ts"

const columns = ["payout_id", "amount", "beneficiary_name", "account_number", "ifsc", "remark"] as const

/** A file of payouts as people make them: columns in any order, a header that was forgotten, a quote too many, fields that moved. */
export const makeCsv = (random: RandomSource, people: readonly PlantedPerson[]): string => {
  const order = [...columns].sort(() => random.int(3) - 1)
  const rows = people.map((person, index) => {
    const row: Record<(typeof columns)[number], string> = {
      payout_id: `F${random.int(1_000_000)}-${index}`,
      amount: random.pick(["10.50", "1.234", "0.5", "x", `${person.accountNumber}x`, person.name]),
      beneficiary_name: random.chance(8) ? person.accountNumber : person.name,
      account_number: random.chance(8) ? person.name : person.accountNumber,
      ifsc: random.pick(["TEST0000001", "TEST0000001", "bad", person.accountNumber, person.name]),
      remark: person.remark
    }
    const line = order.map((column) => row[column]).join(",")
    return random.chance(10) ? spoilLine(random, line) : line
  })
  const header = order.join(",")
  const { name, mobile } = random.pick(people)
  const head = random.pick([[header], [header], [header], [], [header.replace("remark", name)], [`${header},${mobile}`]])
  return [...head, ...rows].map((line) => `${line}\n`).join("")
}

const spoilLine = (random: RandomSource, line: string): string =>
  random.pick([
    () => line.replace(",", ',"'),
    () => `${line},more`,
    () => line.slice(0, -random.int(20) - 1),
    () => line.replaceAll(",", ";"),
    () => `"${line}`
  ])()
