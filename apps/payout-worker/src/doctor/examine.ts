import { isLoopback } from "../setup/read-settings.ts"
import type { StateFolder } from "../setup/state-folder.ts"
import { checkBalance } from "./check-balance.ts"
import { checkBankCertificate } from "./check-bank-certificate.ts"
import { checkClock } from "./check-clock.ts"
import { checkJournal } from "./check-journal.ts"
import { checkMode } from "./check-mode.ts"
import { checkOperations } from "./check-operations.ts"
import { checkOwnKeys } from "./check-own-keys.ts"
import { checkReach } from "./check-reach.ts"
import { checkSettings } from "./check-settings.ts"
import { checkSpace } from "./check-space.ts"
import { fail, type Finding, note } from "./finding.ts"
import { type Probe, probeHost } from "./probe-host.ts"

/** What an examination needs. */
export interface Patient {
  readonly env: NodeJS.ProcessEnv
  readonly folder: StateFolder
  /** ms since 1970 (UTC). */
  readonly now: () => number
  /** How the bank's host is looked at; tests bring their own. */
  readonly probe?: Probe
}

/** Looks at settings, keys, certificates, the way to the bank, its clock, and the journal. Every check answers; none throws. */
export const examine = async ({ env, folder, now, probe = probeHost }: Patient): Promise<readonly Finding[]> => {
  const url = urlOf(env)
  const groups = await Promise.all([
    guarded("settings", () => checkSettings(env)),
    guarded("operations", () => checkOperations(env, folder)),
    guarded("state folder", () => [checkMode("state folder", folder.root), ...checkSpace(folder)]),
    guarded("own keys", () => checkOwnKeys(env, folder, now())),
    guarded("bank's certificate", () => checkBankCertificate(env, now())),
    url === undefined
      ? [note("bank", "HUNDI_BANK_URL is not set: nothing to reach, and no clock to compare with")]
      : guarded("bank", async () => checkReach(await probe(url), { host: url.host, simulated: isLoopback(url.hostname), now: now() })),
    url === undefined ? [] : guarded("balance", () => checkBalance({ env, folder, url, now })),
    url === undefined ? [] : guarded("clock", async () => [await checkClock(url, now)]),
    guarded("journal", () => checkJournal(folder, now()))
  ])
  return groups.flat()
}

const urlOf = ({ HUNDI_BANK_URL: text }: NodeJS.ProcessEnv): URL | undefined => (text && URL.canParse(text) ? new URL(text) : undefined)

/** A check that breaks says so, and stops no other. What it threw is not quoted: it may hold a file's content. */
const guarded = async (name: string, check: () => readonly Finding[] | Promise<readonly Finding[]>): Promise<readonly Finding[]> => {
  try {
    return await check()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const what = typeof code === "string" && /^[A-Z_]{2,40}$/.test(code) ? code : "unexpected fault"
    return [fail(name, `this check itself failed: ${what}`, "run doctor again; if it stays so, look at the file or host that the setting names")]
  }
}
