// The volume of a region that is drawn on several slices under one name, and the way to the next slice with the same outline.
import { Button } from '@mantine/core'
import type { Measurement } from '#shared/domain/annotation.ts'
import { roiVolume } from '#shared/domain/roiVolume.ts'
import { useSeries } from '../../data/queries.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'

interface RegionVolumeProps {
  caseId: string
  region: Measurement
  measurements: readonly Measurement[]
  readOnly: boolean
  onContinue(region: Measurement): void
}

export function RegionVolume({ caseId, region, measurements, readOnly, onContinue }: RegionVolumeProps) {
  const t = useT()
  const format = useFormat()
  const instances = useSeries(caseId, region.anchor).data?.instances
  const volume = instances ? roiVolume(region, measurements, instances) : null
  return (
    <div className="i-volume">
      {volume && (
        <p className={'mm3' in volume ? 't-small' : 't-small i-warn'}>
          {'mm3' in volume
            ? t('imaging.volume.of', { volume: format.quantity(volume.mm3 / 1000, 'cm³', 2), count: volume.slices })
            : t(`imaging.volume.${volume.refusal}`, { count: volume.slices })}
        </p>
      )}
      {!readOnly && <Button onClick={() => onContinue(region)}>{t(region.plane ? 'imaging.volume.continueCut' : 'imaging.volume.continue')}</Button>}
    </div>
  )
}
