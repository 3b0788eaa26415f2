/** As the beneficiary checks name their penny drops. */
const DROP_ID = "verification-"

/** Why nobody may order under this id; undefined when they may. The policy treats penny drops otherwise, so no caller may pass for one. */
export const ownIdRule = (payoutId: string): string | undefined =>
  payoutId.startsWith(DROP_ID) ? `ids that begin with ${DROP_ID} are the worker's own, for penny drops: take another one` : undefined
