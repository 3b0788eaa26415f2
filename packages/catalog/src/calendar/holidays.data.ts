/**
 * The three national holidays of India, which fall on the same date every year and close every bank.
 * The RBI's list differs by state and year: pass your own set where T+n must follow it. A holiday that is
 * missing here only makes us ask, and call people, a day earlier than needed.
 */
export const nationalHolidays: ReadonlySet<string> = new Set(["01-26", "08-15", "10-02"])
