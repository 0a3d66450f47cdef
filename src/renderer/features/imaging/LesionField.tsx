// Which lesion a measurement belongs to: proposed by position or level, decided by the reader; RECIST limits are asked before anything is kept.
import { Button, Select } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { Measurement } from '#shared/domain/annotation.ts'
import type { ImagingStudy } from '#shared/domain/imagingStudy.ts'
import { proposeLesions } from '#shared/domain/lesionProposal.ts'
import { criteriaDiameter, isNode, responseTable, whyNot } from '#shared/domain/responseTable.ts'
import { useCaseMeasurements } from '../../data/caseMeasurements.ts'
import { useLesions } from '../../data/lesions.ts'
import { useSeries } from '../../data/queries.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { LesionForm, type LesionFields } from '../../viewers/marks/LesionForm.tsx'
import { freeLesionLabel } from '../../viewers/marks/lesionLabels.ts'

interface LesionFieldProps {
  caseId: string
  studies: readonly ImagingStudy[]
  measurement: Measurement
}

export function LesionField({ caseId, studies, measurement }: LesionFieldProps) {
  const t = useT()
  const format = useFormat()
  const [adding, setAdding] = useState(false)
  const lesions = useLesions(caseId)
  const uids = useMemo(() => studies.map((study) => study.StudyInstanceUID), [studies])
  const all = useCaseMeasurements(caseId, uids)
  const instances = useSeries(caseId, measurement.anchor).data?.instances
  const table = useMemo(() => responseTable(lesions.record, all.measurements, studies, lesions.me), [lesions.record, all.measurements, studies, lesions.me])
  const proposals = useMemo(() => (measurement.lesionId ? [] : proposeLesions(measurement, table.rows)), [measurement, table.rows])
  const chosen = table.rows.find(({ lesion }) => lesion.id === measurement.lesionId)?.lesion ?? null
  const thickness = instances?.find(({ SOPInstanceUID }) => SOPInstanceUID === measurement.anchor.SOPInstanceUID)?.SliceThickness ?? null
  const study = studies.find(({ StudyInstanceUID }) => StudyInstanceUID === measurement.anchor.StudyInstanceUID)
  const isDated = Boolean(study?.studyDate)
  const own = measurement.author === lesions.me

  function link(lesionId: string | null) {
    const lesion = table.rows.find((row) => row.lesion.id === lesionId)?.lesion ?? null
    all.save({ ...measurement, lesionId: lesion?.id ?? null, label: lesion?.label ?? measurement.label })
  }
  function follow(fields: LesionFields): string | null {
    const lesion = lesions.make(fields)
    if (!lesion) return t('response.readOnly')
    const named = { ...measurement, lesionId: lesion.id, label: lesion.label }
    const standing = responseTable({ ...lesions.record, lesions: [...lesions.record.lesions, lesion] }, [...all.measurements.filter(({ id }) => id !== measurement.id), named], studies, lesions.me)
    const row = standing.rows.find((one) => one.lesion.id === lesion.id)
    const refusal = row && whyNot(standing, row, lesions.record, (m) => (m.id === measurement.id ? thickness : null))
    if (refusal) return t(`response.refusal.${refusal.code as 'tooManyTargets'}`)
    lesions.save(lesion)
    all.save(named)
    setAdding(false)
    return null
  }

  if (lesions.readOnly || !own || !lesions.ready) return null
  const short = chosen && isNode(chosen) ? criteriaDiameter(measurement, true) : null
  return (
    <div className="i-lesion">
      {!isDated && <p className="t-micro i-warn">{t(study?.studyDates?.length ? 'response.imaging.datesDiffer' : 'response.imaging.undated')}</p>}
      <Select
        label={t('response.imaging.lesion')}
        placeholder={t('response.imaging.none')}
        clearable
        data={table.rows.map(({ lesion }) => ({ value: lesion.id as string, label: `${lesion.label} ${lesion.site}`.trim() }))}
        value={measurement.lesionId}
        onChange={link}
      />
      {proposals.map(({ lesionId, label, distanceMm, by }) => (
        <p key={lesionId} className="t-small i-proposal">
          <span>{t(by === 'position' ? 'response.imaging.proposed' : 'response.imaging.proposedLevel', { name: label, mm: format.number(distanceMm, 0) })}</span>
          <Button onClick={() => link(lesionId)}>{t('response.imaging.accept', { name: label })}</Button>
        </p>
      ))}
      {short !== null && (
        <p className={short < 10 ? 't-small i-warn' : 't-small t-2'}>
          {t('response.imaging.nodeShort', { mm: format.number(short, 1) })} {short < 10 ? t('response.imaging.nodeNormal') : short < 15 ? t('response.imaging.nodeNonTarget') : ''}
        </p>
      )}
      {!measurement.lesionId && !adding && <Button onClick={() => setAdding(true)}>{t('response.imaging.followNew')}</Button>}
      {adding && (
        <LesionForm
          lesion={null}
          labelFor={(role) => freeLesionLabel(table.rows.map(({ lesion }) => lesion), role)}
          onKeep={follow}
          onCancel={() => setAdding(false)}
        />
      )}
    </div>
  )
}
