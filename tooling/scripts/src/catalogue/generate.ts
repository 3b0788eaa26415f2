import { declaredApis } from "@hundi/catalog/portal/declared"
import { existsSync, readdirSync, rmSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { writeOrCompare } from "../write-or-compare.ts"
import { renderCapabilities } from "./capabilities.ts"
import { catalogEntries, writeCatalog } from "./catalog-entries.ts"
import { factNames } from "./fact-names.data.ts"
import { jsonSchemaOf, openApiOf, schemaFile } from "./open-api.ts"
import { probeSimulator } from "./probe-simulator.ts"
import { readFacts } from "./read-facts.ts"
import { traceProblems, transcribeFacts } from "./trace-fields.ts"
import { traceables } from "./traceables.ts"
import { transcribeLeaves } from "./transcribe-leaves.ts"
import { transcribeSamples, writeSamples } from "./transcribe-samples.ts"
import { writeFactNames } from "./write-fact-names.ts"

type Files = readonly (readonly [file: string, text: string])[]

const how = "node tooling/scripts/src/catalogue/main.ts"
const schemaFolder = "docs/generated/catalogue/schemas"

process.exitCode = await main(process.argv.slice(2))

/** One of two steps: `transcribe` reads the facts, where they are, `derive` everything else. */
async function main([step, ...args]: readonly string[]): Promise<number> {
  const root = fileURLToPath(new URL("../../../..", import.meta.url)).replace(/[\\/]$/, "")
  const write = !args.includes("--check")
  const files = new Map(step === "transcribe" ? transcribe(root, args) : await derive())
  const problems = [
    ...[...files].flatMap(([file, text]) => writeOrCompare({ root, write }, file, text, how)),
    ...(step === "derive" ? [...findOrphans(root, files, write), ...traceProblems(traceables, factNames)] : [])
  ]
  for (const problem of problems) console.log(problem)
  console.log(`${step}: ${files.size} files, ${problems.length} problems`)
  return problems.length === 0 ? 0 : 1
}

/** Data files that hold what the facts say; none where the facts are not. */
function transcribe(root: string, args: readonly string[]): Files {
  const at = args.indexOf("--facts")
  const facts = readFacts(at < 0 ? join(root, "../shared/facts") : (args[at + 1] ?? ""))
  if (facts === undefined) {
    console.log("note: the collected facts are not here; what was transcribed from them stays as it is")
    return []
  }
  return [
    ...[...transcribeLeaves(facts.leaves, declaredApis)].map(([file, text]) => [`packages/catalog/src/portal/${file}`, text] as const),
    ["tooling/scripts/src/catalogue/fact-samples.data.ts", writeSamples(transcribeSamples(facts))],
    ["tooling/scripts/src/catalogue/fact-names.data.ts", writeFactNames(transcribeFacts(facts, traceables))]
  ]
}

/** Files that follow from the declarations, and from what was transcribed. */
async function derive(): Promise<Files> {
  const probes = await probeSimulator(declaredApis)
  const json = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`
  return [
    ["packages/catalog/catalog.json", writeCatalog(catalogEntries(declaredApis))],
    ["docs/generated/catalogue/openapi.json", json(openApiOf(declaredApis))],
    ["docs/generated/capabilities.md", renderCapabilities({ declarations: declaredApis, traceables, facts: factNames, probes })],
    ...declaredApis.map((one) => [`${schemaFolder}/${schemaFile(one.id)}`, json(jsonSchemaOf(one))] as const)
  ]
}

/** Schemas of declarations that are gone. */
function findOrphans(root: string, files: ReadonlyMap<string, string>, write: boolean): readonly string[] {
  if (!existsSync(join(root, schemaFolder))) return []
  const orphans = readdirSync(join(root, schemaFolder)).map((file) => `${schemaFolder}/${file}`).filter((file) => !files.has(file))
  if (write) for (const file of orphans) rmSync(join(root, file))
  return write ? [] : orphans.map((file) => `${file} describes no declaration\nbring it up to date: ${how}`)
}
