/** Tells how far a file has come. */
export interface Progress {
  readonly stop: () => void
}

/** What the bar reads. */
export interface ProgressSource {
  readonly total: () => number
  readonly done: () => number
  readonly inFlight: () => number
}

const BAR_WIDTH = 30
const REDRAW_MS = 150
const LINE_MS = 2000

type Output = Pick<NodeJS.WriteStream, "write"> & { readonly isTTY?: boolean }

/** A bar on a terminal; in a pipe a plain line every two seconds, while something changes. */
export const showProgress = (source: ProgressSource, output: Output): Progress => {
  const draw = output.isTTY === true ? drawBar(source, output) : writeLines(source, output)
  const timer = setInterval(draw, output.isTTY === true ? REDRAW_MS : LINE_MS)
  timer.unref()
  let stopped = false
  return {
    stop: () => {
      if (stopped) return
      stopped = true
      clearInterval(timer)
      draw()
      if (output.isTTY === true) output.write("\n")
    }
  }
}

const drawBar = (source: ProgressSource, output: Output) => (): void => {
  const [done, total] = [source.done(), source.total()]
  const filled = total === 0 ? 0 : Math.floor((done / total) * BAR_WIDTH)
  output.write(`\r[${"#".repeat(filled)}${"-".repeat(BAR_WIDTH - filled)}] ${textOf(source)} `)
}

const writeLines = (source: ProgressSource, output: Output) => {
  let last = ""
  return (): void => {
    const text = textOf(source)
    if (text !== last) output.write(`${text}\n`)
    last = text
  }
}

const textOf = ({ total, done, inFlight }: ProgressSource): string => {
  const percent = total() === 0 ? 0 : Math.floor((done() / total()) * 100)
  return `${done()} of ${total()} payouts done (${percent} %), ${inFlight()} at the bank now`
}
