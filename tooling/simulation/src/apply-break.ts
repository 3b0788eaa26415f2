import { readFileSync } from "node:fs"
import { registerHooks } from "node:module"
import { fileURLToPath } from "node:url"
import { breaks } from "./breaks.ts"

const root = new URL("../../../", import.meta.url)

/**
 * Makes Node load one file with a law broken; the file on disk stays as it is. Call it before the code under test is imported.
 * @throws Error when the law has no break, or its text no longer occurs exactly once.
 */
export const applyBreak = (law: string): string => {
  const found = breaks.find((one) => one.law === law.toUpperCase())
  if (found === undefined) throw new Error(`--break takes ${breaks.map((one) => one.law).join(", ")}; got ${law}`)
  const url = new URL(found.file, root).href
  const source = readFileSync(fileURLToPath(url), "utf8")
  if (source.split(found.find).length !== 2)
    throw new Error(`the break of ${found.law} no longer fits ${found.file}: mend tooling/simulation/src/breaks.ts`)
  const broken = source.replace(found.find, () => found.replace)
  registerHooks({
    load: (loaded, context, nextLoad) =>
      loaded === url ? { format: "module-typescript", source: broken, shortCircuit: true } : nextLoad(loaded, context)
  })
  return found.what
}
