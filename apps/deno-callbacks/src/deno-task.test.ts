import { spawnSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, describe, expect, it } from "vitest"

const app = fileURLToPath(new URL("..", import.meta.url))
const { tasks } = JSON.parse(readFileSync(join(app, "deno.json"), "utf8")) as { readonly tasks: Readonly<Record<string, string>> }
const folder = mkdtempSync(join(tmpdir(), "hundi-deno-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const run = (flags: readonly string[]) =>
  spawnSync(join(app, "node_modules/deno/deno"), ["run", "--conditions=hundi-source", "--no-prompt", "--no-remote", ...flags, "src/main.ts"], {
    cwd: app,
    encoding: "utf8",
    env: { PATH: process.env["PATH"], HOME: folder, DENO_DIR: folder, NO_COLOR: "1", HUNDI_STATE: folder }
  })

describe("the permissions of the task", () => {
  it("are listed one by one: no run, no ffi, no machine, nothing for everything", () => {
    for (const task of Object.values(tasks)) {
      expect(task).not.toMatch(/--allow-(run|ffi|sys|all|import|hrtime)|\s-A\b|--allow-\w+(\s|$)/)
      expect(task).toMatch(/--no-prompt --no-remote/)
    }
    expect(tasks["start"]).toContain("--allow-write=.hundi/state ")
  })

  it("name every setting that the app reads, and no other variable", () => {
    const read = readFileSync(join(app, "src/settings/read-settings.ts"), "utf8").match(/(?<=")HUNDI_[A-Z_]+(?=")/g) ?? []
    const listed = /--allow-env=(\S+)/.exec(tasks["start"] ?? "")?.[1]?.split(",") ?? []
    expect([...listed].sort()).toEqual([...new Set(read)].sort())
  })

  it("are enforced: with more the app does not start, and says so", () => {
    const { status, stderr } = run(["-A"])
    expect([status, stderr]).toEqual([2, expect.stringContaining("use `deno task start`")])
  })

  it("are enforced: without the database's folder it does not start either", () => {
    const { status, stderr } = run([/--allow-env=\S+/.exec(tasks["start"] ?? "")?.[0] ?? "", "--allow-read=/nowhere"])
    expect([status, stderr]).toEqual([2, expect.stringContaining("Requires read access")])
  })
})
