import { closeSync, createReadStream, existsSync, fstatSync, ftruncateSync, openSync, writeSync } from "node:fs"
import { createInterface } from "node:readline"
import type { SimulatorEvent } from "@hundi/simulator"
import { StartError } from "./start-error.ts"

/** A file of events, one JSON text a line, that only grows. */
export interface EventLog {
  readonly seed: number
  readonly history: readonly SimulatorEvent[]
  readonly append: (event: SimulatorEvent) => void
  readonly close: () => void
}

interface Head {
  readonly type: "head"
  readonly version: 1
  readonly seed: number
}

/** Opens the log, or starts one with `seed`. A last line that was cut short is dropped: nobody was told of it. */
export const openEventLog = async (file: string, seed: number): Promise<EventLog> => {
  const { head, history, wholeBytes } = existsSync(file) ? await readLog(file) : { head: undefined, history: [], wholeBytes: 0 }
  const handle = openSync(file, "a", 0o600)
  if (fstatSync(handle).size > wholeBytes) ftruncateSync(handle, wholeBytes)
  let size = wholeBytes
  const write = (line: Head | SimulatorEvent): void => {
    const bytes = Buffer.from(`${JSON.stringify(line)}\n`)
    try {
      for (let sent = 0; sent < bytes.length; ) sent += writeSync(handle, bytes, sent)
      size += bytes.length
    } catch (error) {
      // A full disk: what got through of the line goes again, or the next line would be glued to it.
      ftruncateSync(handle, size)
      throw error
    }
  }
  if (head === undefined) write({ type: "head", version: 1, seed })
  return { seed: head?.seed ?? seed, history, append: write, close: () => closeSync(handle) }
}

/** Reads line by line: the file of a long benchmark is larger than the longest string. */
const readLog = async (file: string) => {
  const history: SimulatorEvent[] = []
  let head: Head | undefined
  let wholeBytes = 0
  const endsWhole = await endsWithNewline(file)
  let pending: string | undefined
  const take = (line: string): void => {
    const event = parseLine(file, line, history.length + 1)
    if (event.type === "head") head = event
    else history.push(event)
    wholeBytes += Buffer.byteLength(line) + 1
  }
  for await (const line of createInterface({ input: createReadStream(file, "utf8"), crlfDelay: Infinity })) {
    if (pending !== undefined) take(pending)
    pending = line
  }
  if (pending !== undefined && endsWhole) take(pending)
  if (wholeBytes > 0 && head === undefined) throw new StartError(`${file} is not a log of bank-sim`)
  return { head, history, wholeBytes }
}

const endsWithNewline = async (file: string): Promise<boolean> => {
  const handle = openSync(file, "r")
  const { size } = fstatSync(handle)
  closeSync(handle)
  if (size === 0) return false
  let last = ""
  for await (const chunk of createReadStream(file, { encoding: "utf8", start: size - 1 })) last = String(chunk)
  return last === "\n"
}

const parseLine = (file: string, line: string, number: number): Head | SimulatorEvent => {
  try {
    return JSON.parse(line) as Head | SimulatorEvent
  } catch {
    throw new StartError(`${file} is damaged near line ${number}; move it away to start with an empty bank`)
  }
}
