import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

/** An empty folder, which `after` is given to remove: vitest's `onTestFinished` or `afterAll`. */
export const temporaryFolder = (after: (remove: () => void) => void): string => {
  const folder = mkdtempSync(join(tmpdir(), "hundi-edge-"))
  after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
