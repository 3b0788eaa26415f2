import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parseCommand } from "../../../../apps/payout-worker/src/cli/parse-command.ts"
import { runDoctor } from "../../../../apps/payout-worker/src/doctor/run-doctor.ts"
import { payFile } from "../../../../apps/payout-worker/src/file/pay-file.ts"
import { readBankCredentials, readSettings } from "../../../../apps/payout-worker/src/setup/read-settings.ts"
import { stateFolderOf } from "../../../../apps/payout-worker/src/setup/state-folder.ts"
import { makeCsv } from "./make-csv.ts"
import type { World } from "./make-world.ts"

/** The commands in this process, with settings that hold the planted secrets, some of them in each other's places. */
export const driveCli = async (world: World): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), "hundi-leaks-"))
  try {
    const env = environment(world, folder)
    await examine(world, env)
    readTheSettings(world, env)
    typeWrongly(world)
    if (world.random.chance(4)) await pay(world, folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Nothing listens there, and it is not the loopback address: the settings of a real bank are looked at. */
const BANK = "https://0.0.0.0:1"

const environment = ({ settings, keys, random }: World, folder: string): Record<string, string> => {
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text, { mode: random.chance(4) ? 0o644 : 0o600 })
    return join(folder, name)
  }
  const env: Record<string, string> = {
    HUNDI_STATE: join(folder, "state"),
    HUNDI_BANK_URL: random.pick([BANK, "http://127.0.0.1:1", `https://user:${settings.apiKey}@0.0.0.0:1/?apikey=${settings.apiKey}`]),
    HUNDI_API_KEY: settings.apiKey,
    HUNDI_BC_ID: "IBCTST00000",
    HUNDI_PASSCODE: random.pick([settings.passCode, `"${settings.passCode}"`, `${settings.passCode}\n`]),
    HUNDI_TOKEN: settings.token,
    HUNDI_MOBILE: settings.mobile,
    HUNDI_SENDER_NAME: "TEST SENDER",
    HUNDI_RETAILER_CODE: "rcode",
    HUNDI_DEBIT_ACCOUNT: settings.debitAccount,
    HUNDI_PRIVATE_KEY_FILE: random.pick([
      file("own.key", keys.privateKeyPem),
      file("cut.key", keys.privateKeyPem.slice(0, 900)),
      file("swapped.key", keys.certificatePem),
      keys.privateKeyPem
    ]),
    HUNDI_CERT_FILE: random.pick([file("own.pem", keys.certificatePem), keys.privateKeyPem, file("swapped.pem", keys.privateKeyPem)]),
    HUNDI_BANK_CERT_FILE: random.pick([file("bank.pem", keys.certificatePem), keys.privateKeyPem, file("key-as.pem", keys.privateKeyPem)])
  }
  // A value in another's place, as a careless copy leaves it.
  const wrong = random.pick(["HUNDI_PORT", "HUNDI_BANK_TIMEOUT_MS", "HUNDI_BANK_URL", "HUNDI_MOBILE", "HUNDI_HOST", "HUNDI_SENDER_NAME"])
  if (random.chance(2)) env[wrong] = random.pick([settings.apiKey, settings.passCode, keys.privateKeyPem])
  return env
}

const examine = async ({ capture, random }: World, env: Record<string, string>): Promise<void> => {
  const patient = { env, folder: stateFolderOf(env), now: Date.now }
  await runDoctor({ ...patient, json: random.chance(2), write: (text) => capture.say("cli", "hundi-worker doctor", text) })
}

const readTheSettings = ({ capture }: World, env: Record<string, string>): void => {
  for (const [name, read] of [["readSettings", readSettings], ["readBankCredentials", readBankCredentials]] as const) {
    try {
      read(env)
    } catch (error) {
      capture.say("cli", name, `hundi-worker: ${error instanceof Error ? error.message : ""}`)
      capture.sayError(name, error)
    }
  }
}

/** A secret on the command line is a mistake; repeating it is another. */
const typeWrongly = ({ capture, settings }: World): void => {
  const { apiKey, token } = settings
  for (const args of [["pay", "--api-key", apiKey], ["pay", "a.csv", apiKey], ["demo", `--token=${token}`], ["demo", "--seed", apiKey]]) {
    try {
      parseCommand(args)
    } catch (error) {
      capture.say("cli", `hundi-worker ${args[0]}`, `hundi-worker: ${error instanceof Error ? error.message : ""}`)
    }
  }
}

const PAY_MS = 400

/** `hundi-worker pay`; what it writes to the terminal is overheard. */
const pay = async (world: World, folder: string): Promise<void> => {
  const { capture, worker, random, people } = world
  const path = join(folder, "payouts.csv")
  writeFileSync(path, makeCsv(random, people))
  try {
    const link = { simulated: false } as Parameters<typeof payFile>[0]["link"]
    const result = await payFile({ path, worker, link, signal: AbortSignal.timeout(PAY_MS) })
    if (result !== undefined) capture.say("cli", "hundi-worker pay", `${JSON.stringify(result.summary)}\n${result.text}`)
  } catch (error) {
    capture.say("cli", "hundi-worker pay", `hundi-worker: ${error instanceof Error ? error.message : ""}`)
    capture.sayError("hundi-worker pay", error)
  }
}
