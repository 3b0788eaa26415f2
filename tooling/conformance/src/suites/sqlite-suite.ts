import type * as Core from "@hundi/core"
import type * as Testing from "@hundi/core/testing"
import type * as Journals from "@hundi/journal/sqlite"
import { assertSame, assertTrue, thrownBy } from "../assert.ts"
import type { Env, Runner } from "../suite.ts"
import { payoutScenarios } from "./payout-scenarios.ts"
import { playPayout } from "./payout-scene.ts"

/** How to get an empty journal on SQLite, and what to compare it with. */
export interface SqliteLibrary {
  readonly core: typeof Core
  readonly testing: typeof Testing
  readonly open: () => Promise<Core.Journal>
}

/** Loads the journal on node:sqlite: an import, which may fail. */
export interface NodeSqliteLibrary {
  readonly load: () => Promise<typeof Journals>
}

/**
 * The journal suite on SQLite, node:sqlite or a Durable Object's own; and each payout leaves the very history that it leaves in memory,
 * hashes included.
 */
export function sqliteSuite(runner: Runner, lib: SqliteLibrary, _env: Env): void {
  lib.testing.journalSuite(runner, lib.open)
  for (const scenario of payoutScenarios)
    runner.test(`as in memory: ${scenario.name}`, async () => {
      const journal = await lib.open()
      try {
        const onSqlite = await playPayout(lib.core, journal, scenario)
        assertSame(onSqlite, await playPayout(lib.core, lib.testing.createMemoryJournal(), scenario))
        return onSqlite
      } finally {
        await journal.close()
      }
    })
}

/** Without a working node:sqlite, opening a journal has to fail at once: half a journal would hold money. */
export function sqliteRefusalSuite({ test }: Runner, lib: NodeSqliteLibrary, env: Env): void {
  const absent = env.has.sqlite === "absent"
  test(`the journal ${absent ? "cannot be imported" : "imports, and refuses to open"}`, async () => {
    const loading = lib.load()
    if (absent) {
      const { message } = await thrownBy(() => loading)
      // A browser only says that the chunk did not load; workerd names the module it lacks, so a lost chunk cannot pass for it.
      assertTrue(env.runtime === "browser" || message.includes('No such module "node:'), `an error that names a node: module, got ${message}`)
      return
    }
    const { openSqliteJournal } = await loading
    assertSame((await thrownBy(() => openSqliteJournal(":memory:"))).name, "TypeError")
  })
}
