import type { Rail } from "@hundi/catalog"
import { HundiError } from "@hundi/core"
import { type ApprovalTier, type ControlsPolicy, type DayLimit, defaultPolicy, type VelocityLimit } from "./policy.ts"

/**
 * A policy from plain data, e.g. a parsed JSON file. Fields that are left out have the value of `defaultPolicy`; a field of another
 * name is a fault, because a misspelt limit would be no limit. Paise are decimal texts (`"10050"`) or whole numbers.
 *
 * @throws HundiError INVALID_REQUEST: the message names every field that is wrong and its rule; `reason` names the first
 * @example
 * const policy = parsePolicy(JSON.parse('{"perPayoutMaxPaise": "20000000", "allowList": true}'))
 */
export const parsePolicy = (input: unknown): ControlsPolicy => {
  const problems: Problem[] = []
  const read = readerOf(problems)
  const top = read.record(input, "policy", Object.keys(fields))
  const policy = Object.fromEntries(
    Object.entries(fields).map(([name, parse]) => [
      name,
      top[name] === undefined ? defaultPolicy[name as keyof ControlsPolicy] : parse(read, top[name], name)
    ])
  )
  const [first] = problems
  if (first === undefined) return Object.freeze(policy) as unknown as ControlsPolicy
  throw new HundiError("INVALID_REQUEST", problems.map(({ field, rule }) => `${field}: ${rule}`).join("; "), {
    reason: { _tag: "InvalidField", ...first }
  })
}

interface Problem {
  readonly field: string
  readonly rule: string
}

type Reader = ReturnType<typeof readerOf>

const MAX_PAISE = 2n ** 53n - 1n
const MAX_MS = 366 * 86_400_000
const RAILS: readonly Rail[] = ["upi", "imps", "neft", "rtgs", "internal"]
const OVER = ["all", "tenant", "rail", "beneficiary"] as const

/** Reads one value each; what is wrong is noted, and something harmless given, so that all problems are found at once. */
const readerOf = (problems: Problem[]) => {
  const wrong = (field: string, rule: string): void => void problems.push({ field, rule })
  const whole = (value: unknown, field: string, min: number, max: number): number => {
    if (Number.isSafeInteger(value) && Number(value) >= min && Number(value) <= max) return Number(value)
    wrong(field, `a whole number from ${min} to ${max}`)
    return min
  }
  return {
    wrong,
    whole,
    paise: (value: unknown, field: string): bigint => {
      const text = typeof value === "bigint" || Number.isSafeInteger(value) ? String(value) : value
      if (typeof text === "string" && /^\d{1,16}$/.test(text) && BigInt(text) <= MAX_PAISE) return BigInt(text)
      wrong(field, 'paise as a decimal text such as "10050" (Rs 100.50), at most 9007199254740991')
      return 0n
    },
    oneOf: <T extends string>(value: unknown, field: string, values: readonly T[]): T => {
      const found = values.find((one) => one === value)
      if (found === undefined) wrong(field, `one of ${values.join(", ")}`)
      return found ?? (values[0] as T)
    },
    text: (value: unknown, field: string): string => {
      if (typeof value === "string" && value.trim() !== "" && value.length <= 64) return value
      wrong(field, "1 to 64 characters")
      return ""
    },
    list: (value: unknown, field: string): readonly unknown[] => {
      if (Array.isArray(value)) return value
      wrong(field, "a list")
      return []
    },
    record: (value: unknown, field: string, names: readonly string[]): Readonly<Record<string, unknown>> => {
      if (typeof value !== "object" || value === null || Array.isArray(value)) {
        wrong(field, `an object with ${names.join(", ")}`)
        return {}
      }
      for (const name of Object.keys(value).filter((one) => !names.includes(one))) {
        wrong(field === "policy" ? name : `${field}.${name}`, `there is no such field; known are ${names.join(", ")}`)
      }
      return value as Readonly<Record<string, unknown>>
    }
  }
}

