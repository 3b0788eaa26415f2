import { HundiError } from "@hundi/core"
import { createNodeTransport } from "@hundi/core/node"
import { knownLink } from "../bank/connect-bank.ts"
import { openBalance } from "../bank/open-balance.ts"
import { readPolicy } from "../setup/operations-settings.ts"
import { SetupError } from "../setup/setup-error.ts"
import type { StateFolder } from "../setup/state-folder.ts"
import { fail, type Finding, note, ok, warn } from "./finding.ts"

interface Patient {
  readonly env: NodeJS.ProcessEnv
  readonly folder: StateFolder
  readonly url: URL
  readonly now: () => number
}

/** With a rule about the balance no payment goes while the bank does not say what the account holds: so it is asked, once. */
export const checkBalance = async ({ env, folder, url, now }: Patient): Promise<readonly Finding[]> => {
  const policy = rulesOf(env)
  if (policy === undefined || policy.balance === null) return []
  try {
    const link = await knownLink(url, env, folder)
    if (link === undefined) return [note("balance", "not asked: this worker has not registered with the simulator yet")]
    const transport = createNodeTransport({ baseUrl: url.href })
    try {
      const readBalance = await openBalance({ link, transport, now })
      return [judge(now() - (await readBalance()).asOf, policy.balance.maxAgeMs)]
    } finally {
      transport.close()
    }
  } catch (error) {
    // Both kinds are ours: they name settings and codes, never values.
    const detail = error instanceof SetupError || error instanceof HundiError ? error.message : "the balance could not be asked"
    return [fail("balance", `every payment is held: ${detail}`, "ask the bank whether the balance enquiry is open to your app and account, or set balance to null in the policy")]
  }
}

const judge = (ageMs: number, maxAgeMs: number): Finding =>
  ageMs <= maxAgeMs
    ? ok("balance", "the bank says what the account holds; payments that it cannot bear wait")
    : warn(
        "balance",
        `the bank's word about the account is ${Math.round(ageMs / 1000)} s old, older than balance.maxAgeMs of the policy: every payment is held`,
        "compare the clocks, or allow a greater age in the policy"
      )

/** A policy that cannot be read is another check's finding. */
const rulesOf = (env: NodeJS.ProcessEnv) => {
  try {
    return readPolicy(env)
  } catch {
    return undefined
  }
}
