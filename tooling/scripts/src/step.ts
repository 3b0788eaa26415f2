/** One step of `verify`: answers what is wrong, one text per problem; nothing wrong, an empty list. */
export type Step = (options: StepOptions) => Promise<readonly string[]> | readonly string[]

export interface StepOptions {
  /** Absolute path of the repository. */
  readonly root: string
  /** Bring generated files up to date instead of complaining that they are stale. */
  readonly write: boolean
}
