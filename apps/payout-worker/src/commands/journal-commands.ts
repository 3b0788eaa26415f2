import { openStateFolder } from "../setup/state-folder.ts"
import { openJournal } from "../worker/open-worker.ts"
import { withJournal } from "./with-journal.ts"

/** Recomputes each payout's hash chain (L9). Returns the exit code: 1 when a history was altered. */
export const verifyAudit = ({ json }: { readonly json: boolean }): Promise<number> =>
  withJournal(async (journal) => {
    const altered = await journal.verify()
    if (json) print(JSON.stringify({ ok: altered.length === 0, altered }))
    else if (altered.length === 0) print("every history is whole")
    else print(`ALTERED: the history of ${altered.length} payouts does not match its chain:\n${altered.join("\n")}`)
    return altered.length === 0 ? 0 : 1
  })

/** Opens the journal, which brings its tables up to date; makes it when there is none. Returns the exit code. */
export const migrate = async (): Promise<number> => {
  const folder = openStateFolder(process.env)
  await openJournal(folder).close()
  print(`the journal ${folder.journal} is up to date`)
  return 0
}

/** Lets a paused rail send again; a running worker sees it at its next look. Returns the exit code. */
export const resume = ({ rail }: { readonly rail: string }): Promise<number> =>
  withJournal(async (journal) => {
    const paused = (await journal.pauses()).find((pause) => pause.rail === rail)
    if (paused !== undefined) await journal.resume(rail)
    print(paused === undefined ? `${rail} was not paused` : `${rail} sends again; it was paused because of ${paused.reason}`)
    return 0
  })

const print = (text: string): void => void process.stdout.write(`${text}\n`)
