/** A heap of things that fall due: the earliest is found at once, and adding one stays cheap with a million waiting. */
export interface DueQueue<T> {
  readonly add: (dueMs: number, item: T) => void
  /** The earliest item due at `nowMs`, taken out; undefined when nothing is due. */
  readonly takeDue: (nowMs: number) => T | undefined
}

interface Entry<T> {
  readonly dueMs: number
  /** Items due at the same instant come out in the order they went in. */
  readonly order: number
  readonly item: T
}

/** Makes an empty queue. */
export const createDueQueue = <T>(): DueQueue<T> => {
  const heap: Entry<T>[] = []
  let added = 0
  const isEarlier = (a: Entry<T>, b: Entry<T>): boolean => a.dueMs < b.dueMs || (a.dueMs === b.dueMs && a.order < b.order)
  const entryAt = (index: number): Entry<T> => heap[index] as Entry<T>

  const siftUp = (entry: Entry<T>): void => {
    let index = heap.length
    heap.push(entry)
    while (index > 0) {
      const parent = (index - 1) >> 1
      if (!isEarlier(entry, entryAt(parent))) break
      heap[index] = entryAt(parent)
      index = parent
    }
    heap[index] = entry
  }
  const siftDown = (entry: Entry<T>): void => {
    let index = 0
    for (;;) {
      let child = 2 * index + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && isEarlier(entryAt(child + 1), entryAt(child))) child += 1
      if (!isEarlier(entryAt(child), entry)) break
      heap[index] = entryAt(child)
      index = child
    }
    heap[index] = entry
  }

  return {
    add: (dueMs, item) => siftUp({ dueMs, order: added++, item }),
    takeDue: (nowMs) => {
      const first = heap[0]
      if (first === undefined || first.dueMs > nowMs) return undefined
      const last = heap.pop() as Entry<T>
      if (heap.length > 0) siftDown(last)
      return first.item
    }
  }
}
