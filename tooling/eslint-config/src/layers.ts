/**
 * The layers of the repository, as data: the lint rule, the package graph and its check all read this one table.
 *
 * An arrow only ever points to a lower layer; devDependencies count, because turbo refuses circles.
 */
export const LAYERS: Readonly<Record<string, number>> = {
  "packages/error-codes": 0,
  "packages/checksum": 0,
  "packages/crypto-envelope": 0,
  "packages/catalog": 1,
  "packages/core": 2,
  "packages/simulator": 2,
  "packages/journal": 3,
  "packages/operations": 3,
  "packages/recon": 3,
  "packages/crash-kit": 4,
  "apps/*": 5,
  // Vectors and the lint rules' table are read by other tooling; everything else in tooling stands on its own.
  // Vectors are read by other tooling; their interop test opens what our envelope seals.
  "tooling/vectors": 1,
  "tooling/eslint-config": 0,
  "tooling/tsconfig": 0,
  "tooling/*": 6,
  // Benchmarks start the simulator the way the end-to-end tests do.
  "tooling/bench": 7
}

/** Arrows that point downwards and are forbidden all the same: core takes a structural `Sealer`, so that it stays free of crypto. */
export const FORBIDDEN: readonly (readonly [from: string, to: string])[] = [
  ["packages/core", "packages/crypto-envelope"],
  ["packages/core", "packages/checksum"]
]

/**
 * The layer of a folder such as `packages/core`.
 *
 * @returns `undefined` for a package that the table does not list: a new package has to be given its layer here
 */
export function layerOf(folder: string): number | undefined {
  return LAYERS[folder] ?? LAYERS[folder.replace(/\/.*/, "/*")]
}

/**
 * Why one folder must not depend on another, or `undefined` when it may.
 *
 * @param from - for example `packages/core`
 * @param to - for example `packages/catalog`
 */
export function whyForbidden(from: string, to: string): string | undefined {
  if (from === to) return undefined
  const fromLayer = layerOf(from)
  const toLayer = layerOf(to)
  if (fromLayer === undefined) return `${from} has no layer in tooling/eslint-config/src/layers.ts`
  if (toLayer === undefined) return `${to} has no layer in tooling/eslint-config/src/layers.ts`
  if (FORBIDDEN.some(([a, b]) => a === from && b === to)) return `${from} must not depend on ${to}`
  // A package that ships must not pull in tooling, even though some tooling stands at the bottom.
  if (to.startsWith("tooling/") && !from.startsWith("tooling/")) return `${from} ships and must not depend on ${to}`
  return toLayer < fromLayer ? undefined : `${from} (layer ${fromLayer}) must not depend on ${to} (layer ${toLayer})`
}
