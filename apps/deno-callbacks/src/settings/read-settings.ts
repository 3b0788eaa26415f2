import type { StatementCaller } from "../authenticate/read-statement.ts"
import { type Rule, readRules } from "../decide/read-rules.ts"
import { SettingsError } from "./settings-error.ts"

/** Everything that the app needs to know. Keys and secrets are texts here: print none of it. */
export interface AppSettings {
  readonly host: string
  readonly port: number
  readonly databaseFile: string
  readonly outboxFile: string
  readonly privateKey: string
  /** The key before, while the bank may still seal to its certificate. */
  readonly previousPrivateKey: string | undefined
  readonly bankCertificate: string
  readonly vaultKeys: string
  readonly tls: { readonly cert: string; readonly key: string } | undefined
  readonly bankAddresses: readonly string[]
  readonly threads: number
  readonly holdDefault: "accept" | "reject"
  readonly misWithoutHold: "enquire" | "people"
  readonly rules: readonly Rule[]
  /** Asked about holds that no rule decides. */
  readonly holdUrl: string | undefined
  readonly webhook: { readonly url: string; readonly secrets: readonly string[] } | undefined
  /** Our own enquiry about money that came in. `apiKey` is a secret. */
  readonly bank: { readonly url: string; readonly apiKey: string; readonly caller: StatementCaller } | undefined
}

/** Where settings and files come from. */
export interface SettingsPorts {
  readonly env: (name: string) => string | undefined
  /** The text of a file; undefined when it is not there. */
  readonly readFile: (path: string) => string | undefined
}

/** @throws SettingsError that names the setting and what it is for; it repeats no value of a secret. */
export const readSettings = (ports: SettingsPorts): AppSettings => {
  const text = (name: string): string | undefined => ports.env(name)?.trim() || undefined
  const state = text("HUNDI_STATE") ?? ".hundi"
  const file = (name: string, standard: string, what: string): string =>
    ports.readFile(text(name) ?? standard) ?? fail(`${name}: there is no file ${text(name) ?? standard} (${what}); \`deno task setup\` makes one`)
  const webhook = readWebhook(text, ports)
  const bank = readBank(text)
  const misWithoutHold = oneOf(text("HUNDI_MIS_WITHOUT_HOLD"), "HUNDI_MIS_WITHOUT_HOLD", ["enquire", "people"]) ?? (bank === undefined ? "people" : "enquire")
  if (misWithoutHold === "enquire" && bank === undefined) {
    return fail("HUNDI_MIS_WITHOUT_HOLD=enquire needs HUNDI_BANK_URL and what goes with it: who is to be asked?")
  }
  const rulesFile = text("HUNDI_HOLD_RULES_FILE")
  const rules = rulesFile === undefined ? [] : readRules(ports.readFile(rulesFile) ?? fail(`HUNDI_HOLD_RULES_FILE: there is no file ${rulesFile}`))
  const holdUrl = text("HUNDI_HOLD_URL")
  if (holdUrl !== undefined && webhook === undefined) fail("HUNDI_HOLD_URL needs HUNDI_WEBHOOK_URL and HUNDI_WEBHOOK_SECRET_FILE: the question is signed")
  if (holdUrl !== undefined && !isSafeUrl(holdUrl)) fail("HUNDI_HOLD_URL: https, or http to this machine")
  return {
    host: text("HUNDI_CALLBACK_HOST") ?? "127.0.0.1",
    port: whole(text("HUNDI_CALLBACK_PORT") ?? "4300", "HUNDI_CALLBACK_PORT", 0, 65_535),
    databaseFile: `${state}/state/callbacks.sqlite`,
    outboxFile: `${state}/state/outbox.sqlite`,
    privateKey: file("HUNDI_PRIVATE_KEY_FILE", `${state}/keys/partner.key`, "your RSA key, PEM"),
    previousPrivateKey: readPreviousKey(text, ports, state),
    bankCertificate: file("HUNDI_BANK_CERT_FILE", `${state}/keys/bank.cer`, "the bank's certificate, PEM"),
    vaultKeys: file("HUNDI_VAULT_KEYS_FILE", `${state}/keys/vault.keys`, "keys that payers' names are closed with in the database"),
    tls: readTls(text, ports),
    bankAddresses: (text("HUNDI_BANK_ADDRESSES") ?? "").split(",").map((one) => one.trim()).filter((one) => one !== ""),
    threads: whole(text("HUNDI_RSA_THREADS") ?? "2", "HUNDI_RSA_THREADS", 1, 64),
    holdDefault:
      oneOf(text("HUNDI_HOLD_DEFAULT"), "HUNDI_HOLD_DEFAULT", ["accept", "reject"]) ??
      fail("HUNDI_HOLD_DEFAULT is missing: accept or reject, what you agreed with the bank for message holds that are not answered in time"),
    misWithoutHold,
    rules,
    holdUrl,
    webhook,
    bank
  }
}

