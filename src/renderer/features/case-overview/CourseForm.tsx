// A happening that no document states by its own date: its day, its lane, its words, and the passage that states it.
import { Button, Select, TextInput } from '@mantine/core'
import { useMemo, useState } from 'react'
import { roomName } from '#shared/casedoc/layout.ts'
import { COURSE_LANES, type CourseEvent } from '#shared/domain/courseEvent.ts'
import type { Proof } from '#shared/domain/report.ts'
import { isoInstant } from '#shared/kit/clock.ts'
import { newUuid, type UserId } from '#shared/kit/ids.ts'
import { useAnnotations } from '../../data/annotations.ts'
import { useDocuments } from '../../data/queries.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { MarkUses } from '../../app/case/MarkUses.tsx'
import { DayInput } from '../../ui/DayInput.tsx'
import { LinkProofIcon } from '../../ui/icons.ts'
import { citeCourse } from './citeCourse.ts'

interface CourseFormProps {
  caseId: string
  me: { id: UserId; name: string }
  /** null: a new one. */
  event: CourseEvent | null
  onKeep(event: CourseEvent): void
  onRemove(event: CourseEvent): void
  onClose(): void
}

export function CourseForm({ caseId, me, event, onKeep, onRemove, onClose }: CourseFormProps) {
  const t = useT()
  const format = useFormat()
  const [date, setDate] = useState(event?.date ?? '')
  const [lane, setLane] = useState<CourseEvent['lane']>(event?.lane ?? 'care')
  const [title, setTitle] = useState(event?.title ?? '')
  const [proof, setProof] = useState<Proof | null>(event?.proof ?? null)
  const proofs = useMarkedPassages(caseId)
  const isWhole = date !== '' && title.trim() !== ''
  return (
    <form
      className="course-form"
      onSubmit={(submitted) => {
        submitted.preventDefault()
        if (!isWhole) return
        const now = Date.now()
        onKeep({ id: event?.id ?? newUuid(now), date, lane, title: title.trim(), proof, author: me.id, authorName: me.name, changedAt: isoInstant(now) })
      }}
    >
      <DayInput label={t('overview.date')} value={date} onChange={setDate} />
      <Select label={t('overview.laneHead')} allowDeselect={false} data={COURSE_LANES.map((value) => ({ value, label: t(`overview.lane.${value}`) }))} value={lane} onChange={(value) => setLane(COURSE_LANES.find((one) => one === value) ?? 'care')} />
      <TextInput className="course-title" label={t('overview.event')} maxLength={200} required value={title} onChange={(changed) => setTitle(changed.currentTarget.value)} />
      <Select
        className="course-source"
        label={t('overview.source')}
        placeholder={t(proofs.length > 0 ? 'overview.courseForm.noSource' : 'overview.courseForm.noMarks')}
        clearable
        searchable
        data={proofs.map(({ annotationId, label, anchor }) => ({ value: annotationId, label: anchor.kind === 'passage' && anchor.quote ? `${label}: ${anchor.quote.slice(0, 60)}` : label }))}
        value={proof?.annotationId ?? null}
        onChange={(id) => setProof(proofs.find(({ annotationId }) => annotationId === id) ?? null)}
      />
      {event?.proof && (
        <div className="course-uses">
          <MarkUses caseId={caseId} annotationId={event.proof.annotationId} />
        </div>
      )}
      <span className="course-actions">
        {proof && (
          <Button variant="subtle" leftSection={<LinkProofIcon size={16} aria-hidden />} onClick={() => citeCourse(caseId, { date, title, proof }, { t, format })}>
            {t('overview.courseForm.cite')}
          </Button>
        )}
        {event && (
          <Button variant="subtle" onClick={() => onRemove(event)}>
            {t('overview.courseForm.remove')}
          </Button>
        )}
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button type="submit" variant="filled" disabled={!isWhole}>
          {t('overview.courseForm.keep')}
        </Button>
      </span>
    </form>
  )
}

function useMarkedPassages(caseId: string): Proof[] {
  const t = useT()
  const { annotations } = useAnnotations(roomName({ kind: 'documentAnnotations', caseId }))
  const documents = useDocuments(caseId).data
  return useMemo(
    () =>
      annotations.flatMap((mark): Proof[] => {
        const source = mark.type === 'highlight' && documents?.find(({ sha256 }) => sha256 === mark.anchor.sha256)
        return source && mark.type === 'highlight' ? [{ annotationId: mark.id, kind: 'passage', label: t('documents.proofLabel', { name: source.name, page: mark.anchor.page }).slice(0, 160), anchor: mark.anchor }] : []
      }),
    [annotations, documents, t],
  )
}
