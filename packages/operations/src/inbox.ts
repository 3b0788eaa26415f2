export { type Callback, createInbox, type Inbox, type InboxJournal, type InboxOptions, type Receipt, type WorkResult } from "./inbox/create-inbox.ts"
export { type HintQuery, type HintState, type HintView } from "./inbox/hint-store.ts"
export { type CallbackFacts, type CallbackSource, readCallback, type Says } from "./inbox/read-callback.ts"
