import { readFileSync } from "node:fs"
import { compositeRailsOf } from "@hundi/catalog/composite/rails"
import { idOf } from "@hundi/core"
import type { BeneficiaryRegister, RegisteredBeneficiary } from "@hundi/operations/controls"
import { readBeneficiary } from "@hundi/operations/http"
import type { BeneficiaryCommand, NamedBeneficiary } from "../cli/parse-beneficiary-command.ts"
import { beneficiaryJson } from "../http/beneficiary-routes.ts"
import { readFingerprintKey, stateFolderOf } from "../setup/state-folder.ts"
import { SetupError } from "../setup/setup-error.ts"
import { createForesee, type Foresee } from "../worker/foresee.ts"
import { hashOfBeneficiary } from "../worker/hash-of-beneficiary.ts"
import { allowed } from "./approval-commands.ts"
import { type CommandParts, needPolicy, withOperations } from "./with-operations.ts"

/** One person's word about a beneficiary, or the list of all. Returns the exit code. */
export const beneficiary = (command: BeneficiaryCommand): Promise<number> =>
  withOperations(async (parts) => {
    const register = needPolicy(parts.operations).beneficiaries
    if (command.act === "list") {
      const all = register.list()
      if (command.json) print(JSON.stringify({ data: all.map(beneficiaryJson) }))
      else print(all.length === 0 ? "nobody has added a beneficiary" : all.map(describeOne).join("\n\n"))
      return 0
    }
    const beneficiaryHash = await hashOf(parts, command.who)
    const now = await allowed(() => say(register, command, beneficiaryHash))
    print(command.json ? JSON.stringify(beneficiaryJson(now)) : `${words[command.act](command.person)}\n${describeOne(now)}`)
    return 0
  })

type Word = Exclude<BeneficiaryCommand, { readonly act: "list" }>

const say = (register: BeneficiaryRegister, command: Word, beneficiaryHash: string): Promise<RegisteredBeneficiary> => {
  const order = { beneficiaryHash, by: command.person }
  const labelled = "label" in command && command.label !== undefined ? { label: command.label } : {}
  switch (command.act) {
    case "add":
      return register.add({ ...order, ...labelled })
    case "change":
      return register.change({ ...order, ...labelled, reason: command.reason, ...(command.was === undefined ? {} : { was: command.was }) })
    case "approve":
      return register.approve({
        ...order,
        ...(command.reason === undefined ? {} : { reason: command.reason }),
        ...(command.version === undefined ? {} : { version: command.version })
      })
    case "remove":
      return register.remove({ ...order, reason: command.reason })
  }
}

const words: Readonly<Record<Word["act"], (by: string) => string>> = {
  add: (by) => `${by} has added it. Others must approve it; payouts to it then wait for the cooling-off, and the first ones are capped.`,
  change: (by) => `${by} has changed it: approvals, cooling-off and cap begin again.`,
  approve: (by) => `${by}'s approval is written down.`,
  remove: (by) => `${by} has removed it: nothing more is paid to it.`
}

const describeOne = ({ beneficiaryHash, label, state, version, by, approvedBy, approvedAt }: RegisteredBeneficiary): string =>
  [
    `${label ?? "(no label)"}: ${state.replaceAll("-", " ")}, version ${version}, ${state === "removed" ? "removed" : "added or changed"} by ${by}`,
    `  hash ${beneficiaryHash}`,
    `  approved by ${approvedBy.join(", ") || "nobody"}${approvedAt === null ? "" : `, complete at ${new Date(approvedAt).toISOString()}`}`,
    ...(state === "waits-for-approval" ? [`  next, not by ${[by, ...approvedBy].join(", ")}: hundi-worker beneficiary approve --hash ${beneficiaryHash} --version ${version} --by NAME`] : [])
  ].join("\n")

const hashOf = async ({ journal }: CommandParts, who: NamedBeneficiary): Promise<string> => {
  if (who.by === "hash") return who.hash
  if (who.by === "file") return allowed(() => hashOfBeneficiary(localForesee(), readAccountFile(who.file)))
  const view = await journal.get(idOf(who.payoutId))
  if (view === undefined) throw new SetupError("--payout: there is no payout of that id")
  return view.payout.beneficiaryHash
}

/** What the file holds is never repeated. */
const readAccountFile = (path: string) => {
  const form = '{"name", "accountNumber", "ifsc"} or {"name", "vpa"} as JSON'
  let value: unknown
  try {
    value = JSON.parse(readFileSync(path === "-" ? 0 : path, "utf8"))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new SetupError(`--account-file: ${code === undefined ? `the file must hold ${form}` : `the file cannot be read (${code})`}`)
  }
  try {
    return readBeneficiary(value, (field) => field)
  } catch {
    throw new SetupError(`--account-file: the file must hold ${form}, and nothing else`)
  }
}

/** The hash depends on the journal's key and the account alone: no bank is needed to know it. */
const localForesee = (): Foresee => {
  const upi = { deviceId: "0", profileId: "0", channelCode: "0", accountProvider: "0", payerAddress: "none@none", mcc: "0000" }
  const partner = { bcId: "none", passCode: "none", senderName: "none", mobile: "9999900000", retailerCode: "none", upi }
  const identity = { environment: "0", instance: "00", owner: "command", apiKey: "none", bankTimeoutMs: 1 }
  const fingerprintKey = readFingerprintKey(stateFolderOf(process.env))
  return createForesee({ families: { composite: compositeRailsOf(partner) }, settings: { ...identity, partner, fingerprintKey } })
}

const print = (text: string): void => void process.stdout.write(`${text}\n`)
