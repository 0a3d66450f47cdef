// The volume of a region that is drawn on several slices under one name, and the way to the next slice with the same outline.
import { Button } from '@mantine/core'
import { type RefObject, useLayoutEffect, useRef } from 'react'
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
  /** Kept by the list: the keyboard stays on this button from region to region. */
  wasOnContinue: RefObject<boolean>
}

export function RegionVolume({ caseId, region, measurements, readOnly, onContinue, wasOnContinue }: RegionVolumeProps) {
  const button = useRef<HTMLButtonElement>(null)
  useLayoutEffect(() => {
    const own = button.current
    // Only a keyboard that would else be lost.
    if (wasOnContinue.current && (document.activeElement ?? document.body) === document.body) own?.focus()
    wasOnContinue.current = false
    return () => {
      wasOnContinue.current = own !== null && document.activeElement === own
    }
  }, [wasOnContinue])
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
      {!readOnly && <Button ref={button} onClick={() => onContinue(region)}>{t(region.plane ? 'imaging.volume.continueCut' : 'imaging.volume.continue')}</Button>}
    </div>
  )
}
