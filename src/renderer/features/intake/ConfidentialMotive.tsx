// The confidential motive: closed until asked for, because each reading is logged; never shown beside what others may see.
import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { client } from '../../data/client.ts'
import { as } from '../../data/queries.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LockedIcon } from '../../ui/icons.ts'
import { useAct } from '../../data/useAct.ts'

export function ConfidentialMotive({ caseId, readOnly }: { caseId: string; readOnly: boolean }) {
  const t = useT()
  const format = useFormat()
  const act = useAct(caseId)
  const [kept, setKept] = useState<{ text: string; byName: string; at: string } | null | undefined>(undefined)
  const [text, setText] = useState('')
  const show = () =>
    void act.run(async () => {
      const motive = await client.intake.motive({ caseId: as(caseId) })
      setKept(motive)
      setText(motive?.text ?? '')
    })
  const save = () => void act.run(() => client.intake.setMotive({ caseId: as(caseId), text: text.trim() }))
  return (
    <section className="intake-part intake-restricted" aria-label={t('intake.motive.title')}>
      <h2 className="t-heading intake-lock">
        <LockedIcon size={15} aria-hidden />
        {t('intake.motive.title')}
      </h2>
      <p className="t-small t-2">{t('intake.motive.words')}</p>
      {kept === undefined ? (
        <Button loading={act.busy} onClick={show}>
          {t('intake.motive.show')}
        </Button>
      ) : (
        <>
          {kept === null && <p className="t-small t-3">{t('intake.motive.none')}</p>}
          {kept && <p className="t-small t-3">{t('intake.motive.by', { name: kept.byName, at: format.instant(kept.at) })}</p>}
          <Textarea aria-label={t('intake.motive.title')} autosize minRows={3} maxLength={4000} readOnly={readOnly} value={text} onChange={(event) => setText(event.currentTarget.value)} />
          {!readOnly && (
            <Button loading={act.busy} disabled={text.trim() === (kept?.text ?? '')} onClick={save}>
              {t('intake.motive.save')}
            </Button>
          )}
        </>
      )}
      {act.error !== null && <ErrorState error={act.error} />}
    </section>
  )
}
