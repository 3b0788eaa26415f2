/** What the commands need of the machine, so that they can be tested without one. */
export interface KeysIo {
  /** Milliseconds since 1970. */
  readonly nowMs: number
  /** A file's bytes; `-` is the standard input. Throws a {@link CommandError} when there is no such file. */
  readonly read: (path: string) => Promise<Uint8Array>
  /** Writes a file; a secret one for the owner's eyes only. Throws a {@link CommandError} when it exists and `force` is off. */
  readonly write: (path: string, content: string | Uint8Array, options: WriteOptions) => Promise<void>
  /** Whether a file of that name is there already. */
  readonly exists: (path: string) => boolean
  /** Joins a folder and a name. */
  readonly join: (folder: string, name: string) => string
  /** The result, on the standard output. */
  readonly out: (text: string) => void
  /** Notes and refusals, on the standard error. */
  readonly complain: (text: string) => void
  /** A variable of the environment. */
  readonly env: (name: string) => string | undefined
  /** Asks a person without echo; `undefined` where nobody sits at a terminal. */
  readonly ask: (question: string) => Promise<string | undefined>
}

/** How a file is written. */
export interface WriteOptions {
  readonly secret: boolean
  readonly force: boolean
}

/** A refusal that is not about the content of a key. */
export class CommandError extends Error {
  readonly exitCode: 1 | 2

  /** @param exitCode - 1: refused; 2: called in a wrong way */
  constructor(exitCode: 1 | 2, message: string) {
    super(message)
    this.exitCode = exitCode
  }
}

/** What a command found or did. */
export interface CommandResult {
  /** 0: fine; 1: something is refused or not valid. */
  readonly exitCode: 0 | 1
  /** For people. */
  readonly text: string
  /** For programs, with `--json`. Never holds a private key unless that was asked for. */
  readonly json: unknown
}

/** Values of options as they were parsed. */
export interface Values {
  readonly text: (name: string) => string | undefined
  readonly flag: (name: string) => boolean
  readonly list: (name: string) => readonly string[]
  readonly positionals: readonly string[]
}

export interface OptionInfo {
  readonly type: "string" | "boolean"
  readonly multiple?: boolean
  /** For the help: what the value is called, and what it means. */
  readonly value?: string
  readonly help: string
}

export interface Command {
  /** One line for the list of commands. */
  readonly summary: string
  /** What stands behind the command's name. */
  readonly usage: string
  readonly options: Readonly<Record<string, OptionInfo>>
  readonly run: (values: Values, io: KeysIo) => Promise<CommandResult>
}
