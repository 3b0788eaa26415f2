const WIDTH = 24
const EVERY_MS = 120

/** A bar on the terminal; on anything else it is silent. */
export interface Progress {
  /** A new step; `total` when it is known. */
  readonly step: (name: string, total?: number) => void
  readonly add: (count: number) => void
  readonly set: (done: number, total?: number, name?: string) => void
  readonly end: () => void
}

interface Output {
  readonly isTTY?: boolean
  readonly write: (text: string) => unknown
}

/** Shows how far a long step is, how fast it goes and how long it will take. Times by `nowMs`. */
export const createProgress = (out: Output, nowMs: () => number = Date.now): Progress => {
  if (out.isTTY !== true) return { step: () => undefined, add: () => undefined, set: () => undefined, end: () => undefined }
  let [name, done, began, drawnAt] = ["", 0, nowMs(), 0]
  let total: number | undefined
  const draw = (): void => {
    drawnAt = nowMs()
    out.write(`\r\x1b[2K${line(name, done, total, drawnAt - began)}`)
  }
  const draws = (): void => {
    if (nowMs() - drawnAt >= EVERY_MS) draw()
  }
  return {
    step: (next, expected) => {
      ;[name, done, total, began] = [next, 0, expected, nowMs()]
      draw()
    },
    add: (count) => {
      done += count
      draws()
    },
    set: (count, expected, part) => {
      name = part ?? name
      done = count
      total = expected ?? total
      draws()
    },
    end: () => void out.write("\r\x1b[2K")
  }
}

const line = (name: string, done: number, total: number | undefined, ms: number): string => {
  const rate = ms > 200 && done > 0 ? (done * 1000) / ms : 0
  const speed = rate === 0 ? "" : `  ${Math.round(rate).toLocaleString("en-IN")}/s`
  if (total === undefined || total === 0) return `${name}${done === 0 ? " ..." : `  ${done.toLocaleString("en-IN")}`}${speed}`
  const share = Math.min(1, done / total)
  const full = Math.round(share * WIDTH)
  const left = rate === 0 || done >= total ? "" : `  about ${inWords((total - done) / rate)} left`
  return `${name}  ${"█".repeat(full)}${"░".repeat(WIDTH - full)} ${Math.floor(share * 100)} %  ${done.toLocaleString("en-IN")}${speed}${left}`
}

const inWords = (seconds: number): string => (seconds < 90 ? `${Math.max(1, Math.ceil(seconds))} s` : `${Math.ceil(seconds / 60)} min`)
