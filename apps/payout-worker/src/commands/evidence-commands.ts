import { createPrivateKey } from "node:crypto"
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { istMidnight } from "@hundi/catalog/calendar"
import { idOf, type PayoutView } from "@hundi/core"
import { createAdvice, createDossier, printReport, signReport, verifyReport } from "@hundi/operations/evidence"
import type { PeopleCommand } from "../cli/parse-people-command.ts"
import { senderNameOf } from "../setup/sender-name.ts"
import { SetupError } from "../setup/setup-error.ts"
import { stateFolderOf } from "../setup/state-folder.ts"
import { allowed } from "./approval-commands.ts"
import { type CommandParts, withOperations } from "./with-operations.ts"

type Of<N extends PeopleCommand["name"]> = Extract<PeopleCommand, { readonly name: N }>

const DAY_MS = 86_400_000

/** Prints what the payee may be told. Returns the exit code. */
export const advice = ({ payoutId, form }: Of<"advice">): Promise<number> =>
  withOperations(async ({ journal }) => {
    const view = await find(journal, payoutId)
    const made = await allowed(() => createAdvice(view, { sender: { name: senderNameOf(process.env, stateFolderOf(process.env)) } }))
    process.stdout.write(form === "html" ? made.html : form === "json" ? `${JSON.stringify(made.json)}\n` : made.text)
    return 0
  })

/** Seals all evidence about one payout to the bank's support; it is in the history before the file is there. Returns the exit code. */
export const dossier = ({ payoutId, to, by, reason, out }: Of<"dossier">): Promise<number> =>
  withOperations(async ({ journal, log, now }) => {
    if (existsSync(out)) throw new SetupError("--out: this file is there already, and no dossier replaces another")
    const certificatePem = readFile(to, "--to")
    const view = await find(journal, payoutId)
    const row = log.approvalsBetween(0, now() + 1).findLast((one) => idOf(one.payoutId, one.tenant) === view.payout.id)
    const journalCheck = { altered: await journal.verify(), brokenAnchors: await journal.verifyAnchors() }
    const facts = { view, anchors: await journal.anchors(), approvals: row?.approvals ?? [], journalCheck, now: now(), by, reason }
    const { jwe, event, chainHolds } = await allowed(() => createDossier({ ...facts, recipient: { certificatePem } }))
    await journal.note(view.payout.id, event, now())
    writeFileSync(out, `${jwe}\n`, { mode: 0o600, flag: "wx", flush: true })
    print(`written: ${out}, sealed to the key ${event.detail.recipient} (compare it with the recipient by telephone), SHA-256 ${event.detail.digest}`)
    if (!chainHolds) print("WARNING: the payout's history was altered, and the dossier says so. Find out before you send it: hundi-worker verify-audit")
    return chainHolds ? 0 : 1
  })

/** Signs who approved and rejected what. Returns the exit code. */
export const approvalsReport = ({ from, to, key, out }: Of<"approvals-report">): Promise<number> =>
  withOperations(async ({ log, now }) => {
    if (out !== undefined && existsSync(out)) throw new SetupError("--out: this file is there already")
    const pair = await readSigningKey(key)
    const rows = log.approvalsBetween(istMidnight(from), istMidnight(to) + DAY_MS)
    const signed = await allowed(() => signReport({ kind: "approvals", from, to, rows, now: now(), key: { id: pair.id, ed25519: pair.privateKey } }))
    if (out === undefined) print(JSON.stringify(signed))
    else {
      writeFileSync(out, `${JSON.stringify(signed)}\n`, { mode: 0o600, flag: "wx", flush: true })
      process.stdout.write(printReport(await verifyReport(signed, { ed25519: pair.publicKey })).text)
    }
    return 0
  })

const readSigningKey = async (path: string) => {
  const refuse = (): never => {
    throw new SetupError("--key: an Ed25519 private key in PEM, without a password: openssl genpkey -algorithm ed25519")
  }
  try {
    const key = createPrivateKey(readFile(path, "--key"))
    if (key.asymmetricKeyType !== "ed25519") return refuse()
    const { d: _private, ...point } = key.export({ format: "jwk" })
    const { subtle } = globalThis.crypto
    return {
      privateKey: await subtle.importKey("pkcs8", new Uint8Array(key.export({ format: "der", type: "pkcs8" })), "Ed25519", false, ["sign"]),
      publicKey: await subtle.importKey("jwk", point, "Ed25519", true, ["verify"]),
      // The public point: it names the key to whoever checks.
      id: String(point.x)
    }
  } catch (error) {
    return error instanceof SetupError ? Promise.reject(error) : refuse()
  }
}

const find = async (journal: CommandParts["journal"], payoutId: string): Promise<PayoutView> => {
  const view = await journal.get(idOf(payoutId))
  if (view === undefined) throw new SetupError("there is no payout of that id")
  return view
}

const readFile = (path: string, name: string): string => {
  try {
    return readFileSync(path, "utf8")
  } catch (error) {
    throw new SetupError(`${name}: the file cannot be read (${(error as NodeJS.ErrnoException).code ?? "failed"})`)
  }
}

const print = (text: string): void => void process.stdout.write(`${text}\n`)
