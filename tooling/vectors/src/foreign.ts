import { spawn, spawnSync } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

/** Programs in other languages that seal and open envelopes, each a child process that takes jobs by the line. */
export type ForeignName = "openssl" | "php" | "python" | "java"

export interface Foreign {
  readonly name: ForeignName
  /** Answers of the program, one for each job; a job is its name and its arguments. */
  readonly run: (jobs: readonly Job[]) => Promise<readonly string[]>
}

export type Job = readonly [name: string, ...parts: readonly string[]]

/** What a Debian or Ubuntu machine installs to have the program. */
export const DEBIAN_PACKAGES: Readonly<Record<ForeignName, string>> = {
  openssl: "openssl",
  php: "php-cli",
  python: "python3-cryptography",
  java: "openjdk-17-jdk-headless"
}

const folder = fileURLToPath(new URL("../envelope/", import.meta.url))

/** The program, or `undefined` when this machine lacks the language or its library. */
export function findForeign(name: ForeignName): Foreign | undefined {
  const command = commands[name]()
  return command === undefined ? undefined : { name, run: (jobs) => runJobs(command, jobs) }
}

type Command = readonly [program: string, ...args: readonly string[]]

const commands: Readonly<Record<ForeignName, () => Command | undefined>> = {
  openssl: () => (works("openssl", "version") && works("bash", "--version") ? ["bash", join(folder, "openssl/envelope.sh")] : undefined),
  php: () => (works("php", "-r", "exit(extension_loaded('openssl') ? 0 : 1);") ? ["php", join(folder, "php/main.php")] : undefined),
  python: () => {
    // The distribution's Python has the distribution's packages; another one may come first on the path.
    const python = ["python3", "/usr/bin/python3"].find((program) => works(program, "-c", "import cryptography, sys; assert sys.version_info >= (3, 10)"))
    return python === undefined ? undefined : [python, "-B", join(folder, "python/main.py")]
  },
  java: () => {
    const classes = mkdtempSync(join(tmpdir(), "hundi-java-"))
    process.once("exit", () => rmSync(classes, { recursive: true, force: true }))
    const compiled = works("javac", "--release", "17", "-d", classes, join(folder, "java/Envelope.java"), join(folder, "java/Main.java"))
    return compiled ? ["java", "-Xshare:auto", "-cp", classes, "Main"] : undefined
  }
}

function works(program: string, ...args: readonly string[]): boolean {
  return spawnSync(program, args, { stdio: "ignore" }).status === 0
}

function runJobs([program, ...args]: Command, jobs: readonly Job[]): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ["pipe", "pipe", "pipe"] })
    const chunks: Buffer[] = []
    let complaint = ""
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk))
    child.stderr.on("data", (chunk: Buffer) => (complaint += chunk.toString()))
    child.on("error", reject)
    child.on("close", (code) => {
      const answers = Buffer.concat(chunks).toString().split("\n").slice(0, -1)
      if (code === 0 && answers.length === jobs.length) resolve(answers)
      else reject(new Error(`${program} ended with ${code} after ${answers.length} of ${jobs.length} answers: ${complaint.slice(0, 500)}`))
    })
    // A program that ends early says why on its standard error; the broken pipe is only the consequence.
    child.stdin.on("error", () => undefined)
    child.stdin.end(jobs.map((job) => `${job.join("\t")}\n`).join(""))
  })
}
