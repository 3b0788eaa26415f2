import { existsSync, readFileSync } from "node:fs"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { join } from "node:path"
import { runCommand } from "../run-command.ts"

/**
 * `pnpm -r publish --dry-run` of a staged release, against a stand-in on loopback that knows no package: pnpm asks it which versions
 * exist already, and whatever would be more than a question is refused and reported. Nothing leaves the machine.
 *
 * @param names - the packages that have to go out
 */
export async function dryRunPublish(folder: string, names: readonly string[]): Promise<readonly string[]> {
  const writes: string[] = []
  const registry = createServer((request, response) => {
    if (request.method !== "GET") writes.push(`${request.method} ${request.url}`)
    request.resume()
    response.writeHead(request.method === "GET" ? 404 : 403, { "content-type": "application/json" }).end("{}")
  })
  await new Promise<void>((resolve) => registry.listen(0, "127.0.0.1", resolve))
  try {
    const url = `http://127.0.0.1:${(registry.address() as AddressInfo).port}/`
    const flags = ["--dry-run", "--no-git-checks", "--access", "public", "--report-summary", "--registry", url]
    const options = { cwd: folder, env: { pnpm_config_verify_deps_before_run: "false" } }
    const { ok, output } = await runCommand("npx", ["--yes", "pnpm@12.21.0", "-r", "publish", ...flags], options)
    if (!ok) return [`pnpm publish --dry-run failed:\n${output.trim()}`]
    return [...writes.map((write) => `a dry run must not write: ${write}`), ...checkSummary(readSummary(folder), names)]
  } finally {
    registry.close()
  }
}

/** What pnpm says it would have published. */
interface PublishSummary {
  readonly publishedPackages: readonly PublishedPackage[]
}

interface PublishedPackage {
  readonly name: string
  readonly files: readonly { readonly path: string }[]
}

/** Each package goes out, whole, and with nothing that is not meant for users. */
export function checkSummary({ publishedPackages }: PublishSummary, names: readonly string[]): readonly string[] {
  const missing = names.filter((name) => !publishedPackages.some((one) => one.name === name)).map((name) => `${name} would not be published`)
  const wrong = publishedPackages.flatMap(({ name, files }) => {
    const paths = files.map(({ path }) => path)
    const strangers = names.includes(name) ? [] : [`${name} would be published`]
    const lacks = ["LICENSE", "README.md", "package.json"].filter((file) => !paths.includes(file)).map((file) => `${name} would go out without ${file}`)
    const bare = paths.some((path) => path.startsWith("dist/")) ? [] : [`${name} would go out without dist`]
    const odd = paths.filter((path) => unwanted.test(path)).map((path) => `${name} would go out with ${path}`)
    return [...strangers, ...lacks, ...bare, ...odd]
  })
  return [...missing, ...wrong]
}

const unwanted = /\.test\.[mc]?ts$|(?:^|\/)(?:node_modules|\.[\w-]+)(?:\/|$)|\.(?:pem|key|p12|sqlite|env)$/

function readSummary(folder: string): PublishSummary {
  const path = join(folder, "pnpm-publish-summary.json")
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as PublishSummary) : { publishedPackages: [] }
}
