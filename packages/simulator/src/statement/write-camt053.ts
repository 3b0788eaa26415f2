import { escapeXml } from "../imps-form/imps-xml.ts"
import { istIsoDate } from "../ist.ts"
import type { Entry, Statement } from "./entries.ts"
import { rupeesText } from "./format-amount.ts"

/** The statement as ISO 20022 camt.053.001.02, opening and closing booked balance included. */
export const writeCamt053 = (statement: Statement, createdAtMs: number): string => {
  const created = new Date(createdAtMs).toISOString()
  const id = `STMT-${istIsoDate(statement.fromMs)}-${statement.account}`
  const balances = balanceOf("OPBD", statement.openingPaise, statement.fromMs)
    + balanceOf("CLBD", statement.closingPaise, statement.untilMs - 1)
  return [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt>`,
    `<GrpHdr><MsgId>${id}</MsgId><CreDtTm>${created}</CreDtTm></GrpHdr>`,
    `<Stmt><Id>${id}</Id><CreDtTm>${created}</CreDtTm>`,
    `<FrToDt><FrDtTm>${istIsoDate(statement.fromMs)}T00:00:00+05:30</FrDtTm>`,
    `<ToDtTm>${istIsoDate(statement.untilMs - 1)}T23:59:59+05:30</ToDtTm></FrToDt>`,
    `<Acct><Id><Othr><Id>${statement.account}</Id></Othr></Id><Ccy>INR</Ccy></Acct>`,
    `${balances}${statement.entries.map(entryOf).join("\n")}</Stmt></BkToCstmrStmt></Document>`
  ].join("\n")
}

const balanceOf = (code: string, paise: bigint, ms: number): string =>
  `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp>${amountOf(paise)}<Dt><Dt>${istIsoDate(ms)}</Dt></Dt></Bal>`

const amountOf = (paise: bigint): string =>
  `<Amt Ccy="INR">${rupeesText(paise)}</Amt><CdtDbtInd>${paise < 0n ? "DBIT" : "CRDT"}</CdtDbtInd>`

const entryOf = ({ id, atMs, amountPaise, narration }: Entry): string => {
  const date = `<Dt>${istIsoDate(atMs)}</Dt>`
  return `<Ntry>${amountOf(amountPaise)}<Sts>BOOK</Sts><BookgDt>${date}</BookgDt><ValDt>${date}</ValDt><AcctSvcrRef>${id}</AcctSvcrRef>`
    + `<BkTxCd><Prtry><Cd>TRF</Cd></Prtry></BkTxCd><AddtlNtryInf>${escapeXml(narration)}</AddtlNtryInf></Ntry>`
}
