import { mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from "node:fs/promises"
import type { ReconRun } from "../result.ts"
import { type Database, quoteText } from "./database.ts"
import { digestFile, dirname, join } from "./files.node.ts"
import type { ReconRules } from "./rules.ts"

/** What `run.json` holds. Money is decimal text of paise. */
export interface SavedRun {
  readonly form: 1
  readonly run: ReconRun
  readonly rules: ReconRules
  /** SHA-256, hex, of findings.parquet. */
  readonly findingsDigest: string
}

/**
 * Writes a run as `folder/{findings.parquet, run.json}`: under another name first, then renamed, so that a folder of that name is always
 * whole. When this run is there already, it is left as it is: the same digest is the same run.
 *
 * @throws Error when the folder holds something else.
 */
export const saveRun = async (db: Database, run: ReconRun, rules: ReconRules, folder: string): Promise<string> => {
  if (await isSaved(folder, run)) return folder
  await mkdir(dirname(folder), { recursive: true })
  const draft = await mkdtemp(join(dirname(folder), ".draft-"))
  try {
    const findings = join(draft, "findings.parquet")
    await db.run(`COPY (SELECT * FROM finding_rows ORDER BY "on", id) TO ${quoteText(findings)} (FORMAT parquet, COMPRESSION zstd)`)
    const saved: SavedRun = { form: 1, run, rules, findingsDigest: await digestFile(findings) }
    await writeFile(join(draft, "run.json"), `${writeJson(saved)}\n`)
    await rename(draft, folder)
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    // Somebody else saved the same run in the meantime.
    if (await isSaved(folder, run)) return folder
    throw error
  }
  return folder
}

const isSaved = async (folder: string, { digest }: ReconRun): Promise<boolean> => {
  if (!(await stat(folder).then(() => true, () => false))) return false
  const saved = await readSaved(folder).catch(() => null)
  if (saved?.run.digest !== digest) throw new Error(`recon: ${folder} is there and holds something else; a run is never written over`)
  return true
}

/** Reads `run.json` again and proves that the findings beside it are those that were saved. */
export const readSaved = async (folder: string): Promise<SavedRun> => {
  const saved = readJson(await readFile(join(folder, "run.json"), "utf8"))
  if (saved.form !== 1) throw new Error(`recon: ${folder} was written by another version`)
  if ((await digestFile(join(folder, "findings.parquet"))) !== saved.findingsDigest) {
    throw new Error(`recon: the findings in ${folder} are not those that were saved; a run is never edited`)
  }
  return saved
}

const moneyFields = /Paise$|^paise$/

const writeJson = (value: unknown): string =>
  JSON.stringify(value, (_, field: unknown) => (typeof field === "bigint" ? `${field}` : field), 2)

const readJson = (text: string): SavedRun =>
  JSON.parse(text, (name, field: unknown) => (moneyFields.test(name) && typeof field === "string" ? BigInt(field) : field)) as SavedRun
