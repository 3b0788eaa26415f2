import { existsSync, readFileSync } from "node:fs"
import type { StateFolder } from "./state-folder.ts"
import { UsageError } from "./usage-error.ts"

/**
 * The account that payments are debited to: `--account`, then HUNDI_DEBIT_ACCOUNT, then what the simulator gave the worker. It is never
 * taken from the statement: then another account's statement would be believed. @throws UsageError
 */
export const ownAccountOf = (given: string | undefined, env: NodeJS.ProcessEnv, { partner }: StateFolder): string => {
  const account = given ?? (env["HUNDI_DEBIT_ACCOUNT"] || registered(partner))
  if (account === undefined) throw new UsageError("which account is debited? Give --account NUMBER, or set HUNDI_DEBIT_ACCOUNT")
  if (!/^\d{6,18}$/.test(account)) throw new UsageError("the account number is 6 to 18 digits, leading zeros included")
  return account
}

const registered = (path: string): string | undefined => {
  if (!existsSync(path)) return undefined
  const { debitAccount } = JSON.parse(readFileSync(path, "utf8")) as { readonly debitAccount?: unknown }
  return typeof debitAccount === "string" ? debitAccount : undefined
}
