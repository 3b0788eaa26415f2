import type { Product } from "../products/product.ts"
import type { findSample } from "./find-sample.ts"

/** Answers every call of the catalogue that no other product answers, with the sample of its declaration. */
export interface Samples extends Product {
  /** Before this has resolved there is nothing that it answers. */
  readonly load: () => Promise<void>
}

/**
 * Makes them, without the catalogue yet: it brings the schemas of some eighty calls, which takes longer than everything else of the
 * simulator together, and many a run never asks for one. They remember nothing and move no money.
 */
export const createSamples = (): Samples => {
  let find: typeof findSample | undefined
  return {
    name: "samples",
    find: (path) => find?.(path),
    remember: () => {},
    load: async () => {
      find ??= (await import("./find-sample.ts")).findSample
    }
  }
}

/**
 * The samples for a bank without HTTP; `createSimulator` loads its own when somebody asks for one.
 *
 * @example
 * const bank = createBank({ seed: 1, now: Date.now, samples: await loadSamples() })
 */
export const loadSamples = async (): Promise<Samples> => {
  const samples = createSamples()
  await samples.load()
  return samples
}
