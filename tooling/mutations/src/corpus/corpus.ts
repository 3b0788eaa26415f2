import type { Mutation } from "../mutation.ts"
import { l1 } from "./l1.data.ts"
import { l10 } from "./l10.data.ts"
import { l2 } from "./l2.data.ts"
import { l3 } from "./l3.data.ts"
import { l4 } from "./l4.data.ts"
import { l5 } from "./l5.data.ts"
import { l6 } from "./l6.data.ts"
import { l7 } from "./l7.data.ts"
import { l8 } from "./l8.data.ts"
import { l9 } from "./l9.data.ts"

/** Every money bug that the tests must catch, law by law. None of it exists in the code that ships. */
export const corpus: readonly Mutation[] = [...l1, ...l2, ...l3, ...l4, ...l5, ...l6, ...l7, ...l8, ...l9, ...l10]
