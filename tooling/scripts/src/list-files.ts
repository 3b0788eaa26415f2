import { execFileSync } from "node:child_process"
import { existsSync } from "node:fs"
import { join } from "node:path"

/** Files that are, or are about to be, in the repository: tracked ones, and new ones that are not ignored. Sorted, relative to the root. */
export function listFiles(root: string): readonly string[] {
  const output = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024
  })
  // A file that was deleted but not yet committed is still listed.
  return [...new Set(output.split("\0"))].filter((file) => file !== "" && existsSync(join(root, file))).sort()
}
