import { type ReviewAction, reviewActions, type ReviewOrder } from "@hundi/operations/review"
import { SetupError } from "../setup/setup-error.ts"
import { flag, needed, readFlags as read, text } from "./read-flags.ts"

/** How a beneficiary is named on the command line. Never by its account: other users of the machine see what is typed there. */
export type NamedBeneficiary =
  | { readonly by: "payout"; readonly payoutId: string }
  | { readonly by: "hash"; readonly hash: string }
  | { readonly by: "file"; readonly file: string }

interface Said {
  readonly name: "beneficiary"
  readonly who: NamedBeneficiary
  readonly person: string
  readonly json: boolean
}

/** What people say about beneficiaries. */
export type BeneficiaryCommand =
  | (Said & { readonly act: "add"; readonly label: string | undefined })
  | (Said & { readonly act: "change"; readonly label: string | undefined; readonly reason: string; readonly was: string | undefined })
  | (Said & { readonly act: "approve"; readonly reason: string | undefined; readonly version: number | undefined })
  | (Said & { readonly act: "remove"; readonly reason: string })
  | { readonly name: "beneficiary"; readonly act: "list"; readonly json: boolean }

/** What people say about payouts in review, and the list of these. */
export type ReviewCommand =
  | { readonly name: "review"; readonly act: "list"; readonly json: boolean }
  | {
      readonly name: "review"
      readonly act: ReviewAction
      readonly payoutId: string
      readonly person: string
      readonly reason: string
      readonly evidence: Pick<ReviewOrder, "rrn" | "amountPaise" | "statementFrom" | "statementTo">
    }

const naming = { payout: text, hash: text, "account-file": text } as const
const common = { ...naming, by: text, json: flag } as const

/** `--by`, or HUNDI_ACTOR. */
export const person = (by: string | undefined): string => needed(by ?? process.env["HUNDI_ACTOR"], "by", "who says so, as your colleagues know you (or HUNDI_ACTOR)")

/** @throws SetupError */
export const readBeneficiaryCommand = (args: readonly string[]): BeneficiaryCommand => {
  const [act = "", ...rest] = args
  const name = "beneficiary"
  if (act === "list") return { name, act, json: read(name, rest, { json: flag }, 0).values.json }
  if (act === "add") {
    const { values } = read(name, rest, { ...common, label: text }, 0)
    return { name, act, ...saidOf(values), label: values.label }
  }
  if (act === "change") {
    const { values } = read(name, rest, { ...common, label: text, reason: text, was: text }, 0)
    return { name, act, ...saidOf(values), label: values.label, reason: reasonOf(values.reason), was: values.was }
  }
  if (act === "approve") {
    const { values } = read(name, rest, { ...common, reason: text, version: text }, 0)
    if (values.version !== undefined && !/^\d{1,15}$/.test(values.version)) throw new SetupError("--version must be the whole number that beneficiary list shows")
    const version = values.version === undefined ? undefined : Number(values.version)
    return { name, act, ...saidOf(values), reason: values.reason, version }
  }
  if (act !== "remove") throw new SetupError("hundi-worker beneficiary knows five things: add, change, approve, remove, list")
  const { values } = read(name, rest, { ...common, reason: text }, 0)
  return { name, act, ...saidOf(values), reason: reasonOf(values.reason) }
}

/** @throws SetupError */
export const readReviewCommand = (args: readonly string[]): ReviewCommand => {
  const [first = "", ...rest] = args
  const name = "review"
  if (first === "list") return { name, act: first, json: read(name, rest, { json: flag }, 0).values.json }
  const act = reviewActions.find((one) => one === first)
  if (act === undefined) throw new SetupError(`hundi-worker review knows list, ${reviewActions.join(", ")}`)
  const { values, positionals } = read(name, rest, { by: text, reason: text, rrn: text, "amount-paise": text, from: text, to: text }, 1)
  const { rrn, from, to, "amount-paise": amount } = values
  if (amount !== undefined && !/^\d{1,16}$/.test(amount)) throw new SetupError("--amount-paise must be paise as a whole number, such as 10050")
  return {
    ...{ name, act, payoutId: positionals[0] ?? "", person: person(values.by), reason: reasonOf(values.reason) },
    evidence: {
      ...(rrn === undefined ? {} : { rrn }),
      ...(amount === undefined ? {} : { amountPaise: BigInt(amount) }),
      ...(from === undefined ? {} : { statementFrom: from }),
      ...(to === undefined ? {} : { statementTo: to })
    }
  }
}

const reasonOf = (reason: string | undefined): string => needed(reason, "reason", "it stands in the log for good")

interface Values {
  readonly payout?: string | undefined
  readonly hash?: string | undefined
  readonly "account-file"?: string | undefined
  readonly by?: string | undefined
  readonly json: boolean
}

const saidOf = ({ payout, hash, "account-file": file, by, json }: Values) => {
  const named: readonly NamedBeneficiary[] = [
    ...(payout === undefined ? [] : [{ by: "payout" as const, payoutId: payout }]),
    ...(hash === undefined ? [] : [{ by: "hash" as const, hash }]),
    ...(file === undefined ? [] : [{ by: "file" as const, file }])
  ]
  const [who] = named
  if (who === undefined || named.length > 1) {
    throw new SetupError("name the beneficiary by one of --payout ID (of a payout to it), --hash HASH (beneficiary list shows it), --account-file FILE")
  }
  return { who, person: person(by), json }
}
