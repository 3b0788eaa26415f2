import { type Check, waitForPeople } from "./finding.ts"

/** What another part has held waits for people, whoever approves it meanwhile. */
export const checkKeptBack: Check = ({ keptBack }) => (keptBack === undefined ? undefined : waitForPeople("duplicate", keptBack, ["release"]))
