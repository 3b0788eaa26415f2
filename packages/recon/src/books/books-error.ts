/** Why the books refuse. `LOCKED`: the period is closed; `FOUR_EYES`: another person is needed; `NOT_PROVED`: the figures do not add up. */
export type BooksErrorCode = "INVALID" | "NOT_FOUND" | "LOCKED" | "FOUR_EYES" | "NOT_PROVED" | "ALREADY_DONE"

/** A refusal in words for the person who asked. Names fields, dates and run digests; never an account beyond its last four digits. */
export class BooksError extends Error {
  override readonly name = "BooksError"
  readonly code: BooksErrorCode
  /** The field that is wrong, where one is. */
  readonly field: string | undefined

  constructor(code: BooksErrorCode, message: string, field?: string) {
    super(message)
    this.code = code
    this.field = field
  }
}

/** A field that is wrong, and its rule. */
export const invalidField = (field: string, rule: string): BooksError => new BooksError("INVALID", `${field}: ${rule}`, field)
