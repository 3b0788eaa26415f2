import { createWriteStream, existsSync, renameSync, rmSync } from "node:fs"
import { resolve } from "node:path"
import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import { parsePostingMapping, postEntries, type ReconFinding, samplePostingMapping, toJson, writeFindingsCsv, writeJson, writeLedgerCsv, writeReport, writeXlsx } from "@hundi/recon/books"
import { openRun } from "@hundi/recon/engine"
import { claimsOf } from "@hundi/recon/clocks"
import { type FlagsOf, needed } from "../cli/parse-command.ts"
import { readJsonFile } from "../setup/read-json-file.ts"
import { runFolderOf } from "../setup/saved-runs.ts"
import { stateFolderOf } from "../setup/state-folder.ts"
import { UsageError } from "../setup/usage-error.ts"

type Flags = FlagsOf<"export">
type Run = Awaited<ReturnType<typeof openRun>>

/** What each form of export is made of; xlsx writes its file itself. */
const forms: Readonly<Record<string, (run: Run, flags: Flags) => AsyncIterable<string>>> = {
  json: (run) => writeJson(run, run.findings()),
  csv: (run) => writeFindingsCsv(run.findings()),
  html: (run, flags) => page(run, flags),
  gl: (run, { mapping }) => {
    const postings = parsePostingMapping(readJsonFile(needed(mapping, "mapping", "which ledger account is what; --sample prints one"), "--mapping"))
    return writeLedgerCsv(postEntries(run.findings(), postings), postings)
  }
}

/** Writes a kept run for people and other programs. Returns the exit code. */
export const exportRun = async (flags: Flags): Promise<number> => {
  const format = needed(flags.format, "format", `${Object.keys(forms).join(", ")} or xlsx`)
  if (format === "gl" && flags.sample) {
    process.stdout.write(`${JSON.stringify(samplePostingMapping, null, 2)}\n`)
    return 0
  }
  const form = forms[format]
  if (form === undefined && format !== "xlsx") throw new UsageError(`--format is one of ${Object.keys(forms).join(", ")}, xlsx`)
  const out = needed(flags.out, "out", "the file to write, or - for standard output")
  const path = out === "-" ? undefined : resolve(out)
  if (path !== undefined && existsSync(path)) throw new UsageError(`${out} is there already: reports are not overwritten`)
  const run = await openRun(runFolderOf(stateFolderOf(process.env), flags.run))
  try {
    if (path === undefined && form === undefined) throw new UsageError("a workbook needs a file: --out day.xlsx")
    if (path === undefined) for await (const piece of form?.(run, flags) ?? []) process.stdout.write(piece)
    else if (form === undefined) await writeWhole(path, (draft) => writeXlsx(draft, run, run.findings()))
    else await writeWhole(path, (draft) => pipeline(Readable.from(form(run, flags)), createWriteStream(draft, { mode: 0o600 })))
    if (path !== undefined) process.stdout.write(flags.json ? `${toJson({ format, file: path, run: run.digest })}\n` : `${path}\n`)
    return 0
  } finally {
    run.close()
  }
}

/** Whole or not at all: a half ledger must not be imported. */
const writeWhole = async (path: string, write: (draft: string) => Promise<void>): Promise<void> => {
  const draft = `${path}.${process.pid}.part`
  try {
    await write(draft)
    renameSync(draft, path)
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  }
}

async function* page(run: Run, { company }: Flags): AsyncGenerator<string> {
  const cameBack: ReconFinding[] = []
  for await (const finding of run.findings({ outcomes: ["reversed", "returned", "declined-with-reversal", "reversed-in-part"] })) cameBack.push(finding)
  const { claims } = claimsOf(cameBack, run.asOf)
  yield await writeReport({ run, findings: run.findings(), claims, printedAt: Date.now(), ...(company === undefined ? {} : { company }) })
}
