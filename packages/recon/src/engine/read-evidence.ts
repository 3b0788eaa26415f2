import { type Database, quoteText } from "./database.ts"
import type { ReconRules } from "./rules.ts"

/**
 * What the left-over lines say of themselves. `ls`: the lines, each with its sort, rail, bank number, visible remark
 * and, on a return, the number that it names; `tokens`: everything in a narration that could be a reference or a number. Regular
 * expressions run here only, on what the first pass left.
 */
export const readEvidence = async (db: Database, rules: ReconRules): Promise<void> => {
  await db.run(`CREATE TABLE ls AS
    SELECT *, ${sortOf(rules)} AS sort, ${matches(rules.ownAccounts)} AS own, ${railOf} AS rail,
      CASE WHEN plain THEN nullif(split_part(text, '/', numbered), '') ELSE nullif(regexp_extract(text, '${numberPattern}', 1), '') END AS number,
      CASE WHEN plain THEN CASE WHEN starts_with(text, 'RTGS/') OR starts_with(text, 'INF/NEFT/') THEN '' ELSE split_part(text, '/', numbered + 1) END
        ELSE regexp_extract(text, '${remarkPattern}', 1) END AS remark,
      CASE WHEN paise > 0 THEN nullif(regexp_extract(text, '${returnOfPattern}', 1), '') END AS return_of
    FROM (SELECT *, paise < 0 AND (${formed}) AS plain, CASE WHEN starts_with(text, 'UPI/') OR starts_with(text, 'RTGS/') THEN 2 ELSE 3 END AS numbered
      FROM (SELECT *, upper(narration) AS text FROM stmt WHERE sid IN (FROM left_s)))`)
  await db.run(`CREATE TABLE tokens AS SELECT DISTINCT sid, token FROM (
    SELECT sid, unnest(CASE WHEN plain AND bank_ref IS NULL THEN [number, remark, left(remark, 15), CASE WHEN rail = 'internal' THEN ltrim(number, '0') END]
      ELSE list_concat(regexp_extract_all(text, '[0-9A-Z]{8,}'), regexp_extract_all(narration, '[0-9A-Za-z]{8,}'),
        list_transform(regexp_extract_all(text, '[0-9A-Z]{16,}'), long -> left(long, 15)),
        list_transform(string_split(narration, '/'), part -> trim(part)), [trim(bank_ref)],
        list_transform(regexp_extract_all(text, '\\b0{3}[0-9]{9}\\b'), padded -> ltrim(padded, '0'))) END) AS token
    FROM ls WHERE sort IN ('debit', 'credit', 'return')) WHERE strlen(token) >= 8`)
}

/** The bank's own forms of a debit need no pattern: their parts stand where they stand. */
const formed = ["MMT/IMPS/", "INF/INFT/", "INF/NEFT/", "UPI/", "RTGS/"].map((form) => `starts_with(text, '${form}')`).join(" OR ")

const matches = (patterns: readonly string[]): string =>
  patterns.length === 0 ? "false" : `regexp_matches(text, ${quoteText(patterns.map((pattern) => `(?:${pattern})`).join("|"))})`

/** A payment in one of the bank's forms is never a charge, whatever its remark says. */
const paymentForm = "regexp_matches(text, '^(MMT|INF|UPI|RTGS|NEFT|REV|BIL)/')"
const returnWord = "regexp_matches(text, '(^|[^A-Z])(REV|REVERSAL|REVERSED|RETURN|RETURNED|RTN|RETD)([^A-Z]|$)')"

const sortOf = ({ gst, charges }: ReconRules): string => `CASE
  WHEN plain THEN 'debit'
  WHEN NOT ${paymentForm} AND ${matches(gst)} THEN 'gst'
  WHEN NOT ${paymentForm} AND ${matches(charges)} THEN 'charge'
  WHEN paise > 0 AND ${returnWord} THEN 'return'
  WHEN paise > 0 THEN 'credit' ELSE 'debit' END`

const railOf = `CASE WHEN plain THEN CASE text[1:6] WHEN 'MMT/IM' THEN 'imps' WHEN 'INF/NE' THEN 'neft' WHEN 'INF/IN' THEN 'internal'
  ELSE lower(split_part(text, '/', 1)) END::rail ELSE CASE regexp_extract(text, '\\b(MMT|IMPS|UPI|NEFT|RTGS|INFT|IFT|TPT)\\b', 1)
  WHEN 'MMT' THEN 'imps' WHEN 'IMPS' THEN 'imps' WHEN 'UPI' THEN 'upi' WHEN 'NEFT' THEN 'neft' WHEN 'RTGS' THEN 'rtgs'
  WHEN '' THEN NULL ELSE 'internal' END::rail END`

/** RRN of 12 digits, UTR of 16 or 22, 12 digits inside the bank (MONEY.md). */
const numberPattern = "\\b(?:IMPS|UPI|NEFT|RTGS|INFT)[/ -]([0-9A-Z]{9,22})"
const remarkPattern = "\\b(?:IMPS|UPI|INFT)/[0-9]{9,16}/(?:(?:RETURN|RTN)(?:/|$))?([^/]*)"
/** A return under a UTR of its own names the first one, cut where the column ends. */
const returnOfPattern = "(?:RETURN|RTN)/([0-9A-Z]{5,22})$"
