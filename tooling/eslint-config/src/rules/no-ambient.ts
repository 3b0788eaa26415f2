import type { Rule, Scope } from "eslint"
import { listen } from "./listen.ts"

/**
 * No clock, randomness, environment or console outside port files: time and randomness come in as arguments or through Effect's Clock and
 * Random, so that the deterministic simulation can replay a run, and so that the same code runs on every runtime.
 */
export const noAmbient: Rule.RuleModule = {
  meta: {
    type: "problem",
    schema: [],
    messages: {
      ambient: "{{what}} is ambient. Take it as an argument or through a port; port files are listed in tooling/eslint-config/src/port-files.ts",
      module: "{{what}} belongs to Node alone. Move it into a port file (*.node.ts, or one listed in tooling/eslint-config/src/port-files.ts)"
    }
  },
  create(context) {
    const report = (node: unknown, messageId: "ambient" | "module", what: string): void =>
      context.report({ node: node as Rule.Node, messageId, data: { what } })
    return listen({
      "Program:exit": (program: Rule.Node) => {
        for (const { identifier } of globalReferences(context.sourceCode.getScope(program))) {
          const found = findAmbient(identifier)
          if (found !== undefined) report(identifier, "ambient", found)
        }
      },
      // A type disappears, so `import type` of a Node module is harmless.
      "ImportDeclaration[importKind!='type'], ExportAllDeclaration, ExportNamedDeclaration, ImportExpression": (node: {
        readonly source?: { readonly value?: unknown } | null
      }) => {
        const name = node.source?.value
        if (typeof name === "string" && name.startsWith("node:")) report(node, "module", name)
      }
    })
  }
}

interface AstNode {
  readonly type: string
  readonly name?: string
  readonly parent?: AstNode
  readonly object?: AstNode
  readonly property?: AstNode
  readonly computed?: boolean
  readonly value?: unknown
  readonly callee?: AstNode
  readonly arguments?: readonly unknown[]
  readonly id?: AstNode
  readonly init?: AstNode | null
  readonly properties?: readonly { readonly key?: AstNode }[]
}

const wholes = new Set(["process", "console", "Buffer"])
const members: Readonly<Record<string, ReadonlySet<string>>> = {
  Date: new Set(["now"]),
  Math: new Set(["random"]),
  crypto: new Set(["randomUUID"]),
  performance: new Set(["now"])
}

/** References to names that the file does not declare itself. */
function globalReferences(scope: Scope.Scope): readonly Scope.Reference[] {
  let globalScope = scope
  while (globalScope.upper !== null) globalScope = globalScope.upper
  const declared = globalScope.variables.filter((variable) => variable.defs.length === 0).flatMap((variable) => variable.references)
  return [...new Set([...globalScope.through, ...declared])].filter((reference) => !isTypeOnly(reference))
}

function isTypeOnly(reference: Scope.Reference): boolean {
  return "isTypeReference" in reference && reference.isTypeReference === true && "isValueReference" in reference && reference.isValueReference !== true
}

function findAmbient(identifier: AstNode): string | undefined {
  // globalThis.Date is Date.
  const outer = identifier.name === "globalThis" ? memberOf(identifier) : undefined
  if (identifier.name === "globalThis" && outer === undefined) return undefined
  const name = outer ?? identifier.name ?? ""
  const node = outer === undefined ? identifier : (identifier.parent ?? identifier)
  if (wholes.has(name)) return name
  if (name === "Date" && isBareDate(node)) return "the current Date"
  const banned = members[name]
  if (banned === undefined) return undefined
  const property = memberOf(node)
  if (property !== undefined) return banned.has(property) ? `${name}.${property}` : undefined
  const taken = destructured(node).find((key) => banned.has(key))
  return taken === undefined ? undefined : `${name}.${taken}`
}

function memberOf(node: AstNode): string | undefined {
  const parent = node.parent
  if (parent?.type !== "MemberExpression" || parent.object !== node) return undefined
  const property = parent.property
  if (parent.computed === true) return typeof property?.value === "string" ? property.value : undefined
  return property?.name
}

/** `new Date()` and `Date()` read the clock; `new Date(ms)` does not. */
function isBareDate(node: AstNode): boolean {
  const parent = node.parent
  if (parent?.callee !== node) return false
  return parent.type === "CallExpression" || (parent.type === "NewExpression" && parent.arguments?.length === 0)
}

function destructured(node: AstNode): readonly string[] {
  const parent = node.parent
  if (parent?.type !== "VariableDeclarator" || parent.init !== node || parent.id?.type !== "ObjectPattern") return []
  return (parent.id.properties ?? []).flatMap(({ key }) => (key?.name === undefined ? [] : [key.name]))
}
