export {
  type FinishedRun, type LedgerSource, openRecon, type Recon, type ReconOptions, type ReconProgress
} from "./engine/open-recon.ts"
export { mergeRuns, ReconMergeError } from "./engine/merge-runs.ts"
export { openRun, type SavedReconRun } from "./engine/open-run.ts"
export { defaultRules, parseRules, type ReconRules, type ReconRules as Rules, ReconRulesError } from "./engine/rules.ts"
export type { FindingsFilter } from "./engine/read-findings.ts"
export type * from "./result.ts"
export type * from "./rows.ts"
