import { type ChildProcess, spawn } from "node:child_process"
import { onExit } from "./on-exit.ts"

/** What a client says of one payout, on a line of its own. */
export interface ClientLine {
  readonly payoutId: string
  readonly status: "paid" | "failed" | "unknown"
}

/** How a run of a client ended. */
export interface ClientRun {
  readonly lines: ReadonlyMap<string, ClientLine>
  readonly exitCode: number | null
  /** True when it was killed before it ended by itself. */
  readonly isKilled: boolean
  /** The end of what it wrote to stderr, for people. */
  readonly stderr: string
}

/** A client that is running. */
export interface RunningClient {
  readonly isOver: () => boolean
  /** SIGKILL, to it and to all that it started. */
  readonly kill: () => void
  readonly ended: Promise<ClientRun>
}

/** Starts a client through the shell, with the file as its last argument. Programs that it starts belong to its process group. */
export const startClient = (command: string, csvPath: string, env: Readonly<Record<string, string>>): RunningClient => {
  const child = spawn("sh", ["-c", `${command} "$0"`, csvPath], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true
  })
  const life = { isOver: false, isKilled: false }
  const kill = (): void => {
    if (life.isOver) return
    life.isKilled = true
    killGroup(child)
  }
  // Whoever stops the score must not leave a client behind that pays on.
  const forget = onExit(kill)
  const output = { stdout: "", stderr: "" }
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output.stdout += text))
  child.stderr.setEncoding("utf8").on("data", (text: string) => (output.stderr = `${output.stderr}${text}`.slice(-4000)))
  const ended = new Promise<ClientRun>((resolve, reject) => {
    child.once("error", reject)
    child.once("close", (exitCode) => {
      life.isOver = true
      forget()
      resolve({ lines: readLines(output.stdout), exitCode, isKilled: life.isKilled, stderr: output.stderr })
    })
  })
  return { isOver: () => life.isOver, kill, ended }
}

const killGroup = ({ pid }: ChildProcess): void => {
  if (pid === undefined) return
  try {
    process.kill(-pid, "SIGKILL")
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error
  }
}

const statuses: readonly string[] = ["paid", "failed", "unknown"] satisfies readonly ClientLine["status"][]

/** The lines that say something of a payout; the last one of a payout counts. Anything else is a client's own talk. */
export const readLines = (text: string): ReadonlyMap<string, ClientLine> => {
  const lines = new Map<string, ClientLine>()
  for (const line of text.split("\n")) {
    const { payout_id: payoutId, status } = parse(line)
    if (typeof payoutId !== "string" || typeof status !== "string" || !statuses.includes(status)) continue
    lines.set(payoutId, { payoutId, status: status as ClientLine["status"] })
  }
  return lines
}

const parse = (line: string): Readonly<Record<string, unknown>> => {
  if (!line.trimStart().startsWith("{")) return {}
  try {
    return JSON.parse(line) as Readonly<Record<string, unknown>>
  } catch {
    return {}
  }
}
