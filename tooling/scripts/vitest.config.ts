import { defineConfig } from "vitest/config"

/** Shared by every package: tests run on the sources, so that nothing needs a build first. */
export default defineConfig({
  ssr: { resolve: { conditions: ["hundi-source", "module", "node", "development|production"] } },
  test: {
    include: ["src/**/*.test.ts"],
    reporters: ["default", ["json", { outputFile: ".reports/vitest.json" }]],
    testTimeout: 60_000,
    execArgv: ["--conditions=hundi-source"],
    passWithNoTests: true
  }
})
