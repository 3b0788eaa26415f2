import type { PartnerFacts } from "@hundi/catalog"
import type { ObjectNamespace } from "cloudflare:workers"

/** The only word that puts a journal into the objects. It is long because it is a promise. */
export const OBJECT_JOURNAL = "object-not-for-regulated-data"

/** What a `mtls_certificates` binding is to a Worker: a `fetch` that shows the certificate. */
export interface CertificateFetcher {
  readonly fetch: typeof fetch
}

/** The bindings of wrangler.jsonc; every text is optional here, and what is missing is named when it is needed. */
export interface EdgeEnv {
  readonly SHARDS: ObjectNamespace
  readonly BANK_CERTIFICATE?: CertificateFetcher
  readonly [name: `HUNDI_${string}`]: string | undefined
}

/** How this worker works: payouts go home, or, where no regulated data is, are kept and paid here. */
export type EdgeSettings = HomeSettings | ObjectSettings

interface Common {
  /** Every call under `/v1` but callbacks must carry it. */
  readonly token: string
}

/** The intent is durable in a store in India before anybody is told 202. */
export interface HomeSettings extends Common {
  readonly mode: "home"
  readonly homeUrl: URL
  readonly homeToken: string
  /** The Node worker's listener for callbacks, `HUNDI_CALLBACK_HOST`; without it callbacks are refused here. */
  readonly callbackUrl: URL | undefined
}

/** The objects hold the journal: for the simulator, and for data that no rule keeps in India. */
export interface ObjectSettings extends Common {
  readonly mode: "object"
  readonly bankUrl: URL
  readonly apiKey: string
  readonly partner: PartnerFacts
  readonly privateKeyPem: string
  readonly bankCertificatePem: string
  readonly fingerprintKey: Uint8Array
  readonly bankTimeoutMs: number
  /** Follows the simulator's clock; a bank on loopback only. */
  readonly followsSimulator: boolean
}

/** A setting is missing or wrong. Its message names settings and rules, never values. */
export class SettingsError extends Error {
  override readonly name = "SettingsError"
}

/** Reads the bindings. @throws SettingsError naming each setting and its rule */
export const readSettings = (env: EdgeEnv): EdgeSettings => {
  const token = need(env, { HUNDI_TOKEN: "what callers must send as Authorization: Bearer" }).HUNDI_TOKEN
  const journal = env.HUNDI_EDGE_JOURNAL || "home"
  if (journal !== "home" && journal !== OBJECT_JOURNAL) {
    throw new SettingsError(`HUNDI_EDGE_JOURNAL must be «home» (which it is when unset), or «${OBJECT_JOURNAL}» for a journal in the objects themselves`)
  }
  return journal === "home" ? readHome(env, token) : readObject(env, token)
}

const readHome = (env: EdgeEnv, token: string): HomeSettings => {
  const texts = need(env, {
    HUNDI_HOME_URL: "the address of your payout worker in India: it holds the journal",
    HUNDI_HOME_TOKEN: "the HUNDI_TOKEN of that worker"
  })
  const callbackUrl = env.HUNDI_HOME_CALLBACK_URL ? readUrl(env.HUNDI_HOME_CALLBACK_URL, "HUNDI_HOME_CALLBACK_URL") : undefined
  return { mode: "home", token, homeUrl: readUrl(texts.HUNDI_HOME_URL, "HUNDI_HOME_URL"), homeToken: texts.HUNDI_HOME_TOKEN, callbackUrl }
}

const readObject = (env: EdgeEnv, token: string): ObjectSettings => {
  const texts = need(env, bankSettings)
  if (!/^\d{10}$/.test(texts.HUNDI_MOBILE)) throw new SettingsError("HUNDI_MOBILE must be ten digits")
  const bankUrl = readUrl(texts.HUNDI_BANK_URL, "HUNDI_BANK_URL")
  const followsSimulator = env.HUNDI_CLOCK === "follow-sim"
  // At a real bank a shifted clock would misjudge every deadline (CONTRACTS.md, Settings and state).
  if (followsSimulator && !isLoopback(bankUrl.hostname)) throw new SettingsError("HUNDI_CLOCK: follow-sim needs a simulator on this machine")
  return {
    ...{ mode: "object", token, bankUrl, followsSimulator },
    apiKey: texts.HUNDI_API_KEY,
    partner: {
      ...{ bcId: texts.HUNDI_BC_ID, passCode: texts.HUNDI_PASSCODE, senderName: texts.HUNDI_SENDER_NAME },
      ...{ mobile: texts.HUNDI_MOBILE, retailerCode: texts.HUNDI_RETAILER_CODE },
      ...readGroup(env, "corporate", corporateSettings, "NEFT and RTGS"),
      ...readGroup(env, "upi", upiSettings, "UPI")
    },
    privateKeyPem: texts.HUNDI_PRIVATE_KEY,
    bankCertificatePem: texts.HUNDI_BANK_CERT,
    fingerprintKey: readKey(texts.HUNDI_FINGERPRINT_KEY),
    bankTimeoutMs: readWhole(env.HUNDI_BANK_TIMEOUT_MS, "HUNDI_BANK_TIMEOUT_MS", 100, 600_000) ?? BANK_TIMEOUT_MS
  }
}

