// A missing item of the checklist in words: what it is, what that means, which questions and sections it leaves without ground.
import type { Situation } from '#shared/contract/workstation/intake.contract.ts'
import { useT } from '../i18n/useT.ts'

export function MissingWords({ item }: { item: Situation['items'][number] }) {
  const t = useT()
  const questions = item.questions.join(', ')
  const sections = item.sections.map(({ number, title }) => `§${number} ${title[t.language]}`).join(', ')
  return (
    <span className="t-2">
      <strong>{t('overview.isMissing', { kind: item.label[t.language] })}</strong> {item.why[t.language]}
      {questions !== '' && <> {t('overview.blocksQuestions', { count: item.questions.length, questions })}</>}
      {sections !== '' && <span className="t-small t-3"> {t('overview.blocksSections', { count: item.sections.length, sections })}</span>}
    </span>
  )
}
