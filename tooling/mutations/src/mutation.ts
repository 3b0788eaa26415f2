/** The laws of money by their names (docs: "The money laws"). */
export type Law = "L1" | "L2" | "L3" | "L4" | "L5" | "L6" | "L7" | "L8" | "L9" | "L10"

/** A money bug put in on purpose, as one edit of shipped code: `find` must occur exactly once in `file`, a path from the root. */
export interface Mutation {
  /** Kebab-case, begins with the law, never used for another bug. */
  readonly id: string
  readonly law: Law
  /** What would go wrong with somebody's money or data, in one sentence. */
  readonly what: string
  readonly file: string
  /** Where the same text stands in an older migration: `find` must occur exactly once after this text. */
  readonly after?: string
  readonly find: string
  readonly replace: string
}

/** The mutated text. @throws Error when `find` does not occur exactly once, after `after` if given */
export const mutate = ({ id, file, after, find, replace }: Mutation, source: string): string => {
  const from = after === undefined ? 0 : source.indexOf(after)
  const count = from === -1 ? 0 : source.slice(from).split(find).length - 1
  if (count !== 1) throw new Error(`${id}: its text occurs ${count} times in ${file}, not once: mend the corpus in tooling/mutations`)
  return source.slice(0, from) + source.slice(from).replace(find, () => replace)
}
