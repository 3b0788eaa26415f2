import { mkdirSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { bundleWorker } from "./bundle-worker.ts"

/** What `wrangler dev` and `wrangler deploy` run first: writes dist/worker.mjs. */
const folder = fileURLToPath(new URL("../../dist/", import.meta.url))
mkdirSync(folder, { recursive: true })
writeFileSync(`${folder}worker.mjs`, (await bundleWorker()).text)
