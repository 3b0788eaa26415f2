import { runAsStep } from "../run-command.ts"
import type { Step } from "../step.ts"

export const typecheck: Step = ({ root }) => runAsStep("tsc", ["-p", "tsconfig.json"], { cwd: root })
