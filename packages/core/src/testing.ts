export { createMemoryJournal } from "./testing/memory-journal.ts"
export { journalSuite, type Runner } from "./testing/journal-suite.ts"
export { transportSuite, type FlakyServer } from "./testing/transport-suite.ts"
