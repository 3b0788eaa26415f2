import { spawn } from "node:child_process"
import { createHash } from "node:crypto"
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import type { PayoutStatus } from "@hundi/core"
import { openSqliteJournal } from "@hundi/journal/sqlite"

/** Hundi's own worker as a client of score-client: runs `hundi-worker pay FILE`, then reads the journal that it leaves. */
const main = async (csvPath: string): Promise<number> => {
  const state = setting("HUNDI_STATE")
  giveCredentials(state)
  const code = await runWorker(csvPath)
  const journal = openSqliteJournal(join(state, "journal.sqlite"))
  for (const payoutId of readIds(csvPath)) {
    const view = await journal.get(`default/${payoutId}`)
    if (view === undefined) continue
    console.log(JSON.stringify({ payout_id: payoutId, status: wordOf(view.payout.status), hundi: view.payout.status }))
  }
  await journal.close()
  return code
}

/** Reversed money is back, so that nothing stands; what waits, or is with people, is open. */
const wordOf = (status: PayoutStatus): "paid" | "failed" | "unknown" => {
  if (status === "settled") return "paid"
  return status === "failed" || status === "reversed" || status === "cancelled" ? "failed" : "unknown"
}

const worker = fileURLToPath(new URL("../../../../apps/payout-worker/src/main.ts", import.meta.url))

const runWorker = (csvPath: string): Promise<number> =>
  new Promise((resolve, reject) => {
    // In our process group, so that a kill of the client is a kill of the worker. What it prints is for people: stderr.
    const child = spawn(process.execPath, ["--conditions=hundi-source", worker, "pay", csvPath, "--json"], { stdio: ["ignore", 2, 2] })
    child.once("error", reject).once("close", (code) => resolve(code ?? 1))
  })

/**
 * A worker registers itself with a simulator, unless its state folder says that it has. Here the partner is made already,
 * so its state folder is given what the worker itself would have kept.
 */
const giveCredentials = (state: string): void => {
  const partnerPath = join(state, "partner.json")
  if (existsSync(partnerPath)) return
  const keys = join(state, "keys")
  mkdirSync(keys, { recursive: true, mode: 0o700 })
  writeFileSync(join(keys, "partner.pem"), readFileSync(setting("HUNDI_PRIVATE_KEY_FILE")), { mode: 0o600 })
  const bankCertificateSha256 = createHash("sha256").update(readFileSync(setting("HUNDI_BANK_CERT_FILE"), "utf8")).digest("hex")
  const partner = { apiKey: setting("HUNDI_API_KEY"), bcId: setting("HUNDI_BC_ID"), passCode: setting("HUNDI_PASSCODE"), bankCertificateSha256 }
  writeFileSync(partnerPath, JSON.stringify(partner), { mode: 0o600 })
}

const setting = (name: string): string => {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set: score-client gives it`)
  return value
}

/** The file is score-client's own, which quotes nothing; the first column is the id. */
const readIds = (csvPath: string): readonly string[] =>
  readFileSync(csvPath, "utf8").split("\r\n").slice(1).flatMap((line) => (line === "" ? [] : [line.split(",")[0] ?? ""]))

process.exitCode = await main(process.argv[2] ?? "")
