import { examine, type Patient } from "./examine.ts"
import { exitCodeOf } from "./finding.ts"
import { printFindings } from "./print-findings.ts"

/** How the doctor is called. */
export interface DoctorOrder extends Patient {
  readonly json: boolean
  readonly write: (text: string) => void
}

/**
 * Examines the set-up and prints what was found and what to do about it.
 *
 * @returns the exit code: 0 nothing to do, 1 warnings, 2 failures. `note` asks for nothing
 */
export const runDoctor = async ({ json, write, ...patient }: DoctorOrder): Promise<0 | 1 | 2> => {
  const findings = await examine(patient)
  const code = exitCodeOf(findings)
  write(json ? `${JSON.stringify({ ok: code === 0, exitCode: code, checks: findings })}\n` : `${printFindings(findings)}\n`)
  return code
}
