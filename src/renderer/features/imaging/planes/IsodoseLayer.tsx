// Lines of equal dose over a plane, as shares of the largest dose of the object, with their values: a prescription is not known here and not guessed.
import { useMemo } from 'react'
import { isolines } from '#shared/domain/isolines.ts'
import { reslice } from '#shared/domain/reslice.ts'
import type { Vector3 } from '#shared/domain/vector.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/useT.ts'
import type { Size } from '../../../viewers/dicom/camera.ts'
import { Corner } from '../../../viewers/dicom/overlay/Corner.tsx'
import { cutOf } from '../../../viewers/dicom/volume/planes.ts'
import type { PlaneScene } from '../../../viewers/dicom/volume/planeScene.ts'
import type { VolumeSource } from '../../../viewers/dicom/volume/volumeSource.ts'
import { largestValue } from './fusion.ts'
import type { Fusion } from './planesState.ts'

export interface Isodose {
  source: VolumeSource
  largest: number
  shift: Vector3
}

/** CSS pixels from sample to sample: doses are coarse. */
const PITCH = 4
/** Least height of a plane with the list of doses, CSS pixels. */
const LOWEST_LEGEND = 320
const LEVELS = [95, 80, 50, 30, 10] as const
const COLOUR = (n: number) => `var(--structure-${n + 1})`

export function useIsodose(source: VolumeSource | null, version: number, fusion: Fusion | null): Isodose | null {
  const wanted = source !== null && source.modality === 'RTDOSE' && fusion?.lines === true
  const shift = fusion?.shift
  return useMemo(() => {
    void version
    const largest = wanted ? largestValue(source) : 0
    return wanted && shift && largest > 0 ? { source, largest, shift } : null
  }, [wanted, source, version, shift])
}

interface IsodoseLayerProps {
  dose: Isodose
  scene: PlaneScene
  size: Size
  unit: string
  hideWords: boolean
}

export function IsodoseLayer({ dose, scene, size, unit, hideWords }: IsodoseLayerProps) {
  const t = useT()
  const format = useFormat()
  const { width, height } = size
  const { axes, view, centre, slab } = scene
  const paths = useMemo(() => {
    const plane = cutOf(axes, view, centre, { width, height }, PITCH)
    const origin: Vector3 = [plane.origin[0] - dose.shift[0], plane.origin[1] - dose.shift[1], plane.origin[2] - dose.shift[2]]
    const values = new Float32Array(plane.columns * plane.rows)
    reslice(dose.source.volume, { ...plane, origin }, { ...slab, mm: 0 }, values)
    return LEVELS.map((share) => isolines(values, plane.columns, plane.rows, (dose.largest * share) / 100))
  }, [dose, axes, view, centre, slab, width, height])
  const top = Math.max(74, height * 0.2)
  // In a low plane the list would cover the picture: the largest plane says it for all.
  const hasRoom = height >= LOWEST_LEGEND
  return (
    <g className="d-isodose">
      {/* Samples lie in the middle of their square. */}
      <g transform={`translate(${PITCH / 2} ${PITCH / 2}) scale(${PITCH})`}>
        {paths.map((d, n) => (
          <g key={LEVELS[n]} data-isodose={LEVELS[n]}>
            <path className="d-core" d={d} vectorEffect="non-scaling-stroke" />
            <path d={d} fill="none" stroke={COLOUR(n)} strokeWidth={1.6} vectorEffect="non-scaling-stroke" />
          </g>
        ))}
      </g>
      {!hideWords && hasRoom && (
        <>
          {LEVELS.map((share, n) => (
            <g key={share}>
              <path d={`M12 ${top + n * 18 - 4}h14`} stroke={COLOUR(n)} strokeWidth={3} />
              <Corner x={32} y={top + n * 18} anchor="start" lines={[`${format.percent(share)} · ${format.number((dose.largest * share) / 100, dose.largest < 10 ? 2 : 1)} ${unit}`]} />
            </g>
          ))}
          <Corner x={12} y={top + LEVELS.length * 18} anchor="start" lines={[t('planes.isodoseOf', { value: format.number(dose.largest, dose.largest < 10 ? 2 : 1), unit })]} />
        </>
      )}
    </g>
  )
}
