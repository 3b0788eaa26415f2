/** What a fresh project tries on one runtime: to import subpaths, and to run the examples of the READMEs. Each by its name. */
export interface Trial {
  readonly subpaths: Readonly<Record<string, () => Promise<object>>>
  readonly examples: Readonly<Record<string, () => Promise<unknown>>>
}

export interface TrialReport {
  readonly failures: readonly string[]
  /** What each example that ended well printed, value by value and alike on every runtime. */
  readonly printed: Readonly<Record<string, readonly string[]>>
}

/**
 * Runs a trial. This file is copied into the project and imports nothing, so that it runs wherever the project does.
 *
 * Examples run one after another, since each prints on the one console.
 */
export async function runTrial({ subpaths, examples }: Trial): Promise<TrialReport> {
  const failures: string[] = []
  const printed: Record<string, readonly string[]> = {}
  for (const [specifier, load] of Object.entries(subpaths)) {
    try {
      if (Object.keys(await load()).length === 0) failures.push(`${specifier} exports nothing`)
    } catch (error) {
      failures.push(`${specifier} cannot be imported: ${describe(error)}`)
    }
  }
  const log = console.log
  for (const [name, run] of Object.entries(examples)) {
    const lines: string[] = []
    console.log = (...values: readonly unknown[]) => void lines.push(values.map(show).join(" "))
    try {
      await run()
      printed[name] = lines
    } catch (error) {
      failures.push(`${name} does not run: ${describe(error)}`)
    } finally {
      console.log = log
    }
  }
  return { failures, printed }
}

/** Runtimes draw objects differently; as JSON they are alike. */
function show(value: unknown): string {
  if (typeof value === "string") return value
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === "bigint" ? `${part}n` : part)) ?? String(value)
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message} ${error.stack?.split("\n")[1]?.trim() ?? ""}`.trim() : String(error)
}
