import { createOutbox, formatWebhookSecret } from "@hundi/operations/outbox"
import { openOperationsSql } from "@hundi/operations/sqlite"
const sql = openOperationsSql("/tmp/zz-ob.sqlite")
const N = 20000
const all = Array.from({ length: N * 2 }, (_, i) => ({ payoutId: `default/P${i >> 1}`, seq: (i & 1) + 1, at: Date.now(), kind: "k", status: i & 1 ? "settled" : "queued", amountPaise: 1n, reference: null, rrn: null, reason: null } as const))
const journal = { changesSince: async (c: string | null, l: number) => { const f = Number(c ?? 0); const changes = all.slice(f, f + l); return { changes, cursor: String(f + changes.length) } } }
let n = 0
const outbox = createOutbox({ sql, journal, now: Date.now, send: async () => (n++, { status: 200 }), endpoints: [{ id: "e", url: "https://e.example/", secrets: [formatWebhookSecret(new Uint8Array(32))] }] })
let t = performance.now(); await outbox.collect(); console.log("collect/s", (N * 2) / (performance.now() - t) * 1000)
const stop = new AbortController(); setTimeout(() => stop.abort(), 5000)
t = performance.now(); await outbox.tick(stop.signal); console.log("deliver/s", n / (performance.now() - t) * 1000)
console.log(sql.all("EXPLAIN QUERY PLAN SELECT event FROM outbox_deliveries WHERE endpoint = ?1 AND state = 'waiting' AND next_at <= ?2 ORDER BY next_at LIMIT 1", "e", 1).map((r) => r["detail"]))
console.log(sql.all("EXPLAIN QUERY PLAN UPDATE outbox_deliveries SET next_at = 1 WHERE endpoint = 'e' AND payout_id = 'p' AND state = 'waiting' AND next_at IS NULL AND seq = (SELECT min(seq) FROM outbox_deliveries WHERE endpoint = 'e' AND payout_id = 'p' AND state = 'waiting')").map((r) => r["detail"]))
