import { existsSync } from "node:fs"
import { SetupError } from "./setup-error.ts"
import type { StateFolder } from "./state-folder.ts"

/** What the worker is called beside a simulator. */
export const DEMO_SENDER = "HUNDI DEMO"

/** Our name as payees know us. @throws SetupError when it is not set */
export const senderNameOf = (env: NodeJS.ProcessEnv, { partner }: StateFolder): string => {
  const name = env["HUNDI_SENDER_NAME"]
  if (name) return name
  if (existsSync(partner)) return DEMO_SENDER
  throw new SetupError("HUNDI_SENDER_NAME is not set: your name as the payee knows you")
}
