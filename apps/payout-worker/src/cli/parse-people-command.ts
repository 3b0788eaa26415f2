import { SetupError } from "../setup/setup-error.ts"
import { type BeneficiaryCommand, person, readBeneficiaryCommand, readReviewCommand, type ReviewCommand } from "./parse-beneficiary-command.ts"
import { readRestoreCommand, type RestoreCommand } from "./parse-restore-command.ts"
import { flag, needed, readFlags as read, text } from "./read-flags.ts"

/** Commands by which people look at what waits, decide, and take evidence out. */
export type PeopleCommand =
  | { readonly name: "pending"; readonly json: boolean }
  | { readonly name: "approve"; readonly payoutId: string; readonly by: string; readonly reason: string; readonly action: ApproveAction }
  | { readonly name: "reject"; readonly payoutId: string; readonly by: string; readonly reason: string }
  | { readonly name: "policy"; readonly file: string; readonly json: boolean }
  | { readonly name: "webhooks"; readonly act: "dead"; readonly json: boolean }
  | { readonly name: "webhooks"; readonly act: "replay"; readonly from: number; readonly payoutId: string | undefined }
  | { readonly name: "webhooks"; readonly act: "enable" }
  | { readonly name: "advice"; readonly payoutId: string; readonly form: "text" | "html" | "json" }
  | { readonly name: "dossier"; readonly payoutId: string; readonly to: string; readonly by: string; readonly reason: string; readonly out: string }
  | { readonly name: "approvals-report"; readonly from: string; readonly to: string; readonly key: string; readonly out: string | undefined }
  | { readonly name: "retention"; readonly json: boolean }
  | { readonly name: "maker"; readonly payoutId: string; readonly by: string }
  | { readonly name: "report"; readonly file: string; readonly key: string; readonly json: boolean }
  | RestoreCommand
  | BeneficiaryCommand
  | ReviewCommand

export type PeopleCommandName = PeopleCommand["name"]

const approveActions = ["approve", "not-a-duplicate", "above-limit", "release"] as const
export type ApproveAction = (typeof approveActions)[number]

type Reader<N extends PeopleCommandName> = (args: readonly string[]) => Extract<PeopleCommand, { readonly name: N }>

/** The readers of these commands. */
export const peopleReaders: { readonly [N in PeopleCommandName]: Reader<N> } = {
  pending: (args) => ({ name: "pending", json: read("pending", args, { json: flag }, 0).values.json }),
  approve: (args) => {
    const { values, positionals } = read("approve", args, { by: text, reason: text, action: { type: "string", default: "approve" } }, 1)
    const action = approveActions.find((one) => one === values.action)
    if (action === undefined) throw new SetupError(`--action must be one of ${approveActions.join(", ")}`)
    return { name: "approve", payoutId: positionals[0] ?? "", by: person(values.by), reason: needed(values.reason, "reason", "it stands in the log of approvals"), action }
  },
  reject: (args) => {
    const { values, positionals } = read("reject", args, { by: text, reason: text }, 1)
    return { name: "reject", payoutId: positionals[0] ?? "", by: person(values.by), reason: needed(values.reason, "reason", "it stands in the log of approvals") }
  },
  policy: (args) => {
    const { values, positionals } = read("policy", args, { json: flag }, 2)
    if (positionals[0] !== "check") throw new SetupError("hundi-worker policy knows one thing: policy check FILE")
    return { name: "policy", file: positionals[1] ?? "", json: values.json }
  },
  webhooks: (args) => {
    const [act = "", ...rest] = args
    if (act === "dead") return { name: "webhooks", act, json: read("webhooks", rest, { json: flag }, 0).values.json }
    if (act === "enable") {
      read("webhooks", rest, {}, 0)
      return { name: "webhooks", act }
    }
    if (act !== "replay") throw new SetupError("hundi-worker webhooks knows three things: dead, replay --from TIME, enable")
    const { from: given, payout } = read("webhooks", rest, { from: text, payout: text }, 0).values
    const from = Date.parse(needed(given, "from", "since when, such as 2030-01-31T00:00:00+05:30"))
    if (Number.isNaN(from)) throw new SetupError("--from must be a time, such as 2030-01-31T00:00:00+05:30")
    return { name: "webhooks", act, from, payoutId: payout }
  },
  advice: (args) => {
    const { values, positionals } = read("advice", args, { html: flag, json: flag }, 1)
    if (values.html && values.json) throw new SetupError("--html or --json, not both")
    return { name: "advice", payoutId: positionals[0] ?? "", form: values.html ? "html" : values.json ? "json" : "text" }
  },
  dossier: (args) => {
    const { values, positionals } = read("dossier", args, { to: text, by: text, reason: text, out: text }, 1)
    return {
      ...{ name: "dossier", payoutId: positionals[0] ?? "", by: person(values.by) },
      to: needed(values.to, "to", "the recipient's certificate, PEM: only they can open the file"),
      reason: needed(values.reason, "reason", "why account and name leave, e.g. the bank's ticket; it stands in the payout's history"),
      out: needed(values.out, "out", "the file to write")
    }
  },
  "approvals-report": (args) => {
    const { from, to, key, out } = read("approvals-report", args, { from: text, to: text, key: text, out: text }, 0).values
    const dates = { from: date(needed(from, "from", "the first day, YYYY-MM-DD"), "from"), to: date(needed(to, "to", "the last day, YYYY-MM-DD"), "to") }
    return { name: "approvals-report", ...dates, key: needed(key, "key", "your Ed25519 private key, PEM: openssl genpkey -algorithm ed25519"), out }
  },
  retention: (args) => {
    const { values, positionals } = read("retention", args, { json: flag }, 1)
    if (positionals[0] !== "plan") throw new SetupError("hundi-worker retention knows one thing: retention plan. It deletes nothing")
    return { name: "retention", json: values.json }
  },
  maker: (args) => {
    const { values, positionals } = read("maker", args, { by: text }, 1)
    return { name: "maker", payoutId: positionals[0] ?? "", by: person(values.by) }
  },
  report: (args) => {
    const { values, positionals } = read("report", args, { key: text, json: flag }, 2)
    if (positionals[0] !== "verify") throw new SetupError("hundi-worker report knows one thing: report verify FILE --key PUBLIC.pem")
    return { name: "report", file: positionals[1] ?? "", key: needed(values.key, "key", "the signer's Ed25519 public key, PEM, which they gave you by another way than the report"), json: values.json }
  },
  restore: readRestoreCommand,
  beneficiary: readBeneficiaryCommand,
  review: readReviewCommand
}

const date = (value: string, name: string): string => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value) || Number.isNaN(Date.parse(value))) throw new SetupError(`--${name} must be a date that exists, YYYY-MM-DD`)
  return value
}