type Text = (name: string) => string | undefined

const fail = (message: string): never => {
  throw new SettingsError(message)
}

/** A file that was named must be there; the standard one is there only while keys are changed. */
const readPreviousKey = (text: Text, { readFile }: SettingsPorts, state: string): string | undefined => {
  const named = text("HUNDI_PREVIOUS_KEY_FILE")
  const found = readFile(named ?? `${state}/keys/previous.key`)
  return named !== undefined && found === undefined ? fail(`HUNDI_PREVIOUS_KEY_FILE: there is no file ${named}`) : found
}

const readWebhook = (text: Text, { readFile }: SettingsPorts): AppSettings["webhook"] => {
  const url = text("HUNDI_WEBHOOK_URL")
  if (url === undefined) return undefined
  const path = text("HUNDI_WEBHOOK_SECRET_FILE") ?? fail("HUNDI_WEBHOOK_SECRET_FILE is missing: events are signed (whsec_..., one a line, the newest first)")
  const secrets = (readFile(path) ?? fail(`HUNDI_WEBHOOK_SECRET_FILE: there is no file ${path}`)).split(/\s+/).filter((line) => line !== "")
  return { url, secrets }
}

const readTls = (text: Text, { readFile }: SettingsPorts): AppSettings["tls"] => {
  const [cert, key] = ["HUNDI_TLS_CERT_FILE", "HUNDI_TLS_KEY_FILE"].map((name) => {
    const path = text(name)
    return path === undefined ? undefined : (readFile(path) ?? fail(`${name}: there is no file ${path}`))
  })
  if ((cert === undefined) !== (key === undefined)) fail("HUNDI_TLS_CERT_FILE and HUNDI_TLS_KEY_FILE go together")
  return cert === undefined || key === undefined ? undefined : { cert, key }
}

const readBank = (text: Text): AppSettings["bank"] => {
  const url = text("HUNDI_BANK_URL")
  if (url === undefined) return undefined
  if (!isSafeUrl(url)) fail("HUNDI_BANK_URL: https, or http to a simulator on this machine")
  const need = (name: string): string => text(name) ?? fail(`${name} is missing: the statement of your own account is asked with it`)
  return {
    url,
    apiKey: need("HUNDI_API_KEY"),
    caller: {
      aggrId: need("HUNDI_AGGR_ID"),
      corpId: need("HUNDI_CORP_ID"),
      userId: need("HUNDI_USER_ID"),
      urn: need("HUNDI_URN"),
      accountNumber: need("HUNDI_COLLECTION_ACCOUNT")
    }
  }
}

const oneOf = <T extends string>(value: string | undefined, name: string, values: readonly T[]): T | undefined =>
  value === undefined ? undefined : (values.find((one) => one === value) ?? fail(`${name} must be ${values.join(" or ")}`))

const whole = (value: string, name: string, least: number, most: number): number =>
  /^\d+$/.test(value) && Number(value) >= least && Number(value) <= most ? Number(value) : fail(`${name} must be a whole number from ${least} to ${most}`)

/** Events and questions hold personal data. */
const isSafeUrl = (text: string): boolean => {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, username, password } = new URL(text)
  const isLocal = hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname)
  return username === "" && password === "" && (protocol === "https:" || (protocol === "http:" && isLocal))
}
