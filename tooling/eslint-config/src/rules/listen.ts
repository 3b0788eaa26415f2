import type { Rule } from "eslint"

/** ESLint's types know ESTree only; the parser's TypeScript nodes are described by each rule itself, as far as it reads them. */
export function listen(handlers: Readonly<Record<string, (node: never) => void>>): Rule.RuleListener {
  return handlers as unknown as Rule.RuleListener
}
