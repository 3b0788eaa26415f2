/**
 * A text that prints masked (L10): in logs, errors, traces and JSON only the tail shows. `reveal()` is called where the
 * wire is built and where a fingerprint is made, nowhere else.
 * @example
 * String(new Sensitive("00123456789")) // "XXXXXXX6789"
 */
export class Sensitive {
  readonly #text: string
  readonly #tail: number

  constructor(text: string, tail = 4) {
    this.#text = text
    this.#tail = tail
  }

  reveal(): string {
    return this.#text
  }

  toString(): string {
    const shown = this.#text.length > this.#tail * 2 ? this.#tail : 0
    const hidden = this.#text.length - shown
    return "X".repeat(Math.min(hidden, 12)) + this.#text.slice(hidden)
  }

  toJSON(): string {
    return this.toString()
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.toString()
  }
}
