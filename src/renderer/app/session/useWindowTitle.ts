// The window's title names the case by number, never the patient: it shows in task bars and shared screens.
import { useEffect } from 'react'
import { useCase } from '../../data/queries.ts'
import { useT } from '../../i18n/useT.ts'
import { usePlace } from '../place.ts'
import { shortNumber } from '../shell/TopBar.tsx'

export function useWindowTitle(): void {
  const t = useT()
  const place = usePlace((s) => s.place)
  const line = useCase(place.view === 'case' ? place.caseId : null).data
  const what = line ? t('shell.caseTitle', { number: shortNumber(line.reviewCase.caseNumber) }) : null
  useEffect(() => {
    document.title = what ? `${what} · ${t('common.appName')}` : t('common.appName')
  }, [what, t])
}
