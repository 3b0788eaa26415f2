import { readFileSync } from "node:fs"
import { type Journal, Sensitive } from "@hundi/core"
import { makeVaultKey, parseVaultKeys } from "@hundi/operations/at-rest"
import { afterEach, describe, expect, it, vi } from "vitest"
import { migrate } from "../commands/migrate.ts"
import { checkOperations } from "../doctor/check-operations.ts"
import { newStateFolder, writeFile } from "../doctor/testing.ts"
import { countSealed, openJournal, openPayoutJournal } from "./open-journal.ts"

const NOW = Date.now()
const text = makeVaultKey("2029a", Date.UTC(2020, 0, 1))
const keys = parseVaultKeys(text)
const account = "000123456789"
const accept = async (journal: Journal, payoutId: string): Promise<void> => {
  const beneficiary = { name: new Sensitive("Asha Rao", 0), accountNumber: new Sensitive(account), ifsc: "TEST0000001" }
  const order = { tenant: "default", payoutId, idempotencyKey: payoutId, amountPaise: 100n, remark: "", operation: "o", rail: "imps" as const, beneficiary }
  await journal.accept([{ id: `default/${payoutId}`, order, fingerprint: "f", beneficiaryHash: "b", scope: "s", dueAt: NOW }], NOW)
  await journal.close()
}

afterEach(() => vi.unstubAllEnvs())

describe("names and accounts at rest", () => {
  it("are sealed from the first payout on where there are keys, and cannot be read without them", async () => {
    const folder = newStateFolder()
    await accept(openPayoutJournal(folder, keys), "P1")
    const file = readFileSync(folder.journal, "latin1")
    expect([file.includes(account), file.includes("Asha Rao")]).toEqual([false, false])
    const journal = openPayoutJournal(folder, keys)
    expect((await journal.get("default/P1"))?.payout.beneficiary.accountNumber.reveal()).toBe(account)
    await journal.close()
    expect(() => openPayoutJournal(folder, undefined)).toThrow("are sealed, and HUNDI_VAULT_KEYS_FILE is not set")
    // A pause needs no names.
    const plain = openJournal(folder)
    await plain.pause("imps", "x", NOW)
    await plain.close()
    expect(checkOperations({}, folder)).toContainEqual(expect.objectContaining({ name: "sealing", result: "fail" }))
  })

  it("that were in clear are refused with keys until migrate --seal has sealed them, and then nothing of them is left in the file", async () => {
    const folder = newStateFolder()
    const path = writeFile(folder, "vault.keys", text)
    await accept(openPayoutJournal(folder, undefined), "P1")
    await accept(openPayoutJournal(folder, undefined), "P2")
    expect(() => openPayoutJournal(folder, keys)).toThrow("hundi-worker migrate --seal")
    expect(checkOperations({ HUNDI_VAULT_KEYS_FILE: path }, folder)).toContainEqual(expect.objectContaining({ name: "sealing", result: "fail", detail: expect.stringContaining("2 payouts are in clear") }))
    vi.stubEnv("HUNDI_STATE", folder.root)
    await expect(migrate({ name: "migrate", seal: true })).rejects.toThrow("--seal needs HUNDI_VAULT_KEYS_FILE")
    vi.stubEnv("HUNDI_VAULT_KEYS_FILE", path)
    const said = vi.spyOn(process.stdout, "write").mockReturnValue(true)
    try {
      expect(await migrate({ name: "migrate", seal: true })).toBe(0)
      expect(said.mock.calls.join()).toContain("2 payouts were sealed")
      // A newer key seals from its day on; what is old is brought over by the same command.
      writeFile(folder, "vault.keys", `${text}\n${makeVaultKey("2030a", Date.UTC(2021, 0, 1))}`)
      said.mockClear()
      await migrate({ name: "migrate", seal: true })
      await migrate({ name: "migrate", seal: true })
      expect(said.mock.calls.join()).toMatch(/2 payouts were sealed[\s\S]*0 payouts were sealed/)
    } finally {
      said.mockRestore()
    }
    expect(countSealed(folder)).toEqual({ sealed: 2, clear: 0 })
    expect(readFileSync(folder.journal, "latin1")).not.toContain(account)
    expect(checkOperations({ HUNDI_VAULT_KEYS_FILE: path }, folder)).toContainEqual(expect.objectContaining({ name: "sealing", result: "ok" }))
  })

  it("the doctor says when they are kept in clear", () => {
    expect(checkOperations({}, newStateFolder())).toContainEqual(expect.objectContaining({ name: "sealing", result: "note", detail: expect.stringContaining("in clear") }))
  })
})
