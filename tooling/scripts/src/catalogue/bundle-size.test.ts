import { build } from "esbuild"
import { fileURLToPath } from "node:url"
import { gzipSync } from "node:zlib"
import { expect, it } from "vitest"

const LIMIT_BYTES = 40_000

it("one way to pay, with its schema, is below 40 KB, minified and compressed, and brings no other family", async () => {
  const folder = fileURLToPath(new URL(".", import.meta.url))
  const { outputFiles, metafile } = await build({
    stdin: { contents: 'export { impsPay } from "@hundi/catalog/payouts"', resolveDir: folder },
    bundle: true, minify: true, format: "esm", platform: "neutral", target: "es2023", mainFields: ["module", "main"], conditions: ["hundi-source"],
    metafile: true, write: false
  })
  const text = outputFiles[0]!.text
  expect(gzipSync(text, { level: 9 }).length).toBeLessThanOrEqual(LIMIT_BYTES)
  const { inputs } = Object.values(metafile.outputs)[0]!
  const used = Object.keys(inputs).filter((path) => (inputs[path]?.bytesInOutput ?? 0) > 0)
  expect(used.filter((path) => /catalog\/src\/(?:cib|upi|upi2|erupi|collections|others|portal)\//.test(path))).toEqual([])
  expect(used.filter((path) => /composite\/(?:neft|rtgs|upi)/.test(path))).toEqual([])
})
