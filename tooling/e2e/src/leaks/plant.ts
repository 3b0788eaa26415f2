import type { RandomSource } from "./random.ts"

/** What a planted value is: secrets of the set-up, and what belongs to a person. */
export type PlantedKind =
  | "api key"
  | "passcode"
  | "private key"
  | "fingerprint key"
  | "session token"
  | "sender's mobile"
  | "debit account"
  | "name"
  | "account number"
  | "UPI address"
  | "mobile"
  | "remark"

/** A value that must be seen nowhere. Bytes are planted as they are. */
export interface Planted {
  readonly kind: PlantedKind
  readonly value: string | Uint8Array
}

/** The secrets of one worker. */
export interface PlantedSettings {
  readonly apiKey: string
  readonly passCode: string
  readonly token: string
  readonly mobile: string
  readonly debitAccount: string
  readonly fingerprintKey: Uint8Array
}

/** One person who is paid. */
export interface PlantedPerson {
  readonly name: string
  readonly accountNumber: string
  readonly vpa: string
  readonly mobile: string
  readonly remark: string
}

const ALNUM = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
const DIGITS = "0123456789"
/** Syllables that no English or code word is made of. */
const SYLLABLES = ["qvex", "zhomb", "wrix", "jyqu", "xolv", "vuzq", "bqar", "kwyp", "zzol", "pfum", "gwex", "tjiv"]
const TAMIL = "கஙசஞடணதநபமயரலவழளறன"
const HINDI = "कखगघचछजझटठडढणतथदधन"

/** Secrets of a worker, as unlike anything else as can be. */
export const plantSettings = (random: RandomSource): PlantedSettings => ({
  apiKey: random.text(ALNUM, 32),
  passCode: random.text(ALNUM, 24),
  token: random.text(`${ALNUM}+/`, 40),
  mobile: `9${random.text(DIGITS, 9)}`,
  debitAccount: `0${random.text(DIGITS, 11)}`,
  fingerprintKey: random.bytes(32)
})

/** A person with a name of two words (some in other scripts), an account, an address, and a remark that should not hold what it holds. */
export const plantPerson = (random: RandomSource): PlantedPerson => {
  const [first, last] = [word(random), word(random)]
  const mobile = `${random.pick(["6", "7", "8", "9"])}${random.text(DIGITS, 9)}`
  const script = random.pick([undefined, undefined, undefined, TAMIL, HINDI])
  return {
    name: script === undefined ? `${capital(first)} ${capital(last)}` : `${random.text(script, 7)} ${random.text(script, 6)}`,
    // Never as long as an RRN or a host reference: a bank that gave out an account as its own number could not be told from another.
    accountNumber: `${random.pick(["0", "9", "5"])}${random.text(DIGITS, random.pick([10, 12, 13, 14]))}`,
    vpa: `${first}.${last}@${random.pick(["okplant", "plantbank"])}`,
    mobile,
    remark: `${random.pick(["for", "to", "call"])} ${capital(word(random))} ${mobile}`
  }
}

/** What must not be seen of a worker's settings. */
export const secretsOf = (settings: PlantedSettings, privateKeyPem: string): readonly Planted[] => [
  { kind: "api key", value: settings.apiKey },
  { kind: "passcode", value: settings.passCode },
  { kind: "session token", value: settings.token },
  { kind: "sender's mobile", value: settings.mobile },
  { kind: "debit account", value: settings.debitAccount },
  { kind: "fingerprint key", value: settings.fingerprintKey },
  ...pemLines(privateKeyPem).map((value): Planted => ({ kind: "private key", value }))
]

/** What must not be seen of a person. */
export const personalOf = (person: PlantedPerson): readonly Planted[] => [
  ...person.name.split(" ").map((value): Planted => ({ kind: "name", value })),
  { kind: "account number", value: person.accountNumber },
  { kind: "UPI address", value: person.vpa },
  { kind: "UPI address", value: person.vpa.split("@")[0] ?? "" },
  { kind: "mobile", value: person.mobile },
  { kind: "remark", value: person.remark.split(" ")[1] ?? "" }
]

/** The body of a PEM, line by line: a part of a key is a leak as well. */
const pemLines = (pem: string): readonly string[] => pem.split("\n").filter((line) => line.length > 20 && !line.startsWith("-----"))

const word = (random: RandomSource): string => random.pick(SYLLABLES) + random.pick(SYLLABLES) + random.text("aeiou", 1)

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)
