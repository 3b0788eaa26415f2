/** The commands of `hundi-worker`. */
export const commandNames = [
  "demo", "serve", "pay", "doctor", "pause", "resume", "verify-audit", "migrate", "pending", "approve", "reject", "policy", "webhooks", "advice",
  "dossier", "approvals-report", "report", "beneficiary", "maker", "review", "restore", "retention"
] as const
export type CommandName = (typeof commandNames)[number]

const settings = `Settings (environment): HUNDI_STATE, HUNDI_PORT (4100), HUNDI_TOKEN, HUNDI_BANK_TIMEOUT_MS, HUNDI_BANK_URL, and for a real bank
  HUNDI_API_KEY, HUNDI_BC_ID, HUNDI_PASSCODE, HUNDI_PRIVATE_KEY_FILE, HUNDI_BANK_CERT_FILE, HUNDI_SENDER_NAME, HUNDI_MOBILE,
  HUNDI_RETAILER_CODE; HUNDI_POLICY_FILE, HUNDI_WEBHOOK_URL and others for what stands around the payouts. README.md says what each is for.
`

const outcomes = `The JSON summary: {payouts, invalid, settled, accepted, rejected, pending, unknown, review, reversed, notSent, doublePaid, bankDebits,
  elapsedMs}. The outcomes add up to payouts; what a control keeps back counts as pending, and its reason is printed. With a simulator, doublePaid and bankDebits are counted in its ledger. A real bank shows
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
  --by NAME          who hands the file in (HUNDI_ACTOR); needed with HUNDI_POLICY_FILE
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

  --by NAME  who hands the file in (HUNDI_ACTOR); needed with HUNDI_POLICY_FILE
  --json     print one JSON summary as the last line
  --help     print this

${outcomes}
${settings}`,
  doctor: `hundi-worker doctor: checks settings, keys, certificates, the way to the bank, clock, disk and journal, and says what to do.
Changes nothing, prints no secret. Exit code 0 when all is well, 1 on warnings, 2 on failures.

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

  --seal   also seal names and accounts with the newest key of HUNDI_VAULT_KEYS_FILE; safe to run again, and after each new key.
           The first time, stop every worker before
  --help   print this
`,
  pending: `hundi-worker pending: what waits for people or rules, why, and who may do what about it. Needs HUNDI_POLICY_FILE.

  --json   print it as JSON
  --help   print this
`,
  approve: `hundi-worker approve ID --by NAME --reason TEXT: one person's approval of a payout that waits.

  --by NAME      who says so (HUNDI_ACTOR)
  --reason TEXT  why (required)
  --action A     approve (unless told), not-a-duplicate, above-limit, or release: the statement does not show the earlier attempt
                 of which a callback said that it was paid
  --help         print this
`,
  reject: `hundi-worker reject ID --by NAME --reason TEXT: ends a payout of which nothing was sent. That is final.

  --by NAME      who says so (HUNDI_ACTOR)
  --reason TEXT  why (required)
  --help         print this
`,
  policy: `hundi-worker policy check FILE: reads a file of rules, and says in words what it does. Exit code 2 when a field is wrong: each is named.

  --json   print the rules as JSON, with what the file leaves out
  --help   print this
`,
  webhooks: `hundi-worker webhooks: looks after the webhooks to HUNDI_WEBHOOK_URL.

  webhooks dead                          those that were given up, newest first (--json)
  webhooks replay --from TIME            sends events since then again, under their old ids (--payout ID: of one payout)
  webhooks enable                        calls an address again that had answered 410
  --help                                 print this
`,
  advice: `hundi-worker advice ID: what the payee may be told about a payout that is proved paid, sent or returned.

  --html   one sheet of A4
  --json   the facts for a program
  --help   print this
`,
  dossier: `hundi-worker dossier ID --to CERT.pem --by NAME --reason TEXT --out FILE: all evidence about one payout, with account and name,
sealed to the bank's support. The export stands in the payout's history before the file is written.

  --to CERT.pem  the recipient's certificate; compare the key's name, which is printed, with them by telephone
  --by NAME      who exports it (HUNDI_ACTOR)
  --reason TEXT  10 to 300 characters, without account or name, e.g. the bank's ticket
  --out FILE     by custom *.jwe; never overwritten
  --help         print this
`,
  "approvals-report": `hundi-worker approvals-report --from DATE --to DATE --key FILE: who approved and rejected what, signed (Ed25519).

  --from, --to  days in India, YYYY-MM-DD, both included
  --key FILE    your Ed25519 private key, PEM (openssl genpkey -algorithm ed25519)
  --out FILE    write {report, signature} there, and print the report as a table; else {report, signature} is printed
  --help        print this
`,
  report: `hundi-worker report verify FILE --key PUBLIC.pem: does a signed report of approvals hold? Exit code 0 when it does, 1 when it does not.

  --key FILE   the signer's Ed25519 public key, PEM (openssl pkey -in private.pem -pubout); have it from them by another way than the report
  --json       print the answer, and the report, as JSON
  --help       print this
`,
  beneficiary: `hundi-worker beneficiary: the register of those who may be paid. Needs HUNDI_POLICY_FILE. Whoever adds one, whoever approves it and
whoever orders a payout to it are different people; payouts wait for approvals and cooling-off, and the first ones are capped.

  beneficiary add      --by NAME                    (--label TEXT: how your people call it)
  beneficiary change   --by NAME --reason TEXT      approvals and waiting begin again (--was HASH: the account that it replaces; --label TEXT)
  beneficiary approve  --by NAME                    (--reason TEXT; --version N: refused if it has changed since)
  beneficiary remove   --by NAME --reason TEXT      nothing more is paid to it
  beneficiary list                                  all of them, by hash and label

  --payout ID          the beneficiary of this payout, or
  --hash HASH          as the list shows it, or
  --account-file FILE  {"name", "accountNumber", "ifsc"} or {"name", "vpa"} as JSON; - reads it from standard input
  --json               print it as JSON
  --help               print this
`,
  maker: `hundi-worker maker ID --by NAME: records who ordered a payout for which nobody is on record. The maker cannot approve it.

  --by NAME  who ordered it (HUNDI_ACTOR)
  --help     print this
`,
  review: `hundi-worker review: what no program can decide. Where money is takes two people who say the same, with evidence.

  review list                                              what waits, and why (--json)
  review confirm-paid ID --rrn NUMBER                      it stands on the statement under this number
  review confirm-returned ID --rrn NUMBER --amount-paise N all of it came back
  review confirm-not-paid ID --from DATE --to DATE         the complete statement of these days does not show it
  review ask-again ID                                      asks the bank now; one person's to order

  --by NAME      who says so (HUNDI_ACTOR)
  --reason TEXT  10 to 300 characters: what it rests on
  --help         print this
`,
  restore: `hundi-worker restore: after the journal was put back from a backup. Sends are frozen, because payments of the time between may have been
made; enquiries go on. Hand in again first what was taken on after the backup, under the old ids.

  restore status                           what is missing before anything is sent again (--json)
  restore compare FILE --from D --to D     finds debits that the journal lacks. FILE: the bank's statement as CSV with the columns
                                           day (YYYY-MM-DD), amount (rupees, below zero = debit), narration; whole between the two days
  restore assign LINE --payout ID          this debit is that payout's; the bank is then asked (--reference R, where the line shows none)
  restore dismiss LINE                     a debit of no payout, such as a charge; two people
  restore lift                             lets payments go again, once nothing is missing; two people

  --by NAME      who says so (HUNDI_ACTOR)
  --reason TEXT  why
  --help         print this
`,
  retention: `hundi-worker retention plan: what of the journal must be kept, how long, and under which rule. It deletes nothing.

  --json   print it as JSON
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
  hundi-worker migrate        bring the journal's tables up to date, seal names and accounts
  hundi-worker pending        what waits for people, and who may do what
  hundi-worker approve ID     approve a payout that waits
  hundi-worker reject ID      end a payout of which nothing was sent
  hundi-worker policy check FILE      look at a file of rules
  hundi-worker webhooks dead|replay|enable
  hundi-worker advice ID      what the payee may be told
  hundi-worker dossier ID     evidence for the bank, sealed
  hundi-worker approvals-report       who approved what, signed
  hundi-worker report verify FILE     does a signed report hold?
  hundi-worker beneficiary add|change|approve|remove|list
  hundi-worker maker ID       record who ordered a payout
  hundi-worker review         decide what no program can
  hundi-worker restore        the way back after a backup was put back
  hundi-worker retention plan         what must be kept, and how long

Each has --help.
`
