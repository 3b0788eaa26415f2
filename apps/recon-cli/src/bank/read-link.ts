import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import type { PartnerFacts } from "@hundi/catalog"
import type { StateFolder } from "../setup/state-folder.ts"
import { UsageError } from "../setup/usage-error.ts"

/** All that is needed to ask a bank. Keys are PEM. */
export interface BankLink {
  readonly url: URL
  readonly simulated: boolean
  readonly apiKey: string
  readonly partner: PartnerFacts
  readonly privateKeyPem: string
  readonly bankCertificatePem: string
}

type Env = NodeJS.ProcessEnv

/**
 * The bank of the worker's own settings: a simulator on this machine, whose registration the worker keeps in `partner.json`, or a real
 * one. Registers nowhere. @throws UsageError naming what is missing, never a secret
 */
export const readLink = async (env: Env, folder: StateFolder): Promise<BankLink> => {
  const url = readUrl(env)
  return isLoopback(url.hostname) && (await isSimulator(url)) ? simulatedLink(url, env, folder) : realLink(url, env)
}

const readUrl = (env: Env): URL => {
  const text = env["HUNDI_BANK_URL"]
  if (!text) throw new UsageError("HUNDI_BANK_URL is not set: it is the address of the bank that the worker pays through")
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !["http:", "https:"].includes(url.protocol)) throw new UsageError("HUNDI_BANK_URL must be an http or https address")
  if (url.protocol === "http:" && !isLoopback(url.hostname)) throw new UsageError("HUNDI_BANK_URL must be https: plain http is for a simulator on this machine")
  return url
}

const isLoopback = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host)

const CALL_MS = 15_000

const callSimulator = async (url: URL, path: string): Promise<Response> => {
  const response = await fetch(new URL(path, url), { redirect: "error", signal: AbortSignal.timeout(CALL_MS) })
  if (!response.ok) throw new UsageError(`the simulator answered ${path} with status ${response.status}`)
  return response
}

const isSimulator = async (url: URL): Promise<boolean> => {
  try {
    return ((await (await callSimulator(url, "/_sim/health")).json()) as { readonly ok?: unknown }).ok === true
  } catch {
    return false
  }
}

/** How far the simulator's clock is ahead of the real one, ms. A real bank keeps the real time. */
export const readOffsetMs = async ({ url, simulated }: BankLink): Promise<number> => {
  if (!simulated) return 0
  const { offsetMs } = (await (await callSimulator(url, "/_sim/clock")).json()) as { readonly offsetMs?: unknown }
  return typeof offsetMs === "number" ? offsetMs : 0
}

interface Registered extends NonNullable<PartnerFacts["corporate"]> {
  readonly apiKey: string
  readonly bcId: string
  readonly passCode: string
}

const simulatedLink = async (url: URL, env: Env, { partner: path, keys }: StateFolder): Promise<BankLink> => {
  const keyPath = join(keys, "partner.pem")
  if (!existsSync(path) || !existsSync(keyPath)) throw new UsageError(`no worker has registered with this simulator yet: ${path} is missing`)
  const known = JSON.parse(readFileSync(path, "utf8")) as Registered
  const { corpId, userId, urn, aggrId, aggrName, debitAccount } = known
  return {
    ...{ url, simulated: true, apiKey: known.apiKey },
    partner: {
      ...{ bcId: known.bcId, passCode: known.passCode, senderName: env["HUNDI_SENDER_NAME"] || "HUNDI DEMO" },
      ...{ mobile: env["HUNDI_MOBILE"] || "9999900000", retailerCode: env["HUNDI_RETAILER_CODE"] || "rcode" },
      corporate: { corpId, userId, urn, aggrId, aggrName, debitAccount },
      // The simulator takes any UPI profile; this one is made up, as the worker's is.
      upi: {
        ...{ deviceId: "000000000000000000000000", profileId: "1000001", channelCode: "MICICI", accountProvider: "74" },
        ...{ payerAddress: "hundi.demo@icici", mcc: "6012" }
      }
    },
    privateKeyPem: /-----BEGIN [A-Z ]*PRIVATE KEY-----[^]*?-----END [A-Z ]*PRIVATE KEY-----\n?/.exec(readFileSync(keyPath, "utf8"))?.[0] ?? "",
    bankCertificatePem: await (await callSimulator(url, "/_sim/certificate")).text()
  }
}

