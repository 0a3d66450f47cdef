// A measurement that was made under another scale of its image: what it says, what it would say now, and taking that over where it is one's own.
import { Button } from '@mantine/core'
import type { Measurement } from '#shared/domain/annotation.ts'
import type { Measured } from '#shared/domain/measuring.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { StatusIcon } from '../../ui/StatusIcon.tsx'
import { valueText } from '../dicom/overlay/measurementText.ts'
import './lesion.css'

interface OldScaleProps {
  measurement: Measurement
  now: Measured
  /** null = a colleague's: only they may change what they measured. */
  onTake: (() => void) | null
}

export function OldScale({ measurement, now, onTake }: OldScaleProps) {
  const t = useT()
  const { decimal } = useFormat()
  const before = valueText(measurement, decimal)
  const after = valueText({ ...now, shape: measurement.shape }, decimal)
  return (
    <div className="m-oldscale">
      <p className="t-small t-warn">
        <StatusIcon status="warn" />
        <span>{t(onTake ? 'imaging.calibration.oldOwn' : 'imaging.calibration.oldOther', { before, after, name: measurement.authorName })}</span>
      </p>
      {onTake && <Button onClick={onTake}>{t('imaging.calibration.takeOver', { after })}</Button>}
    </div>
  )
}
