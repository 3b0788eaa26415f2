import { spawnSync } from "node:child_process"
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, describe, expect, test } from "vitest"
import { generatePartnerKeys } from "../x509.ts"

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url))
const python = spawnSync("python3", ["-c", "import pty"]).status === 0
const folder = mkdtempSync(join(tmpdir(), "hundi-keys-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const atTerminal = (answers: readonly string[], args: string) => {
  const program = [process.execPath, "--conditions=hundi-source", here("main.node.ts"), ...args.split(" ")]
  const ran = spawnSync("python3", [here("at-a-terminal.py"), JSON.stringify(answers), ...program], { cwd: folder, encoding: "utf8", timeout: 30_000 })
  return { code: ran.status, shown: ran.stdout }
}

if (!python) console.warn("at-a-terminal: skipped, since this machine has no python3")
describe.skipIf(!python)("at a real terminal", () => {
  test("passwords are asked for, twice for a new file, and never shown", async () => {
    const keys = await generatePartnerKeys({ commonName: "Test", bits: 2048, now: Date.now() })
    writeFileSync(join(folder, "a.key"), keys.privateKeyPem)
    writeFileSync(join(folder, "a.cer"), keys.certificatePem)
    const pack = "convert a.key --certificate a.cer --to p12 --out a.p12"
    expect(atTerminal(["one word", "another"], pack)).toMatchObject({ code: 1, shown: expect.stringContaining("The two passwords differ: nothing was written.") })
    expect(existsSync(join(folder, "a.p12"))).toBe(false)
    expect(atTerminal(["\u0003"], pack)).toMatchObject({ code: 1, shown: expect.stringContaining("Stopped: nothing was written.") })
    const packed = atTerminal(["one word", "one word"], pack)
    expect(packed).toMatchObject({ code: 0, shown: expect.stringContaining("a.p12  p12, secret") })
    const opened = atTerminal(["one word"], "inspect a.p12")
    expect(opened.shown).toContain("a.p12: private key")
    const wrong = atTerminal(["one w0rd"], "inspect a.p12")
    expect(wrong).toMatchObject({ code: 1, shown: expect.stringContaining("a.p12: the password is wrong, or the file is damaged.") })
    expect(packed.shown + opened.shown + wrong.shown).not.toMatch(/one w.rd/)
  }, 60_000)
})
