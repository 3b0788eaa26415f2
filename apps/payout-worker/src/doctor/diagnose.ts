import { createPrivateKey, createPublicKey, X509Certificate } from "node:crypto"
import { readFileSync, statSync } from "node:fs"
import { join } from "node:path"
import { inspectCertificate } from "@hundi/crypto-envelope/x509"
import { splitPem } from "../setup/partner-keys.ts"
import { missingBankSettings, readSettings, isLoopback } from "../setup/read-settings.ts"
import { SetupError } from "../setup/setup-error.ts"
import type { StateFolder } from "../setup/state-folder.ts"
import { openJournal } from "../worker/open-worker.ts"

/** One thing looked at. `detail` never holds a secret. */
export interface Check {
  readonly name: string
  readonly result: "ok" | "note" | "problem"
  readonly detail: string
}

type Exists = (path: string) => boolean

const DAY_MS = 86_400_000
const SKEW_MS = 60_000
const CALL_MS = 10_000

/** Looks at settings, keys, certificates, journal, rails and clock. Every check answers; none throws. */
export const diagnose = async (env: NodeJS.ProcessEnv, folder: StateFolder, exists: Exists): Promise<readonly Check[]> => [
  checkSettings(env),
  checkMode("state folder", folder.root, exists),
  ...(await checkOwnKeys(env, folder, exists)),
  ...(await checkBankCertificate(env)),
  ...(await checkJournal(folder, exists)),
  await checkBank(env)
]

const ok = (name: string, detail: string): Check => ({ name, result: "ok", detail })
const note = (name: string, detail: string): Check => ({ name, result: "note", detail })
const problem = (name: string, detail: string): Check => ({ name, result: "problem", detail })

const checkSettings = (env: NodeJS.ProcessEnv): Check => {
  try {
    const { bankUrl } = readSettings(env)
    if (bankUrl === undefined) return note("settings", "HUNDI_BANK_URL is not set: only demo works, with a simulated bank")
    const missing = isLoopback(bankUrl.hostname) ? [] : missingBankSettings(env)
    return missing.length === 0 ? ok("settings", `the bank is ${bankUrl.host}`) : problem("settings", `missing: ${missing.join("; ")}`)
  } catch (error) {
    return problem("settings", messageOf(error))
  }
}

/** Others on this machine must not read keys or account numbers. */
const checkMode = (name: string, path: string, exists: Exists): Check => {
  if (!exists(path)) return note(name, `${path} is not there yet; the first start makes it`)
  const others = statSync(path).mode & 0o077
  return others === 0 ? ok(name, path) : problem(name, `${path} is open to others on this machine: chmod go-rwx it`)
}

const checkOwnKeys = async (env: NodeJS.ProcessEnv, folder: StateFolder, exists: Exists): Promise<readonly Check[]> => {
  const configured = env["HUNDI_PRIVATE_KEY_FILE"]
  const path = configured || join(folder.keys, "partner.pem")
  if (!exists(path)) return [configured ? problem("private key", `HUNDI_PRIVATE_KEY_FILE: ${path} is not there`) : note("private key", "none yet; the first demo makes one")]
  const checks = [checkMode("private key", path, exists)]
  try {
    const text = readFileSync(path, "utf8")
    const certificatePath = env["HUNDI_CERT_FILE"]
    const certificate = configured ? (certificatePath ? readFileSync(certificatePath, "utf8") : "") : splitPem(text).certificatePem
    if (certificate === "") return [...checks, note("own certificate", "HUNDI_CERT_FILE is not set: the certificate that you gave the bank cannot be compared with the key")]
    const key = createPublicKey(createPrivateKey(splitPem(text).privateKeyPem || text)).export({ type: "spki", format: "der" })
    const matches = key.equals(new X509Certificate(certificate).publicKey.export({ type: "spki", format: "der" }))
    return [
      ...checks,
      matches ? ok("key pair", "the private key belongs to the certificate") : problem("key pair", "the private key does not belong to the certificate: the bank's replies cannot be opened"),
      await checkCertificate("own certificate", certificate)
    ]
  } catch {
    return [...checks, problem("key pair", `${path} or its certificate cannot be read as PEM`)]
  }
}

const checkBankCertificate = async (env: NodeJS.ProcessEnv): Promise<readonly Check[]> => {
  const path = env["HUNDI_BANK_CERT_FILE"]
  if (!path) return []
  try {
    return [await checkCertificate("bank's certificate", readFileSync(path, "utf8"))]
  } catch (error) {
    return [problem("bank's certificate", `HUNDI_BANK_CERT_FILE: ${messageOf(error)}`)]
  }
}

/** The bank asks for 4096 bits; a certificate that lapses soon must be exchanged with the bank, which takes days. */
const checkCertificate = async (name: string, pem: string): Promise<Check> => {
  const { bits, notAfter, notBefore } = await inspectCertificate(pem)
  const daysLeft = Math.floor((Date.parse(notAfter) - Date.now()) / DAY_MS)
  if (daysLeft < 0) return problem(name, `lapsed on ${notAfter.slice(0, 10)}`)
  if (Date.parse(notBefore) > Date.now()) return problem(name, `not valid before ${notBefore}`)
  if (bits < 2048) return problem(name, `${bits} bits are too few; the bank asks for 4096`)
  if (bits < 4096) return note(name, `${bits} bits; the bank asks for 4096`)
  return (daysLeft < 30 ? note : ok)(name, `${bits} bits, ${daysLeft} days left`)
}

const checkJournal = async (folder: StateFolder, exists: Exists): Promise<readonly Check[]> => {
  if (!exists(folder.journal)) return [note("journal", "none yet; the first start makes it")]
  try {
    const journal = openJournal(folder)
    const [altered, pauses] = [await journal.verify(), await journal.pauses()]
    await journal.close()
    return [
      altered.length === 0 ? ok("journal", "opens, and every history is whole") : problem("journal", `ALTERED histories: ${altered.slice(0, 5).join(", ")}`),
      pauses.length === 0 ? ok("rails", "none is paused") : problem("rails", pauses.map(({ rail, reason }) => `${rail} is paused: ${reason}; hundi-worker resume ${rail}`).join("; "))
    ]
  } catch (error) {
    return [problem("journal", messageOf(error))]
  }
}

/** The bank's answers carry its time; business dates and time stamps come from our clock. */
const checkBank = async (env: NodeJS.ProcessEnv): Promise<Check> => {
  const url = env["HUNDI_BANK_URL"]
  if (!url || !URL.canParse(url)) return note("clock", "no bank to compare with")
  try {
    const response = await fetch(url, { method: "HEAD", redirect: "manual", signal: AbortSignal.timeout(CALL_MS) })
    const theirs = Date.parse(response.headers.get("date") ?? "")
    if (Number.isNaN(theirs)) return note("clock", "the bank answers, without a Date")
    const skewMs = Date.now() - theirs
    const text = `${Math.abs(Math.round(skewMs / 1000))} s ${skewMs < 0 ? "behind" : "ahead of"} the bank`
    return Math.abs(skewMs) > SKEW_MS ? problem("clock", `${text}: set this machine's clock`) : ok("clock", text)
  } catch {
    return problem("bank", `${new URL(url).host} does not answer`)
  }
}

/** Only our own errors are quoted: others may hold a path's or a key's content. */
const messageOf = (error: unknown): string => {
  if (error instanceof SetupError) return error.message
  const { code } = error as NodeJS.ErrnoException
  return code ?? "cannot be read"
}
