/** What happened, line by line; two runs of one seed give the same bytes. */
export interface Trace {
  readonly note: (who: string, what: string, detail?: Readonly<Record<string, string | number | undefined>>) => void
  readonly lines: readonly string[]
}

/** A trace that keeps its lines only when told to: a long run has millions. */
export const createTrace = (now: () => number, keep: boolean): Trace => {
  const lines: string[] = []
  return {
    note: (who, what, detail) => void (keep && lines.push(JSON.stringify({ at: now(), who, what, ...detail }))),
    lines
  }
}

/** Counts by name: of crashes by place, of faults by kind. */
export interface Tally {
  readonly add: (name: string) => void
  readonly count: (name: string) => number
  readonly total: () => number
  /** The name that was added last; empty at first. */
  readonly latest: () => string
  /** In the order of the names. */
  readonly byName: () => Readonly<Record<string, number>>
}

/** An empty tally. */
export const createTally = (): Tally => {
  const counts = new Map<string, number>()
  let latest = ""
  return {
    add: (name) => {
      latest = name
      counts.set(name, (counts.get(name) ?? 0) + 1)
    },
    latest: () => latest,
    count: (name) => counts.get(name) ?? 0,
    total: () => [...counts.values()].reduce((sum, count) => sum + count, 0),
    byName: () => Object.fromEntries([...counts].sort(([one], [other]) => (one < other ? -1 : 1)))
  }
}
