/** The languages of an advice. */
export type AdviceLocale = "en-IN" | "hi-IN"

/** What an advice says: paid and proved, sent and not yet credited, or returned. */
export type AdviceStanding = "paid" | "sent" | "returned"

/** Number words of the Indian system, and every label. */
export interface AdviceWords {
  /** 0 to 99, one word each. */
  readonly small: readonly string[]
  readonly hundred: string
  readonly thousand: string
  readonly lakh: string
  readonly crore: string
  readonly rupees: (whole: string, paise: string | undefined) => string
  readonly title: string
  readonly labels: {
    readonly amount: string
    readonly words: string
    readonly standing: string
    readonly date: string
    readonly confirmed: string
    readonly rail: string
    readonly rrn: string
    readonly utr: string
    readonly host: string
    readonly reference: string
    readonly payee: string
    readonly account: string
    readonly address: string
    readonly remark: string
    readonly sender: string
  }
  readonly standings: Readonly<Record<AdviceStanding, string>>
  readonly notes: Readonly<Record<AdviceStanding, string>>
  readonly numberMissing: string
  readonly ist: string
}

export const adviceWords: Readonly<Record<AdviceLocale, AdviceWords>> = {
  "en-IN": {
    small: `
    zero one two three four five six seven eight nine
    ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
    twenty twenty-one twenty-two twenty-three twenty-four twenty-five twenty-six twenty-seven twenty-eight twenty-nine
    thirty thirty-one thirty-two thirty-three thirty-four thirty-five thirty-six thirty-seven thirty-eight thirty-nine
    forty forty-one forty-two forty-three forty-four forty-five forty-six forty-seven forty-eight forty-nine
    fifty fifty-one fifty-two fifty-three fifty-four fifty-five fifty-six fifty-seven fifty-eight fifty-nine
    sixty sixty-one sixty-two sixty-three sixty-four sixty-five sixty-six sixty-seven sixty-eight sixty-nine
    seventy seventy-one seventy-two seventy-three seventy-four seventy-five seventy-six seventy-seven seventy-eight seventy-nine
    eighty eighty-one eighty-two eighty-three eighty-four eighty-five eighty-six eighty-seven eighty-eight eighty-nine
    ninety ninety-one ninety-two ninety-three ninety-four ninety-five ninety-six ninety-seven ninety-eight ninety-nine
    `.trim().split(/\s+/),
    ...{ hundred: "hundred", thousand: "thousand", lakh: "lakh", crore: "crore" },
    rupees: (whole, paise) => `Rupees ${whole}${paise === undefined ? "" : ` and ${paise} paise`} only`,
    title: "Payment advice",
    labels: {
      amount: "Amount",
      words: "In words",
      standing: "Status",
      date: "Date of payment",
      confirmed: "Known since",
      rail: "Sent by",
      rrn: "RRN",
      utr: "UTR",
      host: "Bank's reference",
      reference: "Our reference",
      payee: "Payee",
      account: "To account",
      address: "To UPI address",
      remark: "Remark",
      sender: "From"
    },
    standings: { paid: "Paid", sent: "Sent, credit pending", returned: "Returned to the sender" },
    notes: {
      paid: "The bank has confirmed this payment. Look for the number above on your statement.",
      sent: "The bank has taken the money from our account. That it reached yours is not confirmed yet.",
      returned: "The whole amount came back to the sender: it is not in your account. This is no proof of payment."
    },
    numberMissing: "not given by the bank",
    ist: "IST"
  },
  "hi-IN": {
    small: `
    शून्य एक दो तीन चार पाँच छह सात आठ नौ
    दस ग्यारह बारह तेरह चौदह पंद्रह सोलह सत्रह अठारह उन्नीस
    बीस इक्कीस बाईस तेईस चौबीस पच्चीस छब्बीस सत्ताईस अट्ठाईस उनतीस
    तीस इकतीस बत्तीस तैंतीस चौंतीस पैंतीस छत्तीस सैंतीस अड़तीस उनतालीस
    चालीस इकतालीस बयालीस तैंतालीस चौवालीस पैंतालीस छियालीस सैंतालीस अड़तालीस उनचास
    पचास इक्यावन बावन तिरेपन चौवन पचपन छप्पन सत्तावन अट्ठावन उनसठ
    साठ इकसठ बासठ तिरेसठ चौंसठ पैंसठ छियासठ सड़सठ अड़सठ उनहत्तर
    सत्तर इकहत्तर बहत्तर तिहत्तर चौहत्तर पचहत्तर छिहत्तर सतहत्तर अठहत्तर उनासी
    अस्सी इक्यासी बयासी तिरासी चौरासी पचासी छियासी सत्तासी अट्ठासी नवासी
    नब्बे इक्यानवे बानवे तिरानवे चौरानवे पचानवे छियानवे सत्तानवे अट्ठानवे निन्यानवे
    `.trim().split(/\s+/),
    ...{ hundred: "सौ", thousand: "हज़ार", lakh: "लाख", crore: "करोड़" },
    rupees: (whole, paise) => `रुपये ${whole}${paise === undefined ? "" : ` और ${paise} पैसे`} मात्र`,
    title: "भुगतान सूचना",
    labels: {
      amount: "राशि",
      words: "शब्दों में",
      standing: "स्थिति",
      date: "भुगतान की तारीख",
      confirmed: "पुष्टि का समय",
      rail: "माध्यम",
      rrn: "RRN",
      utr: "UTR",
      host: "बैंक की संख्या",
      reference: "हमारी संख्या",
      payee: "पाने वाले",
      account: "खाता",
      address: "UPI पता",
      remark: "टिप्पणी",
      sender: "भेजने वाले"
    },
    standings: { paid: "भुगतान हो गया", sent: "भेजा गया, जमा होना बाकी", returned: "भेजने वाले को वापस" },
    notes: {
      paid: "बैंक ने इस भुगतान की पुष्टि की है। ऊपर की संख्या अपने खाते के विवरण में देखें।",
      sent: "बैंक ने हमारे खाते से राशि ले ली है। आपके खाते में जमा होने की पुष्टि अभी नहीं हुई है।",
      returned: "पूरी राशि भेजने वाले को वापस मिल गई है: वह आपके खाते में नहीं है। यह भुगतान का प्रमाण नहीं है।"
    },
    numberMissing: "बैंक ने नहीं दी",
    ist: "भारतीय समय"
  }
}
