import { readFileSync } from "node:fs"
import { HundiError } from "@hundi/core"
import { type ControlsPolicy, parsePolicy } from "@hundi/operations/controls"
import { type FallbackPolicy, parseFallbackPolicy } from "@hundi/operations/planner"
import { parseVaultKeys, type VaultKey } from "@hundi/operations/at-rest"
import { showPath } from "../doctor/show-path.ts"
import { SetupError } from "./setup-error.ts"

type Env = NodeJS.ProcessEnv

/** What the operations are told. Each part is off unless it is set. Amounts are paise. */
export interface OperationsSettings {
  readonly policy: ControlsPolicy | undefined
  /** After which proved declines a payout goes on over which rail, without a person's order. */
  readonly fallback: FallbackPolicy | undefined
  readonly rate: { readonly perSecond: number; readonly burst: number } | undefined
  /** Secrets: newest first. */
  readonly webhook: { readonly url: string; readonly secrets: readonly string[] } | undefined
  readonly drops: { readonly dayPaise: bigint; readonly userDayPaise: bigint } | undefined
  /** A second listener that takes the bank's callbacks and nothing else. */
  readonly callbacks: { readonly host: string; readonly port: number } | undefined
}

/** All off: a worker as it is without these settings. */
export const noOperations: OperationsSettings = {
  policy: undefined,
  fallback: undefined,
  rate: undefined,
  webhook: undefined,
  drops: undefined,
  callbacks: undefined
}

/** Reads the settings of policy, rate, webhooks, penny drops and callbacks. @throws SetupError naming setting and rule, never a secret */
export const readOperationsSettings = (env: Env): OperationsSettings => ({
  policy: readPolicy(env),
  fallback: readFallback(env),
  rate: readRate(env),
  webhook: readWebhook(env),
  drops: readDrops(env),
  callbacks: readCallbacks(env)
})

/** The rules of `HUNDI_POLICY_FILE`; undefined without the setting. @throws SetupError naming every field that is wrong */
export const readPolicy = (env: Env): ControlsPolicy | undefined => {
  const path = env["HUNDI_POLICY_FILE"]
  if (!path) return undefined
  return readPolicyFile(path, "HUNDI_POLICY_FILE")
}

/** A file of rules. @throws SetupError naming every field that is wrong, and its rule */
export const readPolicyFile = (path: string, name: string): ControlsPolicy => {
  const text = readText(name, path)
  try {
    return parsePolicy(JSON.parse(text))
  } catch (error) {
    // A parser's own message may quote the file.
    throw new SetupError(`${name}: ${error instanceof HundiError ? error.message : "the file is not JSON"}`)
  }
}

/** The rules of `HUNDI_FALLBACK_FILE`. @throws SetupError naming the field that is wrong, and its rule */
const readFallback = (env: Env): FallbackPolicy | undefined => {
  const path = env["HUNDI_FALLBACK_FILE"]
  if (!path) return undefined
  const text = readText("HUNDI_FALLBACK_FILE", path)
  try {
    return parseFallbackPolicy(JSON.parse(text))
  } catch (error) {
    throw new SetupError(`HUNDI_FALLBACK_FILE: ${error instanceof HundiError ? error.message : "the file is not JSON"}`)
  }
}

const readRate = (env: Env): OperationsSettings["rate"] => {
  const text = env["HUNDI_RATE_PER_SECOND"]
  if (!text) {
    if (env["HUNDI_RATE_BURST"]) throw new SetupError("HUNDI_RATE_BURST needs HUNDI_RATE_PER_SECOND: the sends a second that the bank takes from you")
    return undefined
  }
  const perSecond = Number(text)
  if (!/^\d{1,6}(\.\d{1,3})?$/.test(text) || perSecond <= 0) throw new SetupError("HUNDI_RATE_PER_SECOND must be a number above 0, such as 5 or 0.5")
  const burst = env["HUNDI_RATE_BURST"] || "1"
  if (!/^[1-9]\d{0,5}$/.test(burst)) throw new SetupError("HUNDI_RATE_BURST must be a whole number from 1 to 999999")
  return { perSecond, burst: Number(burst) }
}

const readWebhook = (env: Env): OperationsSettings["webhook"] => {
  const [url, path] = [env["HUNDI_WEBHOOK_URL"], env["HUNDI_WEBHOOK_SECRET_FILE"]]
  if (!url && !path) return undefined
  if (!url) throw new SetupError("HUNDI_WEBHOOK_SECRET_FILE needs HUNDI_WEBHOOK_URL: where the webhooks go")
  if (!path) throw new SetupError("HUNDI_WEBHOOK_URL needs HUNDI_WEBHOOK_SECRET_FILE: one secret a line (whsec_...), the newest first")
  const secrets = linesOf(readText("HUNDI_WEBHOOK_SECRET_FILE", path))
  if (secrets.length === 0) throw new SetupError("HUNDI_WEBHOOK_SECRET_FILE holds no secret: one a line (whsec_...), the newest first")
  return { url, secrets }
}

const readDrops = (env: Env): OperationsSettings["drops"] => {
  const [day, user] = [readPaise(env, "HUNDI_DROP_DAY_PAISE"), readPaise(env, "HUNDI_DROP_USER_DAY_PAISE")]
  if (day === undefined && user === undefined) return undefined
  if (day === undefined || user === undefined) {
    const missing = day === undefined ? "HUNDI_DROP_DAY_PAISE" : "HUNDI_DROP_USER_DAY_PAISE"
    throw new SetupError(`${missing} is needed too: penny drops have a budget of the day for everybody and one for each asker`)
  }
  return { dayPaise: day, userDayPaise: user }
}

const readPaise = (env: Env, name: string): bigint | undefined => {
  const text = env[name]
  if (!text) return undefined
  if (!/^\d{1,9}$/.test(text)) throw new SetupError(`${name} must be paise as a whole number, such as 10000 for Rs 100`)
  return BigInt(text)
}

const readCallbacks = (env: Env): OperationsSettings["callbacks"] => {
  const [host, port] = [env["HUNDI_CALLBACK_HOST"], env["HUNDI_CALLBACK_PORT"]]
  if (!host && !port) return undefined
  if (port && (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)) throw new SetupError("HUNDI_CALLBACK_PORT must be a whole number from 0 to 65535")
  return { host: host || "127.0.0.1", port: Number(port || 4101) }
}

/** The keys that keep names and accounts closed; undefined without the setting. @throws SetupError naming line and rule, never a key */
export const readVaultKeys = (env: Env): readonly VaultKey[] | undefined => {
  const path = env["HUNDI_VAULT_KEYS_FILE"]
  if (!path) return undefined
  const text = readText("HUNDI_VAULT_KEYS_FILE", path)
  try {
    return parseVaultKeys(text)
  } catch (error) {
    throw new SetupError(`HUNDI_VAULT_KEYS_FILE: ${error instanceof HundiError ? error.message : "cannot be read"}`)
  }
}

const readText = (name: string, path: string): string => {
  try {
    return readFileSync(path, "utf8")
  } catch (error) {
    throw new SetupError(`${name}: the file ${showPath(path)} cannot be read (${(error as NodeJS.ErrnoException).code ?? "failed"})`)
  }
}

const linesOf = (text: string): readonly string[] => text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#"))
