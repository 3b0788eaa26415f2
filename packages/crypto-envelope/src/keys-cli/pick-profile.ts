import type { EnvelopeProfile } from "../envelope-profile.ts"
import { profiles } from "../profiles.ts"
import { CommandError } from "./keys-io.ts"
import type { OptionInfo, Values } from "./keys-io.ts"

const names = Object.keys(profiles)
/** Products whose requests have no AES. */
const RSA_ALONE: readonly string[] = ["cib-rsa", "upi-v0"]

/** The options of `seal` and `open`. */
export const PROFILE_OPTIONS: Readonly<Record<string, OptionInfo>> = {
  profile: { type: "string", value: "NAME", help: `the product (composite): ${names.join(", ")}` },
  "rsa-alone": { type: "boolean", help: "no AES: what cib-rsa and upi-v0 do anyway" }
}

/** The profile that was asked for. Throws a {@link CommandError} that lists the names. */
export function pickProfile(values: Values): { readonly profile: EnvelopeProfile; readonly rsaAlone: boolean } {
  const name = values.text("profile") ?? "composite"
  const profile = Object.hasOwn(profiles, name) ? (profiles as Readonly<Record<string, EnvelopeProfile>>)[name] : undefined
  if (profile === undefined) throw new CommandError(2, `--profile is one of ${names.join(", ")}.`)
  return { profile, rsaAlone: values.flag("rsa-alone") || RSA_ALONE.includes(name) }
}
