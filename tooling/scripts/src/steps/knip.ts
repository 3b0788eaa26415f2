import { join } from "node:path"
import type { CommandResult } from "../run-command.ts"
import { runCommand } from "../run-command.ts"
import type { Step } from "../step.ts"

/**
 * Nothing lies around that nobody needs: files, dependencies, exports. Where the search begins is in knip.jsonc, which must be true itself:
 * a line there that has become needless is a finding too.
 *
 * An export that only tests use is no finding, since tests lie beside the code and try its parts. A whole file that only tests reach is
 * one: either it is dead, kept alive by its own test, or it helps tests and belongs into `testing/`. The second pass finds those.
 */
export const knip: Step = async ({ root }) => {
  const all = await search(root, ["--treat-config-hints-as-errors"])
  const shipped = await search(root, ["--production", "--include", "files", "--no-config-hints"])
  return [
    ...explainFindings(all),
    ...explainFindings(shipped, "only tests reach them: delete both, or move a helper into a folder `testing`")
  ]
}

/**
 * What knip printed, as one problem per kind of finding, each with what to do about it.
 *
 * @param advice - in the place of the usual one for files
 */
export function explainFindings({ ok, output }: CommandResult, advice?: string): readonly string[] {
  if (ok) return []
  const problems: string[] = []
  for (const line of output.split("\n").map((text) => text.replaceAll(/\s+/g, " ").trim())) {
    const title = /^([A-Z][a-z]+(?: [a-zA-Z]+)*) \(\d+\)$/.exec(line)?.[1]
    if (title !== undefined) problems.push(`${title}: ${(title === "Unused files" ? advice : undefined) ?? remedies[title] ?? "see knip's own pages"}`)
    else if (line !== "" && problems.length === 0) problems.push(line)
    else if (line !== "") problems.push(`${problems.pop()}\n  ${line}`)
  }
  return problems.length > 0 ? problems : ["knip failed without a word"]
}

const remedies: Readonly<Record<string, string>> = {
  "Unused files": "delete them; a program that somebody starts is named in tooling/scripts/knip.jsonc, with who starts it",
  "Unused dependencies": "take them out of the package.json",
  "Unused devDependencies": "take them out of the package.json",
  "Unlisted dependencies": "add them to the package.json of the folder that imports them",
  "Unlisted binaries": "add the package to the package.json; a program that npm does not have is named in tooling/scripts/knip.jsonc",
  "Unresolved imports": "these files do not exist",
  "Unused exports": "no other file imports them: take the word `export` away, or the code",
  "Unused exported types": "nothing names them: delete them",
  "Duplicate exports": "keep one of the names",
  "Configuration hints": "tooling/scripts/knip.jsonc says what is not so"
}

function search(root: string, flags: readonly string[]): Promise<CommandResult> {
  const cwd = join(root, "tooling/scripts")
  return runCommand("knip", ["--config", "tooling/scripts/knip.jsonc", "--directory", root, "--no-progress", ...flags], { cwd })
}
