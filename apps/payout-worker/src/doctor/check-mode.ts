import { existsSync, statSync } from "node:fs"
import { type Finding, note, ok, warn } from "./finding.ts"

/** Others on this machine must not read keys or account numbers (L10). */
export const checkMode = (name: string, path: string): Finding => {
  if (!existsSync(path)) return note(name, `${path} is not there yet; the first start makes it`)
  const others = statSync(path).mode & 0o077
  return others === 0 ? ok(name, path) : warn(name, `${path} is open to others on this machine`, `chmod go-rwx ${path}`)
}
