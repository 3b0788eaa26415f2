/** The commands of `hundi-recon`. */
export const commandNames = ["run", "explain", "resolve", "exceptions", "export", "close", "merge"] as const
export type CommandName = (typeof commandNames)[number]

const exitCodes = `Exit codes: 0 our books and the bank's agree, 1 the command failed, 2 they differ and every rupee is explained, 3 money is unexplained.
`

/** What `hundi-recon --help` prints: examples first. */
export const overview = `hundi-recon closes the day: it compares what you sent with what the bank booked, and explains every rupee.

  hundi-recon run --statement today.csv                    compare with the payout worker's journal
  hundi-recon run --statement today.csv --save --by asha   ... and make it the day's run: differences go into the queue
  hundi-recon explain INV-1042                             everything known about one payment (or a reference, an RRN, a UTR)
  hundi-recon resolve                                      which payments the bank would be asked about; --apply asks
  hundi-recon exceptions list                              what waits for people
  hundi-recon export --format html --out day.html          a report to print and sign; also csv, xlsx, json, gl
  hundi-recon close --from 2026-02-01 --to 2026-02-28 --by asha    lock a month once everything is explained

Each command has --help with examples, and --json for programs (one JSON line last).
${exitCodes}
Runs and books are kept in .hundi/recon (HUNDI_STATE). Nothing here ever sends money.
`

/** What `hundi-recon COMMAND --help` prints. */
export const helpOf: Readonly<Record<CommandName, string>> = {
  run: `hundi-recon run: compares our payments with bank statements.

  hundi-recon run --statement feb-02.csv
  hundi-recon run --statement feb-02.mt940 --statement feb-03.xlsx --as-of 2026-02-03
  hundi-recon run --statement feb-02.csv --ledger erp.csv --mapping erp.json     your own ledger instead of the journal
  hundi-recon run --statement feb-02.csv --save --by asha                        the day's run: fills the queue of exceptions

  --statement FILE       CSV, XLS, XLSX, MT940, camt.053 or CIB JSON; detected; give it again for more files
  --account NUMBER       the account that is debited (HUNDI_DEBIT_ACCOUNT); a statement of another account is refused
  --date-order dmy|mdy   for a file whose dates can be read both ways
  --layout M.json        for a statement whose columns are not known: which heading holds what
  --from D, --to D       the days that a statement covers, where the file does not say
  --opening R, --closing R   balances in rupees, where the file has none
  --journal FILE         the payout worker's journal (.hundi/journal.sqlite); only read
  --ledger FILE.csv      your own ledger instead, with --mapping M.json
  --rules R.json         date windows, tolerances, charge patterns; built-in ones unless given
  --as-of DATE           judge deadlines as of this day (today in India)
  --dry-run              keep nothing
  --save                 make it the day's run of its account and dates; needs --by
  --by NAME              who saves it (HUNDI_ACTOR)
  --threads N, --memory MIB   bounds for big runs; what does not fit goes to disk
  --json                 one JSON line last

A run is kept below .hundi/recon/runs under its digest, and never changes: the same inputs give the same digest.
${exitCodes}`,
  explain: `hundi-recon explain QUERY: everything known about one payment or line.

  hundi-recon explain INV-1042           a payout id
  hundi-recon explain T012AY7K2M9QX4B    a reference, as statements show it
  hundi-recon explain 603314700123       an RRN or UTR
  hundi-recon explain 5f3a91             the beginning of a finding's id

  --run DIGEST     the run to look into (the newest)
  --journal FILE   the payout worker's journal (.hundi/journal.sqlite)
  --json           one JSON line last
`,
  resolve: `hundi-recon resolve: asks the bank about payments that are not proved either way. It never sends money.

  hundi-recon resolve                          says what it would ask
  hundi-recon resolve --apply --by asha        asks, and writes what the bank proves into the journal
  hundi-recon resolve --only INV-1042 --apply --by asha

By our own reference it asks for the status, and from two business days on Recon360, which has the last word. Each payment is claimed
first, so a worker that runs at the same time never acts on it too. What UPI's rules forbid to ask now is left for later.

  --apply        ask, and write the answers
  --by NAME      who orders it (HUNDI_ACTOR); it stands in each payment's history
  --only ID      this payment alone; give it again for more
  --json         one JSON line last

Settings are those of the worker: HUNDI_STATE, HUNDI_BANK_URL and what belongs to the bank.
Exit codes: 0 nothing is left unknown, 1 the command failed, 2 some payments are still not proved either way.
`,
  exceptions: `hundi-recon exceptions: what waits for people. Two people close a difference: one proposes, another agrees.

  hundi-recon exceptions list
  hundi-recon exceptions list --status all --account 4321
  hundi-recon exceptions show 5f3a91
  hundi-recon exceptions assign 5f3a91 --to ravi --by asha
  hundi-recon exceptions note 5f3a91 --text "asked the bank, ticket 4711" --by ravi
  hundi-recon exceptions close 5f3a91 --reason "bank credited it on the 5th" --by ravi     proposes
  hundi-recon exceptions close 5f3a91 --reason "seen on the statement" --by asha           closes

  --status S       open, proposed, closed, cleared or all (open and proposed)
  --account N      an account, or its last digits
  --assignee NAME  only those of this person
  --as-of DATE     count ages to this day (today in India)
  --by NAME        who says so (HUNDI_ACTOR)
  --json           one JSON line last

A difference that a later saved run explains is cleared by itself. Exit codes: 0, or 1 when the command failed.
`,
  export: `hundi-recon export: writes a run for people and other programs.

  hundi-recon export --format html --out day.html                 prints on A4; charts inside; loads nothing
  hundi-recon export --format xlsx --out day.xlsx
  hundi-recon export --format csv --out day.csv
  hundi-recon export --format json --out day.json
  hundi-recon export --format gl --mapping gl.json --out gl.csv   double entry for the general ledger
  hundi-recon export --format gl --sample > gl.json               a mapping to begin with

  --run DIGEST     the run (the newest)
  --out FILE       where to; must not be there yet; "-" for standard output (not xlsx)
  --mapping FILE   which ledger account is what (gl)
  --company NAME   on the title line of the report
  --json           one JSON line last
`,
  close: `hundi-recon close: locks a period. Every day must be covered by a saved run, every balance must follow from the one before, and
no exception may wait. Afterwards no other run can become the day's run in it.

  hundi-recon close --from 2026-02-01 --to 2026-02-28 --by asha
  hundi-recon close --list
  hundi-recon close --reopen --from 2026-02-01 --to 2026-02-28 --reason "bank corrected the 27th" --by asha    proposes
  hundi-recon close --reopen --from 2026-02-01 --to 2026-02-28 --reason "agreed" --by ravi                     reopens

  --account NUMBER   the account (HUNDI_DEBIT_ACCOUNT)
  --from D, --to D   first and last day
  --by NAME          who closes (HUNDI_ACTOR)
  --reopen           with --reason: two different people must say so
  --list             what is closed
  --json             one JSON line last
`,
  merge: `hundi-recon merge RUN RUN...: puts runs of different accounts or days together, and proves that their totals add up.

  hundi-recon merge 5f3a91 77c2d0
  hundi-recon merge runs/north runs/south --json

RUN is a digest (or its beginning) of a kept run, or a folder. Runs that share inputs are refused: nothing is counted twice.

  --json           one JSON line last
${exitCodes}`
}
