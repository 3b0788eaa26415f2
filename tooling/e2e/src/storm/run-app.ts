import { type ChildProcess, spawn } from "node:child_process"
import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import { makeVaultKey } from "@hundi/operations/at-rest"
import type { StormKeys } from "./storm-keys.ts"

const app = fileURLToPath(new URL("../../../../apps/deno-callbacks", import.meta.url))
const deno = join(app, "node_modules/deno/deno")

/** The app on Deno in a process of its own. */
export interface RunningApp {
  readonly url: string
  readonly pid: number
  /** SIGTERM; resolves with the exit code. */
  readonly stop: () => Promise<number | null>
  /** SIGKILL. */
  readonly kill: () => Promise<void>
  /** What it wrote on standard error. */
  readonly errors: () => string
}

/** Where the app lives, and with which settings. */
export interface Home {
  readonly folder: string
  readonly port: number
  readonly receiverUrl: string
}

/** Writes keys and secrets as `deno task setup` does. Returns the webhook's secret. */
export const writeHome = ({ folder }: Home, keys: StormKeys, bothGenerations: boolean): string => {
  const secret = `whsec_${Buffer.alloc(32, 7).toString("base64")}`
  mkdirSync(join(folder, "keys"), { recursive: true, mode: 0o700 })
  const write = (name: string, text: string): void => writeFileSync(join(folder, "keys", name), text, { mode: 0o600 })
  write("partner.key", keys.current.privateKey)
  if (bothGenerations) write("previous.key", keys.previous.privateKey)
  write("bank.cer", keys.bank.publicKey)
  write("vault.keys", `${makeVaultKey("first", Date.UTC(2026, 0, 1))}\n`)
  write("webhook.secret", `${secret}\n`)
  return secret
}

/** Starts the app with the flags of its own task: the same permissions, for other paths and ports. */
export const runApp = async (home: Home): Promise<RunningApp> => {
  const { folder, port, receiverUrl } = home
  const env = {
    PATH: process.env["PATH"], HOME: folder, DENO_DIR: join(folder, ".deno"), DENO_NO_UPDATE_CHECK: "1", NO_COLOR: "1",
    HUNDI_STATE: folder, HUNDI_CALLBACK_PORT: String(port), HUNDI_HOLD_DEFAULT: "accept", HUNDI_WEBHOOK_URL: receiverUrl,
    HUNDI_WEBHOOK_SECRET_FILE: join(folder, "keys/webhook.secret")
  }
  const child = spawn(deno, flagsFor(home), { cwd: app, env, stdio: ["ignore", "pipe", "pipe"] })
  const errors: string[] = []
  child.stderr.setEncoding("utf8").on("data", (text: string) => void errors.push(text))
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve))
  const url = await Promise.race([readUrl(child), ended.then(() => undefined)])
  if (url === undefined) throw new Error(`the app did not start: ${errors.join("").slice(-2000)}`)
  const end = (signal: NodeJS.Signals): Promise<number | null> => {
    child.kill(signal)
    return ended
  }
  return {
    url,
    pid: child.pid ?? 0,
    stop: () => end("SIGTERM"),
    kill: async () => void (await end("SIGKILL")),
    errors: () => errors.join("")
  }
}

/** What stands in deno.json counts: a storm that ran with more would prove nothing about it. */
const flagsFor = ({ folder, port, receiverUrl }: Home): readonly string[] => {
  const { tasks } = JSON.parse(readFileSync(join(app, "deno.json"), "utf8")) as { readonly tasks: { readonly start: string } }
  const words = tasks.start.split(" ").slice(1).filter((word) => !word.startsWith("--env-file"))
  return words.map((word) =>
    word.startsWith("--allow-net=")
      ? `--allow-net=127.0.0.1:${port},${new URL(receiverUrl).host}`
      : word.replace("=.hundi", `=${folder}`)
  )
}

const readUrl = async ({ stdout }: ChildProcess): Promise<string | undefined> => {
  if (stdout === null) return undefined
  for await (const line of createInterface({ input: stdout })) {
    const said = JSON.parse(line) as { readonly url?: string }
    if (said.url !== undefined) return said.url
  }
  return undefined
}
