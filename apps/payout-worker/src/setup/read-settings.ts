import { readFileSync } from "node:fs"
import type { PartnerFacts } from "@hundi/catalog"
import { SetupError } from "./setup-error.ts"

/** Settings that every command shares. Times are ms. */
export interface Settings {
  /** Undefined: no bank is configured; `demo` then starts a simulator. */
  readonly bankUrl: URL | undefined
  readonly port: number
  readonly host: string
  readonly token: string | undefined
  readonly bankTimeoutMs: number | undefined
}

/** What a real bank needs, and what for: a missing one is told in these words. */
const bankSettings = {
  HUNDI_API_KEY: "the API key of your app on the bank's developer portal, sent with each call",
  HUNDI_BC_ID: "the bcID that the bank gave you at onboarding",
  HUNDI_PASSCODE: "the passcode that belongs to HUNDI_BC_ID",
  HUNDI_PRIVATE_KEY_FILE: "your RSA private key, PEM: it opens the bank's replies",
  HUNDI_BANK_CERT_FILE: "the bank's certificate, PEM: requests are sealed to it",
  HUNDI_SENDER_NAME: "your name as the beneficiary's bank shows it, at most 20 characters",
  HUNDI_MOBILE: "the ten-digit mobile number registered with the bank",
  HUNDI_RETAILER_CODE: "the retailerCode that the bank gave you"
} as const

/** Needed by NEFT and RTGS: all of them, or none and these rails stay closed. */
const corporateSettings = {
  corpId: "HUNDI_CORP_ID",
  userId: "HUNDI_USER_ID",
  urn: "HUNDI_URN",
  aggrId: "HUNDI_AGGR_ID",
  aggrName: "HUNDI_AGGR_NAME",
  debitAccount: "HUNDI_DEBIT_ACCOUNT"
} as const

/** Needed by UPI: all of them, or none. */
const upiSettings = {
  deviceId: "HUNDI_UPI_DEVICE_ID",
  profileId: "HUNDI_UPI_PROFILE_ID",
  channelCode: "HUNDI_UPI_CHANNEL_CODE",
  accountProvider: "HUNDI_UPI_ACCOUNT_PROVIDER",
  payerAddress: "HUNDI_UPI_PAYER_ADDRESS",
  mcc: "HUNDI_UPI_MCC"
} as const

/** Credentials at a real bank, read from the environment and the files it names. All of it is secret or nearly so. */
export interface BankCredentials extends PartnerFacts {
  readonly apiKey: string
  readonly privateKeyPem: string
  readonly bankCertificatePem: string
}

/** Reads the shared settings. An empty value counts as none. @throws SetupError naming the setting and the rule */
export const readSettings = (env: NodeJS.ProcessEnv): Settings => ({
  bankUrl: readUrl(env),
  port: readWhole(env, "HUNDI_PORT", 0, 65_535) ?? 4100,
  host: env["HUNDI_HOST"] || "127.0.0.1",
  token: env["HUNDI_TOKEN"] || undefined,
  bankTimeoutMs: readWhole(env, "HUNDI_BANK_TIMEOUT_MS", 100, 600_000)
})

/** Reads what a real bank needs. @throws SetupError that names every missing setting and what it is for */
export const readBankCredentials = (env: NodeJS.ProcessEnv): BankCredentials => {
  const missing = missingBankSettings(env)
  if (missing.length > 0) throw new SetupError(`HUNDI_BANK_URL names a real bank, so these settings are needed too:\n${missing.map((line) => `  ${line}`).join("\n")}`)
  const text = (name: keyof typeof bankSettings): string => env[name] ?? ""
  if (!/^\d{10}$/.test(text("HUNDI_MOBILE"))) throw new SetupError("HUNDI_MOBILE must be ten digits")
  return {
    apiKey: text("HUNDI_API_KEY"),
    bcId: text("HUNDI_BC_ID"),
    passCode: text("HUNDI_PASSCODE"),
    privateKeyPem: readPem(env, "HUNDI_PRIVATE_KEY_FILE"),
    bankCertificatePem: readPem(env, "HUNDI_BANK_CERT_FILE"),
    senderName: text("HUNDI_SENDER_NAME"),
    mobile: text("HUNDI_MOBILE"),
    retailerCode: text("HUNDI_RETAILER_CODE"),
    ...readGroup(env, "corporate", corporateSettings, "NEFT and RTGS"),
    ...readGroup(env, "upi", upiSettings, "UPI")
  }
}

/** Settings that only make sense together. @throws SetupError naming those that are missing beside the others */
const readGroup = <K extends string, F extends string>(
  env: NodeJS.ProcessEnv,
  key: K,
  names: Readonly<Record<F, string>>,
  rails: string
): { readonly [P in K]?: Readonly<Record<F, string>> } => {
  const entries = Object.entries<string>(names)
  const missing = entries.flatMap(([, name]) => (env[name] ? [] : [name]))
  if (missing.length === entries.length) return {}
  if (missing.length > 0) throw new SetupError(`${rails} need ${missing.join(", ")} too: set all of this group, or none to pay without ${rails}`)
  return { [key]: Object.fromEntries(entries.map(([field, name]) => [field, env[name] ?? ""])) } as { readonly [P in K]?: Readonly<Record<F, string>> }
}

/** One line for each missing setting: its name, and what it is for. */
export const missingBankSettings = (env: NodeJS.ProcessEnv): readonly string[] =>
  Object.entries(bankSettings).flatMap(([name, use]) => (env[name] ? [] : [`${name}: ${use}`]))

/** True for an address of this machine, where only a simulator can be. */
export const isLoopback = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host)

const readUrl = (env: NodeJS.ProcessEnv): URL | undefined => {
  const text = env["HUNDI_BANK_URL"]
  if (!text) return undefined
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !["http:", "https:"].includes(url.protocol)) throw new SetupError("HUNDI_BANK_URL must be an http or https address")
  if (url.protocol === "http:" && !isLoopback(url.hostname)) throw new SetupError("HUNDI_BANK_URL must be https: plain http is for a simulator on this machine")
  return url
}

const readWhole = (env: NodeJS.ProcessEnv, name: string, least: number, most: number): number | undefined => {
  const text = env[name]
  if (!text) return undefined
  const value = Number(text)
  if (!/^\d+$/.test(text) || value < least || value > most) throw new SetupError(`${name} must be a whole number from ${least} to ${most}`)
  return value
}

const readPem = (env: NodeJS.ProcessEnv, name: "HUNDI_PRIVATE_KEY_FILE" | "HUNDI_BANK_CERT_FILE"): string => {
  try {
    return readFileSync(env[name] ?? "", "utf8")
  } catch (error) {
    throw new SetupError(`${name}: the file cannot be read (${(error as NodeJS.ErrnoException).code ?? "failed"}); it should be ${bankSettings[name]}`)
  }
}
