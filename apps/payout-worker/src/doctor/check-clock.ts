import { fail, type Finding, note, ok, warn } from "./finding.ts"

const CALL_MS = 10_000
const WARN_MS = 30_000
const FAIL_MS = 5 * 60_000
/** The header counts whole seconds: half of one, on average, is missing. */
const HALF_SECOND_MS = 500

/** The bank's answers carry its time: a `HEAD` is enough, and moves nothing. */
export const checkClock = async (url: URL, now: () => number): Promise<Finding> => {
  const before = now()
  let headers: Headers
  try {
    const response = await fetch(url, { method: "HEAD", redirect: "manual", signal: AbortSignal.timeout(CALL_MS) })
    headers = response.headers
  } catch {
    return note("clock", "not compared: the bank did not answer a HEAD request")
  }
  const theirs = Date.parse(headers.get("date") ?? "")
  if (Number.isNaN(theirs)) return note("clock", "not compared: the bank's answer has no Date header")
  const ageMs = Number(headers.get("age") ?? 0) * 1000
  return judgeSkew((before + now()) / 2 - (theirs + (Number.isFinite(ageMs) ? ageMs : 0) + HALF_SECOND_MS))
}

/** @param skewMs - ours less theirs */
export const judgeSkew = (skewMs: number): Finding => {
  const away = Math.abs(skewMs)
  const text = away < 1500 ? "within a second of the bank's" : `${show(away)} ${skewMs < 0 ? "behind" : "ahead of"} the bank's`
  const why = "the IST business date of a payout and its time stamps come from this clock: near midnight the bank would be asked about the wrong day and answer «not found»"
  const todo = "let the system keep time by NTP (timedatectl set-ntp true, or chrony), then run doctor again"
  if (away > FAIL_MS) return fail("clock", `this machine's clock is ${text}; ${why}`, `${todo}; do not pay before`)
  return away > WARN_MS ? warn("clock", `this machine's clock is ${text}; ${why}`, todo) : ok("clock", `this machine's clock is ${text}`)
}

const show = (ms: number): string => (ms < 120_000 ? `${Math.round(ms / 1000)} s` : ms < 7_200_000 ? `${Math.round(ms / 60_000)} min` : `${Math.round(ms / 3_600_000)} h`)
