/**
 * Words that Indian names and their bank records carry, collected from general knowledge of the names: no list of customers was used.
 * All in lower case, without dots.
 */

/** Before a name; never told apart from no honorific. `sri` and its spellings may also begin a name: see {@link mayBeName}. */
export const honorifics: ReadonlySet<string> = new Set(
  (
    "mr mrs ms miss mstr master mx messrs shri sri sree shree smt shrimati shrimti shreemati srimati sow sou kum kumari dr doctor prof professor "
    + "adv advocate er capt captain col major maj brig lt late hon honble justice rev fr pandit pt haji hafiz maulana mst thiru tmt selvi the"
  ).split(" ")
)

/** Honorifics that also begin names (Sri Devi): kept in mind as a part of the name. */
export const mayBeName: ReadonlySet<string> = new Set("shri sri sree shree kumari".split(" "))

/** After a name. */
export const trailing: ReadonlySet<string> = new Set("ji jee minor esq mr mrs smt dr".split(" "))

/** What follows one of these is somebody else's name, or another name of the same person: S/o, D/o, W/o, C/o, H/o, alias. */
export const relations: ReadonlySet<string> = new Set("s/o d/o w/o c/o h/o alias urf @".split(" "))

/** So common that agreeing in them says little. */
export const weakWords: ReadonlySet<string> = new Set(
  "kumar kumari singh devi lal kaur bai ben bhai begum bibi khatun muhamad ram prasad".split(" ")
)

/** Shortened words, written out. */
export const abbreviations: Readonly<Record<string, string>> = {
  pvt: "private",
  pte: "private",
  ltd: "limited",
  co: "company",
  corp: "corporation",
  bros: "brothers",
  intl: "international",
  ent: "enterprises",
  enterprise: "enterprises",
  entp: "enterprises",
  inds: "industries",
  industry: "industries",
  engg: "engineering",
  mfg: "manufacturing",
  tech: "technologies",
  technology: "technologies",
  svcs: "services",
  service: "services",
  solution: "solutions",
  trader: "traders",
  store: "stores",
  assoc: "associates",
  associate: "associates",
  kr: "kumar",
  mohd: "muhamad",
  md: "muhamad",
  mohamd: "muhamad",
  sk: "shaikh",
  chd: "chand"
}

/** What says how a business is held in law. Another form is another person in law. */
export const legalForms: ReadonlySet<string> = new Set("private limited llp opc inc plc huf".split(" "))

/** What only a business's name has. */
export const businessWords: ReadonlySet<string> = new Set(
  (
    "company corporation brothers sons enterprises industries traders trading stores associates agency agencies technologies solutions services "
    + "engineering manufacturing motors mills textiles foods sweets hotel restaurant medicals pharmacy pharma hospital clinic school college "
    + "trust society foundation association constructions builders developers infra projects logistics transport travels exports imports "
    + "international electricals electronics hardware jewellers garments fashions collections farms dairy bakery caterers studio media "
    + "consultants consultancy ventures holdings finance capital investments securities bank group works suppliers distributors retail mart "
    + "bazaar emporium fabrics steels metals chemicals polymers plastics printers packaging systems software labs energy power"
  ).split(" ")
)

/** Spellings of one name that no rule brings together; the first of each line stands for all. */
export const sameNames: ReadonlyMap<string, string> = new Map(
  [
    "muhamad mohammad mohammed mohamed mohamad mohammod muhammad muhammed muhamed muhamad mahamad mohomed",
    "chaudhari chaudhary chaudhuri chaudhry chaudhri choudhary choudhury choudhari choudhry chowdhury chowdary chowdhary chowdhry chaudary",
    "singh sinh sing",
    "iyer aiyar aiyer ayyar ayyer iyyer",
    "nair nayar nayyar",
    "naidu nayudu naydu",
    "ahmad ahmed ahamed ahammed ahemad",
    "husain hussain hussein husein hossain hosain hussen",
    "saiyad syed sayed sayyed sayyad saiyed saiyad",
    "rahman rehman rahaman rahiman rehaman",
    "begum begam",
    "varma verma warma",
    "agarwal aggarwal agrawal agrawala agarwala aggrawal",
    "bhattacharya bhattacharjee bhattacharyya bhattacharji",
    "mukherjee mukharji mukhopadhyay mukherji mukharjee",
    "banerjee bandyopadhyay bannerjee banerji",
    "chatterjee chattopadhyay chatterji",
    "joseph josef",
    "tripathi tripathy tripati",
    "mishra misra",
    "vaishnav vaishnava vyshnav"
  ].flatMap((line) => {
    const [first = "", ...others] = line.split(" ")
    return [[first, first] as const, ...others.map((other) => [other, first] as const)]
  })
)
