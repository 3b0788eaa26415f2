import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import type { Server } from "node:http"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, expect, it } from "vitest"
import { serve } from "./run-browser.ts"

let folder = ""
let server: Server
let report: ReturnType<typeof serve>["report"]
let origin = ""

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "hundi-serve-"))
  writeFileSync(join(folder, "browser.mjs"), "export {}")
  ;({ server, report } = serve(folder))
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

it("serves a page that loads the bundle as a module", async () => {
  expect(await (await fetch(origin)).text()).toContain('<script type="module" src="/browser.mjs">')
  const script = await fetch(`${origin}/browser.mjs`)
  expect([script.headers.get("content-type"), await script.text()]).toEqual(["text/javascript", "export {}"])
})

it("answers 404 to everything else, missing chunks included", async () => {
  for (const path of ["/passwd", "/missing.mjs", "/favicon.ico"]) expect((await fetch(origin + path)).status, path).toBe(404)
})

it("hands over the report that the page posts", async () => {
  await fetch(`${origin}/report`, { method: "POST", body: JSON.stringify({ runtime: "browser", passed: 3 }) })
  expect(await report).toEqual({ runtime: "browser", passed: 3 })
})
