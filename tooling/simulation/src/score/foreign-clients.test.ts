import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, beforeAll, expect, it } from "vitest"
import { findJava, findOpenssl, findPhp, findPython } from "./find-program.ts"
import { scoreClient } from "./score-client.ts"
import { type OwnBank, startBank } from "./start-bank.ts"

const clients = fileURLToPath(new URL("../../../e2e/clients/", import.meta.url))
const folder = mkdtempSync(join(tmpdir(), "hundi-foreign-"))
let bank: OwnBank
beforeAll(async () => void (bank = await startBank(folder, 1)), 60_000)
afterAll(async () => {
  await bank.stop()
  rmSync(folder, { recursive: true, force: true })
})

const foreign = [
  ["PHP, its openssl", findPhp(), "php/guide-client.php"],
  ["Python, cryptography", findPython(), "python/careful_client.py"],
  ["Java, javax.crypto", findJava(), "java/Client.java"],
  ["shell, openssl and curl", findOpenssl(), "shell/pay.sh"]
] as const

// Nothing that these run was written with the project's envelope or client: both ends would have to make the same mistake.
for (const [name, program, path] of foreign) {
  it.skipIf(program === undefined)(`a client of another language pays and enquires: ${name}`, async () => {
    const score = await scoreClient({ client: `${program} '${clients}${path}'`, bankUrl: bank.url, plain: true, bankTimeoutMs: 20_000 })
    expect(score.lastRun).toMatchObject({ exitCode: 0, isKilled: false })
    expect(score).toMatchObject({ payouts: 3, works: true, paidTwice: 0, lost: 0, misStated: 0, stray: 0, unknown: 0 })
    expect(score.verdicts.map(({ said, debits }) => ({ said, debits }))).toEqual(Array(3).fill({ said: "paid", debits: 1 }))
  }, 120_000)
}

it("a client that does nothing makes no mistake, and is told apart all the same", async () => {
  const score = await scoreClient({ client: "true", bankUrl: bank.url, plain: true })
  expect(score).toMatchObject({ works: false, paidTwice: 0, lost: 0, misStated: 0 })
})

it("a client that hangs is ended at the limit, with all that it started", async () => {
  const startedAt = performance.now()
  const score = await scoreClient({ client: "sleep 60 & sleep 60; echo", bankUrl: bank.url, plain: true, limitMs: 500 })
  expect(score.lastRun.isKilled).toBe(true)
  expect(performance.now() - startedAt).toBeLessThan(30_000)
})
