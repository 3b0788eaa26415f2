import { isIP } from "node:net"
import { isLoopback, missingBankSettings, readBankCredentials, readSettings } from "../setup/read-settings.ts"
import { SetupError } from "../setup/setup-error.ts"
import { fail, type Finding, note, ok, warn } from "./finding.ts"

/** Values that go out as headers, or as short texts of the bank's forms. */
const plainTexts = ["HUNDI_API_KEY", "HUNDI_BC_ID", "HUNDI_PASSCODE", "HUNDI_RETAILER_CODE", "HUNDI_TOKEN"] as const
const SHORT_TOKEN = 20

/** Is everything set that paying needs, and can it be sent as it is? A value is never shown, only what is wrong with it. */
export const checkSettings = (env: NodeJS.ProcessEnv): readonly Finding[] => [
  ...checkBankSettings(env),
  ...checkTexts(env),
  ...checkDoor(env),
  ...checkProxy(env)
]

const checkBankSettings = (env: NodeJS.ProcessEnv): readonly Finding[] => {
  try {
    const { bankUrl } = readSettings(env)
    if (bankUrl === undefined) return [note("settings", "HUNDI_BANK_URL is not set: only demo works, with a simulated bank")]
    if (isLoopback(bankUrl.hostname)) return [ok("settings", `the bank is ${bankUrl.host}, on this machine: a simulator, which gives out its own credentials`)]
    const missing = missingBankSettings(env)
    if (missing.length > 0) return [fail("settings", `missing: ${missing.join("; ")}`, "set them as the bank's onboarding mail gave them; README.md says what each is for")]
    const { corporate, upi } = readBankCredentials(env)
    const closed = [...(corporate === undefined ? ["NEFT", "RTGS"] : []), ...(upi === undefined ? ["UPI"] : [])]
    return [
      ok("settings", `the bank is ${bankUrl.host}, and all it needs is set`),
      ...(closed.length === 0 ? [] : [note("rails", `${closed.join(", ")} stay closed: their group of settings is not set`)])
    ]
  } catch (error) {
    // A SetupError is ours: it names settings and rules, never values.
    const detail = error instanceof SetupError ? error.message : "the settings cannot be read"
    return [fail("settings", detail, "mend the setting that is named, then run doctor again")]
  }
}

/** What a copy from a mail or a secret store leaves behind: the bank then answers 401, and nobody sees why. */
const checkTexts = (env: NodeJS.ProcessEnv): readonly Finding[] => {
  const wrong = plainTexts.flatMap((name) => {
    const fault = env[name] ? faultOf(env[name]) : undefined
    return fault === undefined ? [] : [`${name} ${fault}`]
  })
  if (wrong.length === 0) return env["HUNDI_API_KEY"] ? [ok("headers", "the API key can be sent as a header")] : []
  return [fail("headers", wrong.join("; "), "set the bare value: no quotes, no spaces or line breaks around it, no placeholder")]
}

const faultOf = (value: string): string | undefined => {
  if (value !== value.trim() || /[\r\n]/.test(value)) return "has a space or a line break at an end or inside"
  if (/^["'].*["']$/.test(value)) return "is in quotes"
  if (/[^\x20-\x7e]/.test(value)) return "has characters that a header cannot carry"
  return /^(<.*>|changeme|change-me|todo|x{3,}|your[-_ ].*)$/i.test(value) ? "is still a placeholder" : undefined
}

/** Who may order payouts over HTTP. */
const checkDoor = (env: NodeJS.ProcessEnv): readonly Finding[] => {
  const [host, token] = [env["HUNDI_HOST"] || "127.0.0.1", env["HUNDI_TOKEN"]]
  // A name may be any text, so only addresses are printed.
  const shown = isLoopback(host) || isIP(host) !== 0 ? host : "a name"
  if (!token && !isLoopback(host)) {
    return [fail("door", `HUNDI_HOST is ${shown} and HUNDI_TOKEN is not set: the worker will not start`, "set HUNDI_TOKEN, or leave HUNDI_HOST out to listen on this machine only")]
  }
  if (token && token.length < SHORT_TOKEN) {
    return [warn("door", `HUNDI_TOKEN has fewer than ${SHORT_TOKEN} characters: it can be guessed, and whoever has it can order payouts`, "make one: openssl rand -hex 32")]
  }
  return [ok("door", token ? `listens on ${shown}; each call needs the token` : `listens on ${shown} only, without a token`)]
}

/** Core's transport goes straight to the bank: a proxy would have to be on the way by itself. */
const checkProxy = (env: NodeJS.ProcessEnv): readonly Finding[] => {
  const found = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY"].find((name) => env[name])
  return found === undefined ? [] : [note("proxy", `${found} is set, and is not used for calls to the bank: they go straight out`)]
}
