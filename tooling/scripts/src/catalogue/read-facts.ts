import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"

/** The collected facts, which are no part of this repository: what it needs of them is transcribed into data files. */
export interface Facts {
  readonly leaves: readonly FactLeaf[]
  /** By what a declaration cites: `facts/composite-and-cib.json cib.transaction`. */
  readonly entries: ReadonlyMap<string, FactEntry>
  /** By what a declaration cites: `facts/composite-and-cib.json rule "CIB shapes"`. */
  readonly rules: ReadonlyMap<string, unknown>
}

export interface FactLeaf {
  readonly slug: string
  readonly path: readonly [string, ...string[]]
  readonly name: string
}

/** One API as the facts know it; everything else in it is read as text. */
export interface FactEntry {
  readonly id: string
  readonly portalPaths: readonly string[]
}

interface FactFile {
  readonly apis: readonly FactEntry[]
  readonly rules: readonly { readonly topic: string }[]
}

/** The two files that describe the portal's APIs. */
const factFiles = ["composite-and-cib.json", "upi-collections-and-others.json"] as const

/** Reads them, or answers undefined where they are not: in every clone but the one in which the catalogue was written. */
export function readFacts(folder: string): Facts | undefined {
  if (!existsSync(join(folder, "portal-catalogue.json"))) return undefined
  const read = <T>(file: string): T => JSON.parse(readFileSync(join(folder, file), "utf8")) as T
  const files = factFiles.map((file) => ({ file, ...read<FactFile>(file) }))
  return {
    leaves: read<{ readonly leaves: readonly FactLeaf[] }>("portal-catalogue.json").leaves,
    entries: new Map(files.flatMap(({ file, apis }) => apis.map((entry) => [`facts/${file} ${entry.id}`, entry] as const))),
    rules: new Map(files.flatMap(({ file, rules }) => rules.map((rule) => [`facts/${file} rule "${rule.topic}"`, rule] as const)))
  }
}
