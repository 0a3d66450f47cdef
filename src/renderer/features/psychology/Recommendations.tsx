// Recommendations by level, each with who may read it; or why none is made. Never blank at the signature.
import { Button, Select, Textarea } from '@mantine/core'
import { useState } from 'react'
import { RECOMMENDATION_AUDIENCES } from '#shared/domain/psychology.ts'
import { client } from '../../data/client.ts'
import { as } from '../../data/queries.ts'
import { useT } from '../../i18n/useT.ts'
import { DeleteIcon, LockedIcon, LookIcon } from '../../ui/icons.ts'
import { ToolButton } from '../../ui/ToolButton.tsx'
import { LaneRegister } from './IntakeFields.tsx'
import type { LaneDesk } from './useLane.ts'

const LEVELS = ['1', '2', '3', '4'] as const

export function Recommendations({ desk }: { desk: LaneDesk }) {
  const t = useT()
  const [level, setLevel] = useState<string>('2')
  const [audience, setAudience] = useState<(typeof RECOMMENDATION_AUDIENCES)[number]>('patient')
  const [text, setText] = useState('')
  const list = desk.lane.recommendations.toSorted((a, b) => a.level - b.level)
  return (
    <section className="p-recommendations" aria-label={t('psychology.recommend.title')}>
      <h3 className="t-heading">{t('psychology.recommend.title')}</h3>
      <ul>
        {list.map((one) => (
          <li key={one.id} className="p-recommendation">
            <span className="p-level t-number">{one.level}</span>
            <span>
              <strong>{t(`psychology.level.${one.level}`)}</strong>
              <span className="t-2">{one.text}</span>
              <span className="t-small t-3 p-audience">
                {one.audience === 'clinicians' ? <LockedIcon size={13} aria-hidden /> : <LookIcon size={13} aria-hidden />} {t(`psychology.audience.${one.audience}`)}
              </span>
            </span>
            <ToolButton label={t('psychology.recommend.remove')} icon={DeleteIcon} onClick={() => void desk.change(() => client.psychology.remove({ caseId: as(desk.caseId), kind: 'recommendation', id: one.id }))} />
          </li>
        ))}
      </ul>
      {list.length === 0 && <LaneRegister desk={desk} field="noneIndicated" />}
      <form
        className="p-add"
        onSubmit={(event) => {
          event.preventDefault()
          void desk.change(() => client.psychology.recommend({ caseId: as(desk.caseId), level: Number(level), audience, text: text.trim() })).then((kept) => kept && setText(''))
        }}
      >
        <div className="p-add-row">
          <Select label={t('psychology.recommend.level')} value={level} allowDeselect={false} onChange={(value) => setLevel(value ?? '2')} data={LEVELS.map((value) => ({ value, label: `${value} · ${t(`psychology.level.${value}`)}` }))} />
          <Select label={t('psychology.recommend.for')} value={audience} allowDeselect={false} onChange={(value) => setAudience((value as typeof audience | null) ?? 'patient')} data={RECOMMENDATION_AUDIENCES.map((value) => ({ value, label: t(`psychology.audience.${value}`) }))} />
        </div>
        <Textarea label={t('psychology.recommend.text')} autosize minRows={2} maxLength={2000} value={text} onChange={(event) => setText(event.currentTarget.value)} />
        <Button type="submit" disabled={text.trim().length < 3} loading={desk.busy}>
          {t('psychology.recommend.add')}
        </Button>
      </form>
      <LaneRegister desk={desk} field="barriers" />
      <LaneRegister desk={desk} field="supportLanguage" />
    </section>
  )
}
