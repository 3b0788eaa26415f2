/**
 * One thing looked at, in words for a person: what was found, and what to do about it. `note` asks for nothing. Neither text ever
 * holds a secret, a name or an account number.
 */
export interface Finding {
  readonly name: string
  readonly result: "ok" | "note" | "warn" | "fail"
  readonly detail: string
  /** What to do next; with every warning and failure. */
  readonly todo?: string
}

export const ok = (name: string, detail: string): Finding => ({ name, result: "ok", detail })
export const note = (name: string, detail: string): Finding => ({ name, result: "note", detail })
export const warn = (name: string, detail: string, todo: string): Finding => ({ name, result: "warn", detail, todo })
export const fail = (name: string, detail: string, todo: string): Finding => ({ name, result: "fail", detail, todo })

/** 0: nothing to do; 1: something will need doing soon; 2: it cannot pay like this, or must not. */
export const exitCodeOf = (findings: readonly Finding[]): 0 | 1 | 2 =>
  findings.some(({ result }) => result === "fail") ? 2 : findings.some(({ result }) => result === "warn") ? 1 : 0
