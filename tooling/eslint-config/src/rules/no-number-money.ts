import type { Rule } from "eslint"
import { listen } from "./listen.ts"

/**
 * Law L8: money is integer paise in a `bigint`. A name that says paise or amount must not be typed `number`, nor be turned into one.
 *
 * Wire schemas carry amounts as text, which is allowed; SQLite binds paise as a number, which is one line with a reasoned disable comment.
 */
export const noNumberMoney: Rule.RuleModule = {
  meta: {
    type: "problem",
    schema: [],
    messages: {
      typed: "{{name}} is money: bigint paise, never number (MONEY law L8)",
      converted: "{{call}} turns money into a floating-point number: keep {{name}} a bigint (MONEY law L8)"
    }
  },
  create(context) {
    const reportTyped = (node: AstNode, name: string | undefined): void => {
      if (name !== undefined && isMoneyName(name)) context.report({ node: node as unknown as Rule.Node, messageId: "typed", data: { name } })
    }
    const reportConverted = (node: AstNode, call: string, argument: AstNode | undefined): void => {
      const name = moneyNameIn(argument)
      if (name !== undefined) context.report({ node: node as unknown as Rule.Node, messageId: "converted", data: { call, name } })
    }
    return listen({
      // Parameters and variables: `amountPaise: number`.
      Identifier: (node: AstNode) => {
        if (holdsNumber(node.typeAnnotation)) reportTyped(node, node.name)
      },
      "TSPropertySignature, PropertyDefinition, AccessorProperty": (node: AstNode) => {
        if (holdsNumber(node.typeAnnotation)) reportTyped(node, nameOf(node.key))
      },
      // Functions: `totalAmount(): number`.
      "FunctionDeclaration, TSDeclareFunction": (node: AstNode) => {
        if (holdsNumber(node.returnType)) reportTyped(node, nameOf(node.id))
      },
      "MethodDefinition, TSMethodSignature": (node: AstNode) => {
        if (holdsNumber(node.returnType ?? node.value?.returnType)) reportTyped(node, nameOf(node.key))
      },
      CallExpression: (node: AstNode) => {
        const call = nameOf(node.callee?.type === "MemberExpression" ? node.callee.property : node.callee)
        if (call !== undefined && conversions.has(call)) reportConverted(node, call, node.arguments?.[0])
      },
      "UnaryExpression[operator='+']": (node: AstNode) => reportConverted(node, "unary +", node.argument)
    })
  }
}

interface AstNode {
  readonly type: string
  readonly name?: string
  readonly value?: { readonly returnType?: AstNode } & AstNode
  readonly key?: AstNode
  readonly id?: AstNode
  readonly callee?: AstNode
  readonly object?: AstNode
  readonly property?: AstNode
  readonly argument?: AstNode
  readonly arguments?: readonly AstNode[]
  readonly typeAnnotation?: AstNode
  readonly returnType?: AstNode
  readonly types?: readonly AstNode[]
  readonly elementType?: AstNode
  readonly expression?: AstNode
}

const conversions = new Set(["Number", "parseFloat", "parseInt"])

/** Names that mention an amount but count something else, such as `amountColumn` or `amountDigits`. */
const otherUnits = /(?:Index|Column|Count|Digits|Length|Width|Offset|Position|Decimals|Ms|Field|Line)$/

function isMoneyName(name: string): boolean {
  return (/paise$/i.test(name) || /amount/i.test(name)) && !otherUnits.test(name)
}

/** `number`, `number | undefined`, `number[]`, `readonly number[]`. */
function holdsNumber(type: AstNode | undefined): boolean {
  if (type === undefined) return false
  if (type.type === "TSNumberKeyword") return true
  if (type.type === "TSArrayType") return holdsNumber(type.elementType)
  if (type.type === "TSTypeAnnotation" || type.type === "TSTypeOperator") return holdsNumber(type.typeAnnotation)
  return type.type === "TSUnionType" && (type.types ?? []).some(holdsNumber)
}

/** The money name in `amountPaise`, `row.amountPaise`, `amountPaise!`, `row["amount"]`, `amount.trim()`. */
function moneyNameIn(node: AstNode | undefined): string | undefined {
  if (node === undefined) return undefined
  if (node.type === "CallExpression") return moneyNameIn(node.callee)
  if (node.type === "TSNonNullExpression" || node.type === "TSAsExpression" || node.type === "ChainExpression") return moneyNameIn(node.expression)
  if (node.type === "MemberExpression") {
    const own = nameOf(node.property)
    // amount.length counts characters, amount.trim() is still the amount.
    if (own !== undefined && isMoneyName(own)) return own
    return own !== undefined && stillMoney.has(own) ? moneyNameIn(node.object) : undefined
  }
  const name = nameOf(node)
  return name !== undefined && isMoneyName(name) ? name : undefined
}

const stillMoney = new Set(["trim", "toString", "replace", "replaceAll", "slice", "valueOf"])

function nameOf(node: AstNode | null | undefined): string | undefined {
  if (node == null) return undefined
  if (node.type === "Identifier" || node.type === "PrivateIdentifier") return node.name
  return node.type === "Literal" && typeof node.value === "string" ? node.value : undefined
}
