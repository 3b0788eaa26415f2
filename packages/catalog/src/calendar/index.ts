export { addBusinessDays, type Holidays, isBusinessDay, startOfBusinessDay } from "./business-days.ts"
export { nationalHolidays } from "./holidays.data.ts"
export { addDays, dayNumber, istCompact, istDate, istMidnight, istParts } from "./ist.ts"