const fields: { readonly [K in keyof ControlsPolicy]: (read: Reader, value: unknown, field: string) => ControlsPolicy[K] } = {
  approvals: (read, value, field) => {
    const tiers = read.list(value, field).map((tier, index) => parseTier(read, tier, `${field}[${index}]`))
    if (tiers[0]?.fromPaise !== 0n) read.wrong(field, 'the first tier starts at "0", so that every amount has a rule')
    tiers.forEach((tier, index) => {
      const before = tiers[index - 1]
      if (before === undefined) return
      if (tier.fromPaise <= before.fromPaise) read.wrong(`${field}[${index}].fromPaise`, "more than in the tier before")
      if (tier.people < before.people) read.wrong(`${field}[${index}].people`, "not fewer than in the tier before")
    })
    return tiers
  },
  perPayoutMaxPaise: (read, value, field) => (value === null ? null : read.paise(value, field)),
  abovePerPayoutMax: (read, value, field) => read.oneOf(value, field, ["hold", "refuse"]),
  limits: (read, value, field) =>
    read.list(value, field).map((one, index) => parseLimit(read, read.record(one, `${field}[${index}]`, LIMIT), `${field}[${index}]`)),
  velocity: (read, value, field) => read.list(value, field).map((one, index) => parseVelocity(read, one, `${field}[${index}]`)),
  allowList: (read, value, field) => {
    if (typeof value !== "boolean") read.wrong(field, "true or false")
    return value === true
  },
  duplicates: (read, value, field) => {
    if (value === null) return null
    const one = read.record(value, field, ["withinDays"])
    return { withinDays: read.whole(one["withinDays"], `${field}.withinDays`, 1, 366) }
  },
  newBeneficiary: (read, value, field) => {
    if (value === null) return null
    const one = read.record(value, field, ["approvals", "coolingOffMs", "firstPaymentMaxPaise"])
    return {
      approvals: read.whole(one["approvals"], `${field}.approvals`, 0, 2) as 0 | 1 | 2,
      coolingOffMs: read.whole(one["coolingOffMs"], `${field}.coolingOffMs`, 0, MAX_MS),
      firstPaymentMaxPaise: read.paise(one["firstPaymentMaxPaise"], `${field}.firstPaymentMaxPaise`)
    }
  },
  drops: (read, value, field) => {
    if (value === null) return null
    const one = read.record(value, field, ["people"])
    return { people: read.whole(one["people"], `${field}.people`, 0, 2) as 0 | 1 | 2 }
  },
  balance: (read, value, field) => {
    if (value === null) return null
    const one = read.record(value, field, ["keepPaise", "maxAgeMs"])
    return {
      keepPaise: read.paise(one["keepPaise"], `${field}.keepPaise`),
      maxAgeMs: read.whole(one["maxAgeMs"], `${field}.maxAgeMs`, 1000, 86_400_000)
    }
  }
}

const parseTier = (read: Reader, value: unknown, field: string): ApprovalTier => {
  const tier = read.record(value, field, ["fromPaise", "people"])
  return {
    fromPaise: read.paise(tier["fromPaise"], `${field}.fromPaise`),
    people: read.whole(tier["people"], `${field}.people`, 0, 2) as 0 | 1 | 2
  }
}

const LIMIT = ["name", "over", "maxPaise", "maxCount", "rail", "tenant"] as const

const parseLimit = (read: Reader, one: Readonly<Record<string, unknown>>, field: string): DayLimit => {
  const { maxPaise, maxCount, rail, tenant } = one
  if (maxPaise === undefined && maxCount === undefined) read.wrong(field, "maxPaise, maxCount or both: a limit without a number limits nothing")
  return {
    name: read.text(one["name"], `${field}.name`),
    over: read.oneOf(one["over"], `${field}.over`, OVER),
    ...(maxPaise === undefined ? {} : { maxPaise: read.paise(maxPaise, `${field}.maxPaise`) }),
    ...(maxCount === undefined ? {} : { maxCount: read.whole(maxCount, `${field}.maxCount`, 0, 1_000_000_000) }),
    ...(rail === undefined ? {} : { rail: read.oneOf(rail, `${field}.rail`, RAILS) }),
    ...(tenant === undefined ? {} : { tenant: read.text(tenant, `${field}.tenant`) })
  }
}

const parseVelocity = (read: Reader, value: unknown, field: string): VelocityLimit => {
  const one = read.record(value, field, [...LIMIT, "withinMs"])
  return { ...parseLimit(read, one, field), withinMs: read.whole(one["withinMs"], `${field}.withinMs`, 1000, MAX_MS) }
}
