const LOOK_MS = 25

/** Sees how long the process has been busy in one go; until then it has looked at no socket. */
export const watchLoop = (clock: () => number): { readonly busyMs: () => number; readonly stop: () => void } => {
  let lookedMs = clock()
  const timer = setInterval(() => void (lookedMs = clock()), LOOK_MS)
  return { busyMs: () => Math.max(0, clock() - lookedMs - LOOK_MS), stop: () => clearInterval(timer) }
}
