/** Why a file was not read. A closed list, stable across versions. */
export type ReconInputCode =
  | "RECON_INPUT_EMPTY"
  | "RECON_INPUT_TOO_LARGE"
  | "RECON_INPUT_CHANGED"
  | "RECON_INPUT_FORMAT"
  | "RECON_INPUT_ENCODING"
  | "RECON_INPUT_LAYOUT"
  | "RECON_INPUT_MAPPING"
  | "RECON_INPUT_DATE"
  | "RECON_INPUT_AMOUNT"
  | "RECON_INPUT_TRUNCATED"
  | "RECON_INPUT_BALANCE"
  | "RECON_INPUT_REPEATED"
  | "RECON_INPUT_ACCOUNT"
  | "RECON_INPUT_PERIOD"
  | "RECON_INPUT_REFUSED_BY_BANK"

/** Everything of a refusal but its code. */
export interface ReconInputProblem {
  /** The file's name, without its folder. */
  readonly file: string
  /** 1 for the first line; 0 for the file as a whole. */
  readonly line: number
  /** What must hold and does not, in words. Names no account, name or narration. */
  readonly rule: string
  /** What to do. */
  readonly fix: string
}

/**
 * An input that was refused. Nothing of it was handed on: a reconciliation over half a statement would call payouts lost.
 *
 * @example
 * ```ts
 * try {
 *   await readStatement("may.csv")
 * } catch (error) {
 *   if (error instanceof ReconInputError) console.error(error.file, error.line, error.rule, error.fix)
 * }
 * ```
 */
export class ReconInputError extends Error {
  override readonly name = "ReconInputError"
  readonly code: ReconInputCode
  readonly file: string
  readonly line: number
  readonly rule: string
  readonly fix: string

  constructor(code: ReconInputCode, { file, line, rule, fix }: ReconInputProblem) {
    super(`${file}${line === 0 ? "" : `, line ${line}`}: ${rule}. ${fix}`)
    this.code = code
    this.file = file
    this.line = line
    this.rule = rule
    this.fix = fix
  }
}

/** Refuses in the name of one file. */
export type Refuse = (code: ReconInputCode, line: number, rule: string, fix: string) => ReconInputError

/** Binds the file's name. */
export const refuserOf = (file: string): Refuse => (code, line, rule, fix) => new ReconInputError(code, { file, line, rule, fix })
