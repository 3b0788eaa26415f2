/** What is wrong with the settings, in one line for people. It names the setting, and never repeats a secret. */
export class SettingsError extends Error {
  override readonly name = "SettingsError"
}
