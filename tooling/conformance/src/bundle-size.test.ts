import { fileURLToPath } from "node:url"
import { gzipSync } from "node:zlib"
import { build } from "esbuild"
import { expect, it } from "vitest"

const LIMIT_BYTES = 10_000

it("@hundi/crypto-envelope stays below 10 KB, minified and compressed, and pulls in nothing of /x509", async () => {
  const { outputFiles, metafile } = await build({
    entryPoints: [fileURLToPath(import.meta.resolve("@hundi/crypto-envelope"))],
    bundle: true,
    minify: true,
    format: "esm",
    platform: "neutral",
    target: "es2023",
    conditions: ["hundi-source"],
    metafile: true,
    write: false
  })
  const inputs = Object.keys(metafile.inputs)
  expect(inputs.filter((path) => /pkijs|asn1js|pvutils|x509|pkcs12|node_modules/.test(path))).toEqual([])
  expect(inputs.some((path) => path.endsWith("web-engine.ts"))).toBe(true)
  const text = outputFiles[0]!.text
  // Found at run time: an import would break bundles for runtimes that have no node:crypto.
  expect(text).not.toMatch(/\bfrom\s*"node:|import\("/)
  expect(gzipSync(text, { level: 9 }).length).toBeLessThanOrEqual(LIMIT_BYTES)
})
