import { runAsStep } from "../run-command.ts"
import type { Step } from "../step.ts"

export const lint: Step = ({ root }) =>
  runAsStep("eslint", ["-c", "tooling/eslint-config/src/index.js", "--max-warnings", "0", "."], { cwd: root })
