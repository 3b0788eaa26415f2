#!/usr/bin/env -S node --conditions=hundi-source
import { type Command, parseCommand } from "./cli/parse-command.ts"
import { SetupError } from "./setup/setup-error.ts"

/** Runs one command. Each is loaded when it is asked for: `--help` should not need a database. */
const run = async (command: Command): Promise<number> => {
  switch (command.name) {
    case "help":
      process.stdout.write(command.text)
      return 0
    case "demo":
      return (await import("./commands/demo.ts")).demo(command)
    case "serve":
      return (await import("./commands/serve.ts")).serve(command)
    case "pay":
      return (await import("./commands/pay.ts")).pay(command)
    case "doctor":
      return (await import("./commands/doctor.ts")).doctor(command)
    case "verify-audit":
      return (await import("./commands/journal-commands.ts")).verifyAudit(command)
    case "pause":
      return (await import("./commands/journal-commands.ts")).pause(command)
    case "resume":
      return (await import("./commands/journal-commands.ts")).resume(command)
    case "migrate":
      return (await import("./commands/migrate.ts")).migrate(command)
    case "pending":
      return (await import("./commands/approval-commands.ts")).pending(command)
    case "approve":
      return (await import("./commands/approval-commands.ts")).approve(command)
    case "reject":
      return (await import("./commands/approval-commands.ts")).reject(command)
    case "policy":
      return (await import("./commands/policy-check.ts")).policyCheck(command)
    case "webhooks":
      return (await import("./commands/webhook-commands.ts")).webhooks(command)
    case "advice":
      return (await import("./commands/evidence-commands.ts")).advice(command)
    case "dossier":
      return (await import("./commands/evidence-commands.ts")).dossier(command)
    case "approvals-report":
      return (await import("./commands/evidence-commands.ts")).approvalsReport(command)
    case "restore":
      return (await import("./commands/restore-commands.ts")).restore(command)
    case "beneficiary":
      return (await import("./commands/beneficiary-commands.ts")).beneficiary(command)
    case "maker":
      return (await import("./commands/approval-commands.ts")).maker(command)
    case "review":
      return (await import("./commands/review-commands.ts")).review(command)
    case "report":
      return (await import("./commands/verify-report.ts")).verifyReport(command)
    case "retention":
      return (await import("./commands/retention.ts")).retention(command)
  }
}

try {
  process.exitCode = await run(parseCommand(process.argv.slice(2)))
} catch (error) {
  if (!(error instanceof SetupError)) throw error
  process.stderr.write(`hundi-worker: ${error.message}\n`)
  process.exitCode = 2
}
