// A line of known length gives an image its millimetres, with the reason said; only where the image has none of its own that hold in the patient.
import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Measurement } from '#shared/domain/annotation.ts'
import type { ImagingStudy } from '#shared/domain/imagingStudy.ts'
import { mayBeCalibrated, spacingAttributes } from '#shared/domain/measuring.ts'
import { useSeries } from '../../data/queries.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { seriesOf } from './panes.ts'
import type { Marks } from './useMarks.ts'

interface CalibrationFieldProps {
  caseId: string
  studies: readonly ImagingStudy[]
  line: Measurement
  calibrate: Marks['calibrate']
}

export function CalibrationField({ caseId, studies, line, calibrate }: CalibrationFieldProps) {
  const t = useT()
  const format = useFormat()
  const [form, setForm] = useState<{ mm: string; reason: string } | null>(null)
  const { SOPInstanceUID } = line.anchor
  const instance = useSeries(caseId, line.anchor).data?.instances.find((one) => one.SOPInstanceUID === SOPInstanceUID)
  const series = seriesOf(studies, line.anchor)
  if (!instance || !series) return null
  const attributes = spacingAttributes(instance, series.Modality)
  if (!mayBeCalibrated(attributes)) return null
  if (line.calibration) {
    return (
      <div className="i-lesion">
        <p className="t-small">{t('imaging.calibration.is', { mm: format.quantity(line.calibration.knownMm, 'mm'), reason: line.calibration.reason })}</p>
        <Button onClick={() => calibrate(line, null, attributes)}>{t('imaging.calibration.takeBack')}</Button>
      </div>
    )
  }
  if (!form) return <Button onClick={() => setForm({ mm: '', reason: '' })}>{t('imaging.calibration.begin')}</Button>
  const knownMm = /^\d{1,4}(?:[.,]\d{1,2})?$/.test(form.mm.trim()) ? form.mm.trim().replace(',', '.') : null
  const isKnown = knownMm !== null && Number(knownMm) > 0
  const reason = form.reason.trim()
  return (
    <form
      className="i-lesion"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isKnown || reason.length < 3) return
        calibrate(line, { knownMm, reason }, attributes)
        setForm(null)
      }}
    >
      <TextInput
        label={t('imaging.calibration.mm')}
        inputMode="decimal"
        required
        value={form.mm}
        error={form.mm !== '' && !isKnown ? t('imaging.calibration.number') : undefined}
        onChange={(event) => setForm({ ...form, mm: event.currentTarget.value })}
      />
      <TextInput label={t('imaging.calibration.reason')} placeholder={t('imaging.calibration.reasonHint')} required maxLength={200} value={form.reason} onChange={(event) => setForm({ ...form, reason: event.currentTarget.value })} />
      <p className="t-micro t-3">{t('imaging.calibration.note')}</p>
      <div className="m-acts">
        <Button type="submit" variant="filled" disabled={!isKnown || reason.length < 3}>
          {t('imaging.calibration.keep')}
        </Button>
        <Button variant="subtle" onClick={() => setForm(null)}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  )
}
