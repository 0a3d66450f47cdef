// The language chosen before there was a profile becomes the profile's.
import type { Language } from '#shared/domain/reviewCase.ts'
import { savePreferences } from '../../data/preferences.ts'

export async function keepLanguage(language: Language): Promise<void> {
  await savePreferences({ language })
}
