import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import ts from "typescript"
import { runCommand } from "../run-command.ts"
import type { Step } from "../step.ts"
import { readWorkspace } from "../workspace.ts"

/** Code in a README is a file of the package's examples folder: the same text, type-checked, and it runs. */
export const examples: Step = async ({ root }) => {
  const folders = readWorkspace(root).map(({ folder }) => folder)
  const unequal = folders.flatMap((folder) => {
    const readme = join(root, folder, "README.md")
    if (!existsSync(readme)) return folder.startsWith("packages/") ? [`${folder}/README.md is missing`] : []
    const read = (file: string): string | undefined => (existsSync(join(root, folder, file)) ? readFileSync(join(root, folder, file), "utf8") : undefined)
    const text = readFileSync(readme, "utf8")
    const bare = folder.startsWith("packages/") && !text.includes("\n// file: examples/") ? ["no block is a file of examples/"] : []
    return [...bare, ...compareBlocks(text, read)].map((problem) => `${folder}/README.md: ${problem}`)
  })
  const files = folders.flatMap((folder) => listExamples(root, folder))
  const mistyped = checkTypes(root, files.map(({ folder, file }) => join(root, folder, file)))
  const failed: string[] = []
  for (const { folder, file } of files) {
    const args = ["--conditions=hundi-source", file]
    const { ok, output } = await runCommand(process.execPath, args, { cwd: join(root, folder), timeoutMs: 60_000 })
    if (!ok) failed.push(`${folder}/${file} does not run:\n${output.trim()}`)
  }
  return [...unequal, ...mistyped, ...failed]
}

/** README blocks that say `// file: examples/x.ts` and differ from that file. */
export function compareBlocks(readme: string, read: (file: string) => string | undefined): readonly string[] {
  return [...readme.matchAll(/^```ts\n(\/\/ file: (\S+)\n[\s\S]*?)^```$/gm)].flatMap(([, block = "", file = ""]) => {
    const text = read(file)
    if (text === undefined) return [`${file} does not exist`]
    return text === block ? [] : [`the block differs from ${file}`]
  })
}

interface Example {
  readonly folder: string
  readonly file: string
}

function listExamples(root: string, folder: string): readonly Example[] {
  const path = join(root, folder, "examples")
  if (!existsSync(path)) return []
  return readdirSync(path)
    .filter((name) => name.endsWith(".ts"))
    .sort()
    .map((name) => ({ folder, file: `examples/${name}` }))
}

/** Examples stand outside the root tsconfig's folders, so they get a program of their own, with the same options. */
function checkTypes(root: string, files: readonly string[]): readonly string[] {
  const { config } = ts.readConfigFile(join(root, "tsconfig.base.json"), (path) => ts.sys.readFile(path)) as { config: unknown }
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root)
  const diagnostics = ts.getPreEmitDiagnostics(ts.createProgram(files, options))
  return diagnostics
    .filter(({ file }) => file === undefined || files.includes(file.fileName))
    .map((diagnostic) =>
      ts.formatDiagnostic(diagnostic, { getCanonicalFileName: (name) => name, getCurrentDirectory: () => root, getNewLine: () => "\n" }).trim()
    )
}
