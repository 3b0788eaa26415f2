/**
 * The files in packages that may touch the clock, the environment, the console and Node's own modules: ports to one runtime.
 * Everything else takes time, randomness and input as arguments.
 */
export const PORT_FILES: readonly string[] = [
  "packages/*/src/**/*.node.ts",
  "packages/*/src/bin/**/*.ts",
  "packages/core/src/node.ts",
  "packages/core/src/node/**/*.ts",
  "packages/journal/src/sqlite*.ts",
  "packages/journal/src/sqlite/**/*.ts",
  "packages/journal/src/postgres*.ts",
  "packages/journal/src/postgres/**/*.ts",
  "packages/operations/src/sqlite.ts"
]
