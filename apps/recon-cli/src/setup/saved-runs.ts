import { existsSync, readdirSync, statSync } from "node:fs"
import { join, resolve } from "node:path"
import type { StateFolder } from "./state-folder.ts"
import { UsageError } from "./usage-error.ts"

/**
 * The folder of a kept run: by digest or its beginning, by path, or the newest. A run that failed half-way has no folder: it is renamed
 * into place when it is whole. @throws UsageError
 */
export const runFolderOf = ({ runs }: StateFolder, wanted: string | undefined): string => {
  const digests = existsSync(runs) ? readdirSync(runs).filter((name) => /^[0-9a-f]{64}$/.test(name)) : []
  if (wanted === undefined || wanted === "latest") {
    const newest = digests.map((name) => ({ name, at: statSync(join(runs, name)).mtimeMs })).sort((one, other) => other.at - one.at)[0]
    if (newest === undefined) throw new UsageError("no run has been kept yet: hundi-recon run --statement FILE")
    return join(runs, newest.name)
  }
  const found = digests.filter((name) => wanted.length >= 4 && name.startsWith(wanted.toLowerCase()))
  if (found.length > 1) throw new UsageError(`several runs begin with ${wanted}: give more of the digest`)
  if (found[0] !== undefined) return join(runs, found[0])
  if (existsSync(join(wanted, "run.json"))) return resolve(wanted)
  throw new UsageError(`there is no kept run ${wanted}`)
}
