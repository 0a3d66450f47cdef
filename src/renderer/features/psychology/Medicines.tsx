// Medicines side by side: the list as the documents name it, the questions it raises with their sources, and what was done about each.
import { Button } from '@mantine/core'
import { client } from '../../data/client.ts'
import { as } from '../../data/queries.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { LaneRegister } from './IntakeFields.tsx'
import { daysBetween } from '#shared/domain/localFormat.ts'
import { PROMPTS_CHECKED_ON, PROMPTS_VALID_DAYS } from '#shared/domain/medicationPrompts.ts'
import { today } from './today.ts'
import type { LaneDesk } from './useLane.ts'

const ANSWERS = ['taskToPhysician', 'known', 'notApplicable'] as const

export function Medicines({ desk }: { desk: LaneDesk }) {
  const t = useT()
  const format = useFormat()
  const { prompts } = desk.lane
  const isOld = daysBetween(PROMPTS_CHECKED_ON, today()) > PROMPTS_VALID_DAYS
  return (
    <section className="p-medicines" aria-label={t('psychology.medicines.title')}>
      <h3 className="t-heading">{t('psychology.medicines.title')}</h3>
      <LaneRegister desk={desk} field="medicines" rows={3} />
      {prompts.map((prompt) => (
        <article key={prompt.id} className="p-prompt">
          <strong>{prompt.medicines.join(' + ')}</strong>
          <p>{prompt.question[t.language]}</p>
          <p className="t-small t-3">{prompt.source}</p>
          {prompt.answer ? (
            <StatusBadge status="ok">{t(`psychology.medicines.answered.${prompt.answer.answer}`, { name: prompt.answer.byName, when: format.instant(prompt.answer.at) })}</StatusBadge>
          ) : (
            <span className="p-prompt-answers">
              {ANSWERS.map((answer) => (
                <Button key={answer} size="xs" variant={answer === 'taskToPhysician' ? 'filled' : 'default'} loading={desk.busy} onClick={() => void desk.change(() => client.psychology.answerPrompt({ caseId: as(desk.caseId), promptId: prompt.id, answer, note: '' }))}>
                  {t(`psychology.medicines.${answer}`)}
                </Button>
              ))}
            </span>
          )}
        </article>
      ))}
      <p className={isOld ? 't-small t-warn' : 't-small t-3'}>{t(isOld ? 'psychology.medicines.old' : 'psychology.medicines.checked', { date: format.date(PROMPTS_CHECKED_ON) })}</p>
    </section>
  )
}
