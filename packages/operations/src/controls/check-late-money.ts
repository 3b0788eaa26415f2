import type { Check } from "./finding.ts"
import { waitForReview } from "./late-money.ts"

/** Late money holds its beneficiary, whoever has approved this payout, penny drops too. */
export const checkLateMoney: Check = ({ lateMoney, now }) => (lateMoney === undefined ? undefined : waitForReview(lateMoney, now))
