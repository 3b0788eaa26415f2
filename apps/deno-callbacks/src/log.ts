/** Takes one line for people: closed words, never what a callback held (L10). */
export type Log = (level: "info" | "error", what: string) => void

/** JSON lines on standard error. A fault that goes on is said once in ten seconds. */
export const createLog = (now: () => number, write: (line: string) => void): Log => {
  const said = new Map<string, number>()
  return (level, what) => {
    const at = now()
    if (level === "error" && at - (said.get(what) ?? -Infinity) < QUIET_MS) return
    said.set(what, at)
    write(JSON.stringify({ at: new Date(at).toISOString(), level, what }))
  }
}

const QUIET_MS = 10_000
