// Language and text size as the person chose them, for whichever window shows the profile.
import { useEffect } from 'react'
import { usePreferences } from '../../data/queries.ts'
import { useLanguage } from '../../i18n/useT.ts'

/** Language and text size as chosen; applied to the document, so that dialogs and pop-overs follow. */
export function useAppliedPreferences() {
  const preferences = usePreferences().data
  const { language, change } = useLanguage()
  const chosen = preferences?.language
  const scale = preferences?.textScale ?? 1
  useEffect(() => {
    if (chosen && chosen !== language) change(chosen)
  }, [chosen, language, change])
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  useEffect(() => {
    document.documentElement.style.fontSize = `${scale * 100}%`
    return () => void document.documentElement.style.removeProperty('font-size')
  }, [scale])
}
