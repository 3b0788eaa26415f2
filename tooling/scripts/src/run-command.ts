import { spawn } from "node:child_process"
import { delimiter, dirname, join } from "node:path"

/**
 * Runs a command without a shell and gathers what it prints.
 *
 * @param options.timeoutMs - after this the command is ended and counts as failed; 10 minutes unless told
 */
export function runCommand(command: string, args: readonly string[], options: RunOptions): Promise<CommandResult> {
  return new Promise((resolve) => {
    const path = [dirname(process.execPath), join(options.cwd, "node_modules/.bin"), process.env["PATH"]].join(delimiter)
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: { ...process.env, PATH: path, NO_COLOR: "1", ...options.env },
      timeout: options.timeoutMs ?? 600_000,
      stdio: ["ignore", "pipe", "pipe"]
    })
    let output = ""
    let stdout = ""
    child.stdout.on("data", (chunk: Buffer) => {
      stdout += chunk.toString()
      output += chunk.toString()
    })
    child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()))
    child.on("error", (error) => resolve({ ok: false, stdout, output: `${output}${error.message}` }))
    child.on("close", (code) => resolve({ ok: code === 0, stdout, output }))
  })
}

/** Runs a command as a whole step: its output is the one problem when it fails. */
export async function runAsStep(command: string, args: readonly string[], options: RunOptions): Promise<readonly string[]> {
  const { ok, output } = await runCommand(command, args, options)
  return ok ? [] : [output.trim() === "" ? `${command} ${args.join(" ")} failed without a word` : output.trim()]
}

export interface RunOptions {
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
  readonly timeoutMs?: number
}

export interface CommandResult {
  readonly ok: boolean
  readonly stdout: string
  /** Both streams in the order of arrival. */
  readonly output: string
}
