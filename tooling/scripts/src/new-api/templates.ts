/** What a new declaration is called. */
export interface NewNames {
  readonly family: string
  /** Kebab-case: its file. */
  readonly operation: string
  /** camelCase: its export, and its name in the client. */
  readonly name: string
}

/** Where error-codes looks up what a family's calls answer. */
const codesOf: Readonly<Record<string, string>> = {
  cib: "cib", collections: "e-collection", composite: "imps", erupi: "merchant-upi", imps: "imps", upi: "merchant-upi", upi2: "merchant-upi"
}

/**
 * A declaration that compiles and invents nothing: no path, no fields, asked once. A call that moves money is made with `money` instead,
 * which does not compile before it names its enquiry and its ladder.
 */
export const declarationText = ({ family, operation, name }: NewNames): string => `import * as Schema from "effect/Schema"
import { read } from "../declaration.ts"
import { ${name}Sample } from "./${operation}.sample.ts"

/** Our names, and what the bank calls them: \`Schema.Struct({ reference: Reference }).pipe(Schema.encodeKeys({ reference: "UNIQUEID" }))\`. */
const Request = Schema.Struct({})

/** The same for the answer. Where nothing is public, \`Schema.Record(Schema.String, Schema.Unknown)\` hands it on as it comes. */
const Response = Schema.Record(Schema.String, Schema.Unknown)

/** What the call does, and what its caller has to know. */
export const ${name} = read({
  id: "${family}.${name}",
  // "when-lost" for a call that changes nothing at the bank.
  repeat: "never",
  family: "${family}",
  portalPaths: [],
  method: "POST",
  // Empty: not public. The client refuses the call then.
  path: "",
  headers: {},
  seal: "hybrid",
  request: Request,
  response: Response,
  samples: ${name}Sample,
  codes: { family: "${codesOf[family] ?? "gateway"}", call: "manage" },
  source: { doc: ["title and page of the document that says so"], trust: "listed" }
})
`

export const sampleText = (name: string): string => `/** Made-up values in the bank's own shape. */
export const ${name}Sample = {
  request: {},
  response: {}
} as const
`
