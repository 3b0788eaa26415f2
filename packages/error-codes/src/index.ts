/**
 * Every known code of ICICI Bank's APIs: meaning, class, may money have moved, what next. Unofficial.
 *
 * @packageDocumentation
 */
export { lookUp } from "./look-up.ts"
export { normaliseCode } from "./normalise-code.ts"
export { codesByFamily } from "./codes.data.ts"
export { codeCalls, codeClasses, codeFamilies } from "./code-record.ts"
export type { CodeCall, CodeClass, CodeFamily, CodePosition, CodeRecord } from "./code-record.ts"
