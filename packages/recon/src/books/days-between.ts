import { dayNumber } from "@hundi/catalog/calendar"

/** Whole calendar days from one date to another, `YYYY-MM-DD`. */
export const daysBetween = (from: string, to: string): number => dayNumber(to) - dayNumber(from)
