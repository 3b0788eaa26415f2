import { deno } from "./deno.ts"
import { answerProblem, problems } from "./http/problem.ts"
import { createLog } from "./log.ts"
import { openApp } from "./open-app.ts"
import { readTextFile } from "./read-text-file.ts"
import { readSettings } from "./settings/read-settings.ts"
import { SettingsError } from "./settings/settings-error.ts"

/** Longer than the longest deadline of the bank: whoever still waits after it has given up. */
const STOP_MS = 16_000

/** Serves until SIGTERM or SIGINT. */
const main = async (): Promise<void> => {
  refuseExcess()
  const settings = readSettings({ env: (name) => deno.env.get(name), readFile: readTextFile })
  const state = settings.databaseFile.slice(0, settings.databaseFile.lastIndexOf("/"))
  deno.mkdirSync(state, { recursive: true, mode: 0o700 })
  const log = createLog(Date.now, (line) => console.error(line))
  const app = await openApp(settings, { now: Date.now, clock: () => performance.now(), send: fetch, log })
  const { hostname, port, tls } = { hostname: settings.host, port: settings.port, tls: settings.tls }
  const server = deno.serve(
    {
      hostname,
      port,
      ...tls,
      // The last line of the start, so that whoever waits for it may call us.
      onListen: (address) => console.log(JSON.stringify({ url: `${tls === undefined ? "http" : "https"}://${hostname}:${address.port}` })),
      onError: () => answerProblem(problems.comeAgain, { "retry-after": "5" })
    },
    (request, { remoteAddr }) => app.handle(request, remoteAddr.hostname)
  )
  let isStopping = false
  const stop = (): void => {
    if (isStopping) return deno.exit(1)
    isStopping = true
    app.refuse()
    const late = new Promise<void>((resolve) => setTimeout(resolve, STOP_MS))
    void Promise.race([server.shutdown(), late])
      .then(() => app.close())
      .then(() => log("info", "stopped"))
      .finally(() => deno.exit(0))
  }
  deno.addSignalListener("SIGTERM", stop)
  deno.addSignalListener("SIGINT", stop)
}

/** `deno task start` lists what is needed. Whoever starts with more has no fence: a fault in a package could then do anything. */
const refuseExcess = (): void => {
  const all = ["run", "ffi", "sys", "env", "net", "write", "read"].filter((name) => deno.permissions.querySync({ name }).state === "granted")
  if (all.length > 0) throw new SettingsError(`started with --allow-${all.join(" --allow-")} for everything: use \`deno task start\`, whose permissions are listed`)
}

try {
  await main()
} catch (error) {
  const isOurs = error instanceof SettingsError || error instanceof deno.errors.AddrInUse || error instanceof deno.errors.NotCapable
  if (!isOurs) throw error
  console.error(`deno-callbacks: ${error.message}`)
  deno.exit(2)
}
