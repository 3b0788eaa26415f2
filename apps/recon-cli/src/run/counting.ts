import type { Progress } from "../print/progress.ts"

const EVERY = 1000

/** Hands rows on, and tells how many went by. */
export async function* counting<A>(rows: Iterable<A> | AsyncIterable<A>, progress: Progress): AsyncGenerator<A> {
  let count = 0
  for await (const row of rows) {
    if (++count % EVERY === 0) progress.add(EVERY)
    yield row
  }
  progress.add(count % EVERY)
}
