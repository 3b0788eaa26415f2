import type { Database } from "./database.ts"

/** An entry and a line as nodes of one graph. */
export const entryNode = (lid: string): string => `(${lid} * 2)`
export const lineNode = (sid: string): string => `(${sid} * 2 + 1)`

/**
 * Finds what hangs together: reads `edges (a, b)`, writes `into (node, label)`; rows of one label are one group. The least label spreads
 * until nothing changes; groups are small, so a few rounds do.
 */
export const labelGroups = async (db: Database, edges: string, into: string): Promise<void> => {
  await db.run(`CREATE OR REPLACE TEMP TABLE both_ways AS SELECT a, b FROM ${edges} UNION SELECT b, a FROM ${edges};
    CREATE OR REPLACE TABLE ${into} AS SELECT a AS node, least(a, min(b)) AS label FROM both_ways GROUP BY a`)
  for (;;) {
    const moved = await db.count(`SELECT count(*) FROM ${into} n JOIN both_ways e ON e.a = n.node JOIN ${into} m ON m.node = e.b WHERE m.label < n.label`)
    if (moved === 0) return
    // Jumping to the label's own label halves the way: long chains end in a few rounds too.
    await db.run(`CREATE OR REPLACE TEMP TABLE spread AS SELECT n.node, least(n.label, min(m.label)) AS label
        FROM ${into} n JOIN both_ways e ON e.a = n.node JOIN ${into} m ON m.node = e.b GROUP BY n.node, n.label;
      CREATE OR REPLACE TABLE ${into} AS SELECT s.node, least(s.label, coalesce(j.label, s.label)) AS label
        FROM spread s LEFT JOIN spread j ON j.node = s.label`)
  }
}
