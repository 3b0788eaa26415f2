import type { AnyCodec } from "@hundi/catalog"
import { declaredApis } from "@hundi/catalog/portal/declared"
import { upiCallback } from "@hundi/catalog/upi"
import type { Traceable } from "./trace-fields.ts"

/** What the facts are held against: the declarations, and the body of a callback, which is declared without being a call. */
export const traceables: readonly Traceable[] = [
  ...declaredApis,
  { id: upiCallback.id, response: upiCallback.body as AnyCodec, source: upiCallback.source }
]
