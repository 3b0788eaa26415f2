import { journalSuite } from "@hundi/core/testing"
import type { D1Database } from "cloudflare:workers"
import { migrateD1, openD1Journal } from "./d1-sql.ts"

/** A worker for one test: runs the journal's suite on its D1 databases, an empty one for each test, and answers what failed. */
const worker = {
  fetch: async (_: Request, env: Readonly<Record<string, D1Database>>): Promise<Response> => {
    const databases = Object.values(env)
    const tests: { readonly name: string; readonly body: () => Promise<void> }[] = []
    const open = async () => {
      const database = databases.shift()
      if (database === undefined) throw new Error("too few databases")
      await migrateD1(database)
      return openD1Journal(database)
    }
    journalSuite({ test: (name, body) => void tests.push({ name, body }) }, open)
    const failed: string[] = []
    for (const { name, body } of tests) await body().catch((error: unknown) => void failed.push(`${name}: ${error instanceof Error ? error.message : "failed"}`))
    return Response.json({ tests: tests.length, failed })
  }
}

export default worker
