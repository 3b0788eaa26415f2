import type { Rule } from "eslint"
import { existsSync } from "node:fs"
import { join } from "node:path"
import { whyForbidden } from "../layers.ts"
import { listen } from "./listen.ts"
import { ownerOf, targetOf } from "./owner-of.ts"

/** An import may only point to a lower layer. Types, re-exports and dynamic imports count. */
export const layers: Rule.RuleModule = {
  meta: {
    type: "problem",
    schema: [{ type: "object", properties: { root: { type: "string" } }, additionalProperties: false }],
    messages: { forbidden: "{{why}}. Layers: tooling/eslint-config/src/layers.ts" }
  },
  create(context) {
    const root = (context.options[0] as { root?: string } | undefined)?.root ?? context.cwd
    const from = ownerOf(context.filename, root)
    if (from === undefined) return {}
    const check = (source: SourceNode | null | undefined): void => {
      const specifier = textOf(source)
      if (specifier === undefined || source == null) return
      const to = targetOf(specifier, context.filename, root, (name) => folderOf(name, root))
      const why = to === undefined ? undefined : whyForbidden(from, to)
      if (why !== undefined) context.report({ node: source as unknown as Rule.Node, messageId: "forbidden", data: { why } })
    }
    return listen({
      "ImportDeclaration, ExportAllDeclaration, ExportNamedDeclaration, ImportExpression": (node: WithSource) => check(node.source),
      TSImportType: (node: WithSource & { argument?: { literal?: SourceNode } }) => check(node.source ?? node.argument?.literal),
      TSExternalModuleReference: (node: { expression: SourceNode }) => check(node.expression),
      // require("x"), import.meta.resolve("x") and the vitest mocks name a module too.
      "CallExpression[callee.name='require'], CallExpression[callee.property.name=/^(resolve|mock|importActual)$/]": (node: CallNode) =>
        check(node.arguments[0])
    })
  }
}

interface SourceNode {
  readonly type: string
  readonly value?: unknown
  readonly expressions?: readonly unknown[]
  readonly quasis?: readonly { readonly value: { readonly cooked?: string | null } }[]
}
interface WithSource {
  readonly source?: SourceNode | null
}
interface CallNode {
  readonly arguments: readonly SourceNode[]
}

function textOf(node: SourceNode | null | undefined): string | undefined {
  if (node?.type === "Literal" && typeof node.value === "string") return node.value
  // A template's text up to its first hole is enough to see which package it names.
  if (node?.type === "TemplateLiteral") return node.quasis?.[0]?.value.cooked ?? undefined
  return undefined
}

/** `@hundi/core` is packages/core; apps and tooling carry the same scope. */
function folderOf(name: string, root: string): string | undefined {
  const short = name.slice("@hundi/".length)
  const kind = ["packages", "apps", "tooling"].find((folder) => existsSync(join(root, folder, short, "package.json")))
  // A package that does not exist (yet) is judged as a package, so that its missing layer is named.
  return `${kind ?? "packages"}/${short}`
}
