import { spawn } from "node:child_process"
import { accessSync, constants, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs"
import { createServer } from "node:http"
import type { Server } from "node:http"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { basename, delimiter, join } from "node:path"
import type { RuntimeReport } from "../run-suites.ts"

const TIMEOUT_MS = 180_000
const PAGE = '<!doctype html><meta charset="utf-8"><title>conformance</title><script type="module" src="/browser.mjs"></script>'

/**
 * Runs the bundled suites in a headless Chromium found on PATH, as Debian names it.
 *
 * @param folder of the bundle
 * @returns undefined when there is no `chromium` on PATH
 */
export async function runBrowser(folder: string): Promise<RuntimeReport | undefined> {
  const chromium = findOnPath("chromium")
  if (chromium === undefined) return undefined
  const { server, report } = serve(folder)
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const profile = mkdtempSync(join(tmpdir(), "hundi-browser-"))
  const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", `--user-data-dir=${profile}`]
  const child = spawn(chromium, [...flags, `http://127.0.0.1:${(server.address() as AddressInfo).port}/`], { stdio: "ignore" })
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()))
  try {
    return await Promise.race([report, failed(child), late()])
  } finally {
    child.kill()
    await ended
    server.closeAllConnections()
    server.close()
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}

const failed = (child: ReturnType<typeof spawn>): Promise<never> =>
  new Promise((_, reject) => {
    child.once("error", reject)
    child.once("exit", (code) => reject(new Error(`chromium ended with ${code} before it reported`)))
  })

const late = (): Promise<never> =>
  new Promise((_, reject) => setTimeout(() => reject(new Error(`no report within ${TIMEOUT_MS} ms`)), TIMEOUT_MS).unref())

/** Serves the page and the bundle on loopback, and takes the report back. */
export function serve(folder: string): { readonly server: Server; readonly report: Promise<RuntimeReport> } {
  let deliver: (report: RuntimeReport) => void
  const report = new Promise<RuntimeReport>((resolve) => (deliver = resolve))
  const server = createServer((request, response) => {
    const name = basename(request.url ?? "/")
    if (request.method === "POST") {
      const parts: Buffer[] = []
      request.on("data", (part: Buffer) => parts.push(part))
      request.on("end", () => {
        response.end()
        deliver(JSON.parse(Buffer.concat(parts).toString()) as RuntimeReport)
      })
    } else if (name === "") response.setHeader("content-type", "text/html").end(PAGE)
    else if (readdirSync(folder).includes(name)) response.setHeader("content-type", "text/javascript").end(readFileSync(join(folder, name)))
    else response.writeHead(404).end()
  })
  return { server, report }
}

function findOnPath(name: string): string | undefined {
  for (const folder of (process.env["PATH"] ?? "").split(delimiter)) {
    try {
      accessSync(join(folder, name), constants.X_OK)
      return join(folder, name)
    } catch {
      continue
    }
  }
  return undefined
}