/** The worker's settings for a real bank, and what each is for. */
const needed = {
  HUNDI_API_KEY: "the API key of your app at the bank",
  HUNDI_BC_ID: "the bcID that the bank gave you",
  HUNDI_PASSCODE: "the passcode that belongs to HUNDI_BC_ID",
  HUNDI_PRIVATE_KEY_FILE: "your RSA private key, PEM: it opens the bank's replies",
  HUNDI_BANK_CERT_FILE: "the bank's certificate, PEM: requests are sealed to it",
  HUNDI_SENDER_NAME: "your name as the beneficiary's bank shows it",
  HUNDI_MOBILE: "the mobile number registered with the bank",
  HUNDI_RETAILER_CODE: "the retailerCode that the bank gave you"
} as const

const corporateNames = {
  ...{ corpId: "HUNDI_CORP_ID", userId: "HUNDI_USER_ID", urn: "HUNDI_URN" },
  ...{ aggrId: "HUNDI_AGGR_ID", aggrName: "HUNDI_AGGR_NAME", debitAccount: "HUNDI_DEBIT_ACCOUNT" }
} as const

const upiNames = {
  ...{ deviceId: "HUNDI_UPI_DEVICE_ID", profileId: "HUNDI_UPI_PROFILE_ID", channelCode: "HUNDI_UPI_CHANNEL_CODE" },
  ...{ accountProvider: "HUNDI_UPI_ACCOUNT_PROVIDER", payerAddress: "HUNDI_UPI_PAYER_ADDRESS", mcc: "HUNDI_UPI_MCC" }
} as const

const realLink = (url: URL, env: Env): BankLink => {
  const missing = Object.entries(needed).filter(([name]) => !env[name])
  if (missing.length > 0) throw new UsageError(`HUNDI_BANK_URL names a real bank, so these settings are needed too:\n${missing.map(([name, use]) => `  ${name}: ${use}`).join("\n")}`)
  const text = (name: keyof typeof needed): string => env[name] ?? ""
  const [corporate, upi] = [groupOf(env, corporateNames), groupOf(env, upiNames)]
  return {
    ...{ url, simulated: false, apiKey: text("HUNDI_API_KEY") },
    partner: {
      ...{ bcId: text("HUNDI_BC_ID"), passCode: text("HUNDI_PASSCODE"), senderName: text("HUNDI_SENDER_NAME") },
      ...{ mobile: text("HUNDI_MOBILE"), retailerCode: text("HUNDI_RETAILER_CODE") },
      ...(corporate === undefined ? {} : { corporate }),
      ...(upi === undefined ? {} : { upi })
    },
    privateKeyPem: readPem(text("HUNDI_PRIVATE_KEY_FILE"), "HUNDI_PRIVATE_KEY_FILE"),
    bankCertificatePem: readPem(text("HUNDI_BANK_CERT_FILE"), "HUNDI_BANK_CERT_FILE")
  }
}

/** Settings that only make sense together: all of them, or none. */
const groupOf = <F extends string>(env: Env, names: Readonly<Record<F, string>>): Readonly<Record<F, string>> | undefined => {
  const entries = Object.entries<string>(names)
  return entries.every(([, name]) => env[name]) ? (Object.fromEntries(entries.map(([field, name]) => [field, env[name] ?? ""])) as Readonly<Record<F, string>>) : undefined
}

const readPem = (path: string, name: string): string => {
  try {
    return readFileSync(path, "utf8")
  } catch (error) {
    throw new UsageError(`${name}: the file cannot be read (${(error as NodeJS.ErrnoException).code ?? "failed"})`)
  }
}
