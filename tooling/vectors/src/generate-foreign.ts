/**
 * Makes php.json, python.json and java.json: the programs do all cryptography, this file says what to make and arranges
 * bytes. Each program then has to open its own good vectors and to refuse the bad ones, before anything is written.
 *
 * Run from anywhere: `node tooling/vectors/src/generate-foreign.ts [php] [python] [java]`. Needs the program, see ../envelope/README.md.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { findForeign } from "./foreign.ts"
import type { Foreign, ForeignName, Job } from "./foreign.ts"
import { toBase64, validAsymmetric, validRecipes, wrongAsymmetric } from "./recipes.ts"
import type { KeyName, Recipe } from "./recipes.ts"
import { wrongRecipes } from "./wrong-recipes.ts"

const folder = new URL("../envelope/", import.meta.url)
const work = mkdtempSync(join(tmpdir(), "hundi-vectors-"))
const names = process.argv.length > 2 ? (process.argv.slice(2) as ForeignName[]) : (["php", "python", "java"] as const)
try {
  const files = writeKeys()
  for (const name of names) {
    const foreign = findForeign(name)
    if (foreign === undefined) throw new Error(`${name} is missing on this machine`)
    await generate(foreign, files)
  }
} finally {
  rmSync(work, { recursive: true })
}

type KeyFile = (key: KeyName, half: "privateKey" | "certificate") => string

function writeKeys(): KeyFile {
  type Keys = Readonly<Record<KeyName, { readonly privateKey: string; readonly certificate: string }>>
  const { testOnlyKeys } = JSON.parse(readFileSync(new URL("envelope.json", folder), "utf8")) as { testOnlyKeys: Keys }
  const path: KeyFile = (key, half) => join(work, `${key}.${half}`)
  for (const [key, pair] of Object.entries(testOnlyKeys))
    for (const half of ["privateKey", "certificate"] as const) writeFileSync(path(key as KeyName, half), pair[half])
  return path
}

async function generate(foreign: Foreign, files: KeyFile): Promise<void> {
  const certificate = (key: KeyName): string => files(key, "certificate")
  const hybrid = [...validRecipes(certificate), ...wrongRecipes(foreign.name, certificate)]
  const asymmetric = [...validAsymmetric(certificate), ...wrongAsymmetric(certificate)]
  const [madeBy] = await foreign.run([["version"]])
  const cases = await make(foreign, hybrid)
  const alone = await make(foreign, asymmetric)
  await selfCheck(foreign, hybrid, cases, (recipe, body) => [
    "open", recipe.accept[0]!, String(recipe.keyBytes), files(recipe.key, "privateKey"), toBase64(body)
  ])
  await selfCheck(foreign, asymmetric, alone, (recipe, body) => ["open-rsa", recipe.accept[0]!, files(recipe.key, "privateKey"), toBase64(body)])
  const warning = "TEST ONLY. The keys are the testOnlyKeys of envelope.json, which are public."
  writeFileSync(new URL(`${foreign.name}.json`, folder), `${JSON.stringify({ warning, madeBy, cases, asymmetric: alone }, null, 1)}\n`)
  console.log(`${foreign.name}: ${cases.length} envelopes, ${alone.length} of RSA alone`)
}

interface Vector {
  readonly id: string
  readonly key: string
  readonly accept: readonly string[]
  readonly keyBytes: number
  readonly body: string
  readonly expect: { readonly sealed: true; readonly value: unknown } | "refused"
}

async function make(foreign: Foreign, recipes: readonly Recipe[]): Promise<readonly Vector[]> {
  const answers = await foreign.run(recipes.flatMap(({ jobs }) => jobs))
  let at = 0
  return recipes.map(({ id, key, accept, keyBytes, text, jobs, build }) => {
    const body = build(answers.slice(at, (at += jobs.length)))
    return { id, key, accept, keyBytes, body, expect: text === undefined ? "refused" : { sealed: true, value: JSON.parse(text) as unknown } }
  })
}

type Ask = (recipe: Recipe, body: string) => Job
async function selfCheck(foreign: Foreign, recipes: readonly Recipe[], vectors: readonly Vector[], ask: Ask): Promise<void> {
  const answers = await foreign.run(recipes.map((recipe, i) => ask(recipe, vectors[i]!.body)))
  for (const [i, { id, text }] of recipes.entries()) {
    const expected = text === undefined ? "refused" : toBase64(text)
    // The programs look at a text less closely than a reader should: they are there for the cryptography.
    if (answers[i] !== expected && !id.includes("the text ")) throw new Error(`${foreign.name} does not agree about: ${id}`)
  }
}
