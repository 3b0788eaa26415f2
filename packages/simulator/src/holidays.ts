/**
 * Bank holidays that fall on the same date every year and hold all over India, as MM-DD. Festivals that follow the moon and
 * holidays of single states are left out: the simulator then works on a day on which the real bank may rest.
 */
export const fixedHolidays: ReadonlySet<string> = new Set([
  "01-26", // Republic Day
  "08-15", // Independence Day
  "10-02", // Gandhi Jayanti
  "12-25" // Christmas
])
