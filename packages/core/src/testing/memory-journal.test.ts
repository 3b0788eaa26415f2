import { describe, it } from "vitest"
import { journalSuite } from "./journal-suite.ts"
import { createMemoryJournal } from "./memory-journal.ts"

describe("the journal suite in memory", () => {
  journalSuite({ test: it }, async () => createMemoryJournal())
})
