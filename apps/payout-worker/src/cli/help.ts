/** The commands of `hundi-worker`. */
export const commandNames = ["demo", "serve", "pay", "doctor", "pause", "resume", "verify-audit", "migrate"] as const
export type CommandName = (typeof commandNames)[number]

const settings = `Settings (environment): HUNDI_STATE, HUNDI_PORT (4100), HUNDI_TOKEN, HUNDI_BANK_TIMEOUT_MS, HUNDI_BANK_URL, and for a real bank
  HUNDI_API_KEY, HUNDI_BC_ID, HUNDI_PASSCODE, HUNDI_PRIVATE_KEY_FILE, HUNDI_BANK_CERT_FILE, HUNDI_SENDER_NAME, HUNDI_MOBILE,
  HUNDI_RETAILER_CODE. README.md says what each is for.
`

const outcomes = `The JSON summary: {payouts, invalid, settled, accepted, rejected, pending, unknown, review, reversed, notSent, doublePaid, bankDebits,
  elapsedMs}. The outcomes add up to payouts. With a simulator, doublePaid and bankDebits are counted in its ledger. A real bank shows
  no ledger: then bankDebits is what the journal knows as settled or accepted, and doublePaid is 0, because the journal's unique
  index lets no payout have two tries that are not proved failed.
Exit code: 0 when doublePaid is 0, 1 when not, 2 for usage and set-up errors.
`

/** What `--help` prints. */
export const helpOf: Readonly<Record<CommandName, string>> = {
  demo: `hundi-worker demo: starts the simulated bank, pays a CSV of payouts, and leaves a page up. With HUNDI_BANK_URL, that bank is used.

  --file F.csv       the payouts (the sample unless given)
  --exit-when-done   end when each payout is final, with people, or to be asked about only in more than 60 s
  --json             print one JSON summary as the last line
  --host H           address to listen on (127.0.0.1); any other needs HUNDI_TOKEN
  --seed N           seed of the simulator (1)
  --help             print this

${outcomes}
${settings}`,
  serve: `hundi-worker serve: takes payouts over HTTP and pays them through the bank of HUNDI_BANK_URL, until it is stopped.

  --host H   address to listen on (127.0.0.1); any other needs HUNDI_TOKEN
  --help     print this

${settings}`,
  pay: `hundi-worker pay FILE: pays a CSV of payouts through the bank of HUNDI_BANK_URL, and ends.

  --json   print one JSON summary as the last line
  --help   print this

${outcomes}
${settings}`,
  doctor: `hundi-worker doctor: checks settings, keys, certificate, journal, clock and rails. Prints no secret. Exit code 1 on a problem.

  --json   print the checks as JSON
  --help   print this
`,
  pause: `hundi-worker pause RAIL --reason TEXT: the kill switch. Nothing more is sent over the rail, from this moment on; enquiries go on.

  --reason TEXT  what whoever resumes the rail should know (required)
  --help         print this
`,
  resume: `hundi-worker resume RAIL: lets a paused rail send again, e.g. hundi-worker resume imps

  --help   print this
`,
  "verify-audit": `hundi-worker verify-audit: recomputes the hash chain of each payout's history and every anchor, and holds the journal
against its file of anchors. Exit code 1 when something was altered, or when the journal is older than the file.

  --anchors FILE  anchors that were kept elsewhere (anchors.jsonl in the state folder)
  --json          print the result as JSON
  --help          print this
`,
  migrate: `hundi-worker migrate: opens the journal and brings its tables up to date.

  --help   print this
`
}

/** What `hundi-worker --help` prints. */
export const overview = `hundi-worker: pays files and HTTP requests of payouts, each exactly once. Unofficial.

  hundi-worker demo           start a simulated bank, pay a sample file, show the page (what npm start runs)
  hundi-worker serve          take payouts over HTTP
  hundi-worker pay FILE       pay a CSV of payouts
  hundi-worker doctor         check the set-up
  hundi-worker pause RAIL     send nothing more over a rail
  hundi-worker resume RAIL    let a paused rail send again
  hundi-worker verify-audit   check that no history was altered
  hundi-worker migrate        bring the journal's tables up to date

Each has --help.
`
