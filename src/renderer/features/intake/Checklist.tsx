// The illness's checklist against what is there: percentage, what each gap leaves without ground, and asking for what is missing.
import { Button, Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'
import { NEVER_WAIVED } from '#shared/domain/illness.ts'
import { client } from '../../data/client.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { MissingWords } from '../../ui/MissingWords.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { AskForm } from './AskForm.tsx'
import type { PartProps } from './parts.ts'
import { useAct } from '../../data/useAct.ts'

const shapes = { there: 'ok', waived: 'cannotJudge', missing: 'warn' } as const

export function Checklist(props: PartProps) {
  const { reviewCase, intake, situation, readOnly } = props
  const t = useT()
  const format = useFormat()
  const [asked, setAsked] = useState<readonly string[]>([])
  const required = situation.items.filter((item) => item.required)
  const settled = required.filter(({ state }) => state !== 'missing').length
  const part = required.length === 0 ? 1 : settled / required.length
  const title = t('overview.complete', { percent: format.percent(Math.floor(part * 100)) })
  return (
    <section className="intake-part" aria-label={t('intake.checklist')}>
      <div className="overview-head">
        <h2 className="t-heading">
          {t('intake.checklist')}: {situation.illness.name[t.language]}
        </h2>
        <span className="t-small t-2">{title}</span>
      </div>
      <ProgressBar part={part} label={title} />
      {situation.untranslated.length > 0 && <p className="t-warn">{t('intake.untranslated', { count: situation.untranslated.length })}</p>}
      <ul className="intake-list">
        {situation.items.map((item) => (
          <li key={item.code} className="intake-item">
            {item.state === 'missing' && !readOnly ? (
              <Checkbox
                aria-label={t('intake.ask', { item: item.label[t.language] })}
                checked={asked.includes(item.code)}
                onChange={(event) => setAsked(event.currentTarget.checked ? [...asked, item.code] : asked.filter((code) => code !== item.code))}
              />
            ) : (
              <span />
            )}
            <span>
              {item.state === 'missing' && item.required ? (
                <MissingWords item={item} />
              ) : (
                <>
                  {item.label[t.language]}
                  {!item.required && <span className="t-3"> · {t('intake.optional')}</span>}
                  {item.state === 'waived' && <span className="t-2"> · {intake.waived[item.code]}</span>}
                </>
              )}
            </span>
            <span className="intake-state">
              <StatusBadge status={item.state === 'missing' && !item.required ? 'note' : shapes[item.state]}>{t(`intake.state.${item.state}`)}</StatusBadge>
              {item.state === 'missing' && item.required && !NEVER_WAIVED.includes(item.code) && !readOnly && <Waive code={item.code} reviewCase={reviewCase} intake={intake} />}
            </span>
          </li>
        ))}
      </ul>
      {!readOnly && <AskForm {...props} items={asked} onDone={() => setAsked([])} />}
    </section>
  )
}

function Waive({ code, reviewCase, intake }: { code: string } & Pick<PartProps, 'reviewCase' | 'intake'>) {
  const t = useT()
  const act = useAct(reviewCase.id)
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  if (!open)
    return (
      <Button variant="subtle" onClick={() => setOpen(true)}>
        {t('intake.waive')}
      </Button>
    )
  return (
    <form
      className="intake-row"
      onSubmit={(event) => {
        event.preventDefault()
        void act.run(() => client.intake.record({ caseId: reviewCase.id, baseVersion: reviewCase.version, intake: { waived: { ...intake.waived, [code]: reason.trim() } } }))
      }}
    >
      <TextInput autoFocus aria-label={t('intake.waiveReason')} placeholder={t('intake.waiveReason')} minLength={3} maxLength={500} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      <Button type="submit" loading={act.busy} disabled={reason.trim().length < 3}>
        {t('intake.keepWaive')}
      </Button>
      {act.error !== null && <ErrorState error={act.error} />}
    </form>
  )
}
