import type { Journal } from "@hundi/core"
import { createControls, defaultPolicy } from "@hundi/operations/controls"
import { openOperationsSql } from "@hundi/operations/sqlite"
import { readHeads } from "../audit/keep-heads.ts"
import type { StateFolder } from "../setup/state-folder.ts"

/** Recomputes the log of approvals, and holds it against the last end that was kept beside it. Lines and files that do not hold. */
export const verifyApprovals = (folder: StateFolder, journal: Journal): readonly string[] => {
  const sql = openOperationsSql(folder.journal)
  try {
    // A journal without a policy has no such log, and looking at it makes none.
    if (sql.all("SELECT 1 FROM sqlite_schema WHERE name = 'controls_log'").length === 0) return []
    const controls = createControls({ sql, journal, owner: "command", now: Date.now, policy: defaultPolicy })
    const last = readHeads(folder.heads).at(-1)
    const { lines, files } = controls.verify(last === undefined ? undefined : { seq: last.seq, hash: last.hash })
    return [...lines.map((seq) => `line ${seq}`), ...files]
  } finally {
    sql.close()
  }
}
