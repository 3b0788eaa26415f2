import { existsSync } from "node:fs"
import { resolve } from "node:path"
import { contradictions, readAnchorFile } from "../audit/anchor-file.ts"
import { SetupError } from "../setup/setup-error.ts"
import { stateFolderOf } from "../setup/state-folder.ts"
import { verifyApprovals } from "./verify-approvals.ts"
import { withJournal } from "./with-journal.ts"

/**
 * Recomputes each payout's hash chain and each anchor, and holds the journal against a file of anchors: the one beside it, unless one
 * that was kept elsewhere is given (L9). Returns the exit code: 1 when something was altered.
 */
export const verifyAudit = ({ json, anchors: given }: { readonly json: boolean; readonly anchors: string | undefined }): Promise<number> =>
  withJournal(async (journal) => {
    const path = given === undefined ? stateFolderOf(process.env).anchors : resolve(given)
    if (given !== undefined && !existsSync(path)) throw new SetupError(`--anchors: there is no file ${path}`)
    const [altered, anchors, broken] = [await journal.verify(), await journal.anchors(), await journal.verifyAnchors()]
    const contradicted = contradictions(readAnchorFile(path), anchors)
    const approvals = verifyApprovals(stateFolderOf(process.env), journal)
    const ok = altered.length + broken.length + contradicted.length + approvals.length === 0
    const more = { brokenAnchors: broken, contradictedAnchors: contradicted, alteredApprovals: approvals }
    if (json) print(JSON.stringify({ ok, altered, anchors: anchors.length, ...more }))
    else if (ok) print(`every history is whole, and agrees with its ${anchors.length} anchors`)
    else {
      if (altered.length > 0) print(`ALTERED: the history of ${altered.length} payouts does not match its chain:\n${altered.join("\n")}`)
      if (broken.length > 0) print(`ALTERED: histories do not match the anchors ${broken.join(", ")}, which fixed them`)
      if (approvals.length > 0) print(`ALTERED: the log of approvals was changed or cut, at ${approvals.join(", ")}`)
      if (contradicted.length > 0) print(`ALTERED: the journal does not have the anchors ${contradicted.join(", ")} of ${path} as they are there: it is older, or another one`)
    }
    return ok ? 0 : 1
  })

/** Stops sends on a rail from this moment on, in every worker on this journal. Returns the exit code. */
export const pause = ({ rail, reason }: { readonly rail: string; readonly reason: string }): Promise<number> =>
  withJournal(async (journal) => {
    await journal.pause(rail, reason, Date.now())
    const [held] = (await journal.pauses()).filter((one) => one.rail === rail)
    print(`${rail} is paused because of: ${held?.reason ?? reason}. What is at the bank is asked about meanwhile; hundi-worker resume ${rail} ends it`)
    return 0
  })

/** Lets a paused rail send again; a running worker sees it at its next look. Returns the exit code. */
export const resume = ({ rail }: { readonly rail: string }): Promise<number> =>
  withJournal(async (journal) => {
    const paused = (await journal.pauses()).find((pause) => pause.rail === rail)
    if (paused !== undefined) await journal.resume(rail)
    print(paused === undefined ? `${rail} was not paused` : `${rail} sends again; it was paused because of ${paused.reason}`)
    return 0
  })

const print = (text: string): void => void process.stdout.write(`${text}\n`)
