import { existsSync, mkdirSync } from "node:fs"
import { dirname, join, resolve } from "node:path"
import { UsageError } from "./usage-error.ts"

/** Where things are. Absolute paths. */
export interface StateFolder {
  readonly root: string
  readonly journal: string
  /** What the worker's simulator gave us at registration. */
  readonly partner: string
  readonly keys: string
  /** Everything of reconciliation. */
  readonly recon: string
  readonly runs: string
  readonly books: string
  /** What does not fit into memory while a run is made. */
  readonly scratch: string
  readonly instanceLock: (instance: string) => string
}

/** `HUNDI_STATE`, or the nearest `.hundi` from here upwards, or one that would be made here. Touches nothing. */
export const stateFolderOf = (env: NodeJS.ProcessEnv, from = process.cwd()): StateFolder => {
  const root = env["HUNDI_STATE"] ? resolve(env["HUNDI_STATE"]) : (nearest(from) ?? join(from, ".hundi"))
  const recon = join(root, "recon")
  return {
    root,
    journal: join(root, "journal.sqlite"),
    partner: join(root, "partner.json"),
    keys: join(root, "keys"),
    recon,
    runs: join(recon, "runs"),
    books: join(recon, "books.sqlite"),
    scratch: join(recon, "scratch"),
    instanceLock: (instance) => join(root, `instance-${instance}.lock`)
  }
}

/** Makes a folder that only its owner may look into. @throws UsageError */
export const makeFolder = (path: string): void => {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new UsageError(`cannot make the folder ${path}: ${(error as NodeJS.ErrnoException).code ?? "failed"} (HUNDI_STATE says where)`)
  }
}

const nearest = (from: string): string | undefined => {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    if (existsSync(join(folder, ".hundi"))) return join(folder, ".hundi")
    if (dirname(folder) === folder) return undefined
  }
}
