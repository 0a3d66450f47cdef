// What an expert has opened since they were asked, and by name what not: for the chair and the expert.
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { PanelView } from '#shared/contract/workstation/panel.contract.ts'
import { seriesKey } from '#shared/domain/imagingStudy.ts'
import { hasSeenSeries } from '#shared/domain/panel/panelState.ts'
import { useDocuments, useStudies } from '../../data/queries.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { NextIcon, UnfoldIcon } from '../../ui/icons.ts'

const MOST = 40

export function SeenLine({ caseId, seat }: { caseId: string; seat: PanelView['seats'][number] }) {
  const t = useT()
  const format = useFormat()
  const documents = useDocuments(caseId).data ?? []
  const series = (useStudies(caseId).data ?? []).flatMap(({ StudyInstanceUID, studyDate, series: all }) => all.map((one) => ({ ...one, StudyInstanceUID, studyDate })))
  const [isOpen, setOpen] = useState(false)
  if (!seat.seen) return null
  const { seen } = seat
  const unread = documents.filter(({ id }) => !seen.documents.includes(id))
  const unviewed = series.filter((one) => !hasSeenSeries(seen.series, one, series))
  const missing = [...unread.map(({ id, name }) => ({ key: id as string, name })), ...unviewed.map((one) => ({ key: seriesKey(one), name: [one.Modality, one.SeriesDescription, one.studyDate && format.date(one.studyDate)].filter(Boolean).join(' · ') }))]
  return (
    <div className="p-seen">
      <span className="t-small t-2">
        {t('panel.seen', {
          documents: t('panel.seenDocuments', { done: documents.length - unread.length, count: documents.length }),
          series: t('panel.seenSeries', { done: series.length - unviewed.length, count: series.length }),
        })}
      </span>
      {missing.length > 0 && (
        <Button size="compact-xs" variant="subtle" leftSection={isOpen ? <UnfoldIcon size={14} aria-hidden /> : <NextIcon size={14} aria-hidden />} aria-expanded={isOpen} aria-label={t('panel.notOpenedOf', { name: seat.person.name })} onClick={() => setOpen(!isOpen)}>
          {t('panel.notOpened', { count: missing.length })}
        </Button>
      )}
      {isOpen && (
        <ul className="p-unseen t-small">
          {missing.slice(0, MOST).map(({ key, name }) => (
            <li key={key}>{name}</li>
          ))}
          {missing.length > MOST && <li className="t-2">{t('panel.more', { count: missing.length - MOST })}</li>}
        </ul>
      )}
    </div>
  )
}
