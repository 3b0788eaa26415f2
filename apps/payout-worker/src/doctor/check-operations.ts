import { readOperationsSettings, readVaultKeys } from "../setup/operations-settings.ts"
import { SetupError } from "../setup/setup-error.ts"
import type { StateFolder } from "../setup/state-folder.ts"
import { countSealed } from "../worker/open-journal.ts"
import { fail, type Finding, note, ok } from "./finding.ts"

/** What stands around the payouts: rules, webhooks, penny drops, callbacks, and whether names and accounts are sealed. */
export const checkOperations = (env: NodeJS.ProcessEnv, folder: StateFolder): readonly Finding[] => {
  try {
    return [...judgeSettings(env), judgeSealing(env, folder)]
  } catch (error) {
    // A SetupError is ours: it names settings and rules, never values.
    const detail = error instanceof SetupError ? error.message : "the settings cannot be read"
    return [fail("operations", detail, "mend the setting that is named, then run doctor again")]
  }
}

const judgeSettings = (env: NodeJS.ProcessEnv): readonly Finding[] => {
  const { policy, webhook, drops, callbacks } = readOperationsSettings(env)
  return [
    policy === undefined
      ? note("policy", "HUNDI_POLICY_FILE is not set: no approvals, limits or windows; whoever may order, pays")
      : ok("policy", "its rules are asked before each payment; hundi-worker policy check FILE says them in words"),
    webhook === undefined ? note("webhooks", "HUNDI_WEBHOOK_URL is not set: none are sent") : ok("webhooks", `signed with ${webhook.secrets.length} secrets`),
    drops === undefined
      ? note("penny drops", "HUNDI_DROP_DAY_PAISE and HUNDI_DROP_USER_DAY_PAISE are not set: accounts are checked by what is stored alone")
      : ok("penny drops", "within their budgets of the day"),
    callbacks === undefined
      ? note("callbacks", "taken from this machine only; HUNDI_CALLBACK_HOST opens a listener for nothing else")
      : ok("callbacks", `a listener of their own, on port ${callbacks.port}`)
  ]
}

const judgeSealing = (env: NodeJS.ProcessEnv, folder: StateFolder): Finding => {
  const keys = readVaultKeys(env)
  const { sealed, clear } = countSealed(folder)
  if (keys === undefined && sealed > 0) return fail("sealing", `names and accounts of ${sealed} payouts are sealed, and HUNDI_VAULT_KEYS_FILE is not set`, "set it to the file with their keys")
  if (keys === undefined) return note("sealing", "names and accounts are kept in clear: HUNDI_VAULT_KEYS_FILE is not set")
  return clear > 0
    ? fail("sealing", `names and accounts of ${clear} payouts are in clear, ${sealed} are sealed`, "stop every worker, then run hundi-worker migrate --seal")
    : ok("sealing", `names and accounts of all ${sealed} payouts are sealed; ${keys.length} keys`)
}
