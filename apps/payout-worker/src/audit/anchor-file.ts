import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from "node:fs"
import type { Anchor } from "@hundi/core"

/** The anchors of a file, one JSON object a line, in order. A last line that a crash has torn is left out. */
export const readAnchorFile = (path: string): readonly Anchor[] => {
  if (!existsSync(path)) return []
  const lines = readFileSync(path, "utf8").split("\n")
  return lines.slice(0, -1).map((line) => JSON.parse(line) as Anchor)
}

/** Appends anchors, on disk when it returns. A torn line before them is ended first. */
export const appendAnchors = (path: string, anchors: readonly Anchor[]): void => {
  if (anchors.length === 0) return
  const isTorn = existsSync(path) && !/(^|\n)$/.test(readFileSync(path, "utf8"))
  if (isTorn) dropTornLine(path)
  const file = openSync(path, "a", 0o600)
  try {
    writeSync(file, anchors.map((anchor) => `${JSON.stringify(anchor)}\n`).join(""))
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

export { contradictions } from "@hundi/operations/restore"

const dropTornLine = (path: string): void => {
  const text = readFileSync(path, "utf8")
  const draft = `${path}.${process.pid}.tmp`
  const file = openSync(draft, "w", 0o600)
  writeSync(file, text.slice(0, text.lastIndexOf("\n") + 1))
  fsyncSync(file)
  closeSync(file)
  renameSync(draft, path)
}