/** Seed 004's advice for the bank's answers; an alarm may run for 15 minutes. */
const BANK_TIMEOUT_MS = 120_000

const bankSettings = {
  HUNDI_BANK_URL: "the bank's address",
  HUNDI_API_KEY: "the API key of your app on the bank's developer portal",
  HUNDI_BC_ID: "the bcID that the bank gave you at onboarding",
  HUNDI_PASSCODE: "the passcode that belongs to HUNDI_BC_ID",
  HUNDI_PRIVATE_KEY: "your RSA private key, PEM or its base64 in one line",
  HUNDI_BANK_CERT: "the bank's certificate, PEM or its base64 in one line",
  HUNDI_SENDER_NAME: "your name as the beneficiary's bank shows it",
  HUNDI_MOBILE: "the ten-digit mobile number registered with the bank",
  HUNDI_RETAILER_CODE: "the retailerCode that the bank gave you",
  HUNDI_FINGERPRINT_KEY: "at least 32 random bytes in base64, kept for as long as the journal"
} as const

const corporateSettings = {
  corpId: "HUNDI_CORP_ID",
  userId: "HUNDI_USER_ID",
  urn: "HUNDI_URN",
  aggrId: "HUNDI_AGGR_ID",
  aggrName: "HUNDI_AGGR_NAME",
  debitAccount: "HUNDI_DEBIT_ACCOUNT"
} as const

const upiSettings = {
  deviceId: "HUNDI_UPI_DEVICE_ID",
  profileId: "HUNDI_UPI_PROFILE_ID",
  channelCode: "HUNDI_UPI_CHANNEL_CODE",
  accountProvider: "HUNDI_UPI_ACCOUNT_PROVIDER",
  payerAddress: "HUNDI_UPI_PAYER_ADDRESS",
  mcc: "HUNDI_UPI_MCC"
} as const

type Name = `HUNDI_${string}`

const need = <K extends Name>(env: EdgeEnv, names: Readonly<Record<K, string>>): Readonly<Record<K, string>> => {
  const entries = Object.entries<string>(names) as [K, string][]
  const missing = entries.filter(([name]) => !env[name]).map(([name, use]) => `${name}: ${use}`)
  if (missing.length > 0) throw new SettingsError(`these settings are missing: ${missing.join("; ")}`)
  return Object.fromEntries(entries.map(([name]) => [name, env[name] ?? ""])) as Readonly<Record<K, string>>
}

/** Settings that only make sense together. */
const readGroup = <K extends string, F extends string>(env: EdgeEnv, key: K, names: Readonly<Record<F, Name>>, rails: string) => {
  const entries = Object.entries<Name>(names)
  const missing = entries.flatMap(([, name]) => (env[name] ? [] : [name]))
  if (missing.length === entries.length) return {}
  if (missing.length > 0) throw new SettingsError(`${rails} need ${missing.join(", ")} too: set all of this group, or none`)
  return { [key]: Object.fromEntries(entries.map(([field, name]) => [field, env[name] ?? ""])) } as { readonly [P in K]?: Readonly<Record<F, string>> }
}

/** True for an address of this machine, where only a simulator can be. */
const isLoopback = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host)

const readUrl = (text: string, name: Name): URL => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !["http:", "https:"].includes(url.protocol)) throw new SettingsError(`${name} must be an https address`)
  if (url.protocol === "http:" && !isLoopback(url.hostname)) throw new SettingsError(`${name} must be https: plain http is for this machine only`)
  return url
}

const readKey = (text: string): Uint8Array => {
  try {
    const bytes = Uint8Array.from(atob(text.trim()), (symbol) => symbol.charCodeAt(0))
    if (bytes.length >= 32) return bytes
  } catch {
    // Told below, without its text.
  }
  throw new SettingsError("HUNDI_FINGERPRINT_KEY must be at least 32 bytes in base64")
}

const readWhole = (text: string | undefined, name: Name, least: number, most: number): number | undefined => {
  if (!text) return undefined
  const value = Number(text)
  if (!/^\d+$/.test(text) || value < least || value > most) throw new SettingsError(`${name} must be a whole number from ${least} to ${most}`)
  return value
}
