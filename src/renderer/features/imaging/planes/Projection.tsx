// The highest values of a PET seen from one side, turned about the long axis of the body by scrolling.
import { useMemo, useState } from 'react'
import { PET_HIGH_SUV } from '#shared/domain/suvScale.ts'
import { dot, lengthOf, subtract, type Vector3 } from '#shared/domain/vector.ts'
import { cornersOf } from '#shared/domain/volumeGrid.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/useT.ts'
import { fittedView, moved, normalOfPlane, planesOf, type PlaneSet, turned } from '../../../viewers/dicom/volume/planes.ts'
import type { PlaneScene } from '../../../viewers/dicom/volume/planeScene.ts'
import { PlaneViewport } from '../../../viewers/dicom/volume/PlaneViewport.tsx'
import type { VolumeSource } from '../../../viewers/dicom/volume/volumeSource.ts'
import type { Size } from '../../../viewers/dicom/camera.ts'
import { mayNameOf, type ValueScale } from './fusion.ts'
import type { PlanesState } from './planesState.ts'

interface ProjectionProps {
  state: PlanesState
  source: VolumeSource
  scale: ValueScale
  versions: number
  isComing: boolean
  hideText: boolean
  change(step: (old: PlanesState) => PlanesState): void
}

const STEP_DEGREES = 10

export function Projection({ state, source, scale, versions, isComing, hideText, change }: ProjectionProps) {
  const t = useT()
  const format = useFormat()
  const [size, setSize] = useState<Size>({ width: 0, height: 0 })
  const { volume } = source
  const planes = useMemo((): PlaneSet => turned(planesOf(volume.grid), 'axial', state.turnDegrees), [volume.grid, state.turnDegrees])
  const high = scale.isSuv ? PET_HIGH_SUV / scale.factor : highestOf(source, versions)
  const scene = useMemo((): PlaneScene => {
    const corners = cornersOf(volume.grid)
    const normal = normalOfPlane(planes.coronal)
    const depths = corners.map((corner) => dot(corner, normal))
    const through = moved(volume.grid.centre, normal, (Math.max(...depths) + Math.min(...depths)) / 2 - dot(volume.grid.centre, normal)) as Vector3
    const view = fittedView(planes.coronal, volume.grid, size)
    // While turning the body must not swell and shrink: the scale of the widest view holds for all.
    const up = planes.coronal.down
    const widest = Math.max(...corners.map((corner) => across(subtract(corner, volume.grid.centre), up))) * 2
    const pxPerMm = Math.min(fittedView(planesOf(volume.grid).coronal, volume.grid, { width: Number.MAX_SAFE_INTEGER, height: size.height || 1 }).pxPerMm, (size.width || 1) / widest)
    const shading = { grey: { window: { center: high / 2, width: high, voiFunction: 'LINEAR_EXACT' as const }, invert: true } }
    return {
      base: { volume, shading }, over: null, axes: planes.coronal, view: { ...view, pxPerMm }, centre: through,
      slab: { mode: 'maximum', mm: Math.max(...depths) - Math.min(...depths) }, isProjection: true, isComing, version: versions,
    }
  }, [volume, planes, size, high, versions, isComing])
  const turn = (steps: number) => change((old) => ({ ...old, turnDegrees: (old.turnDegrees + steps * STEP_DEGREES + 360) % 360 }))
  return (
    <PlaneViewport
      name={t('planes.projection')}
      plane="coronal"
      planes={planes}
      scene={scene}
      texts={{
        topLeft: [t('planes.projection')],
        topRight: [`${state.turnDegrees}°`],
        bottomLeft: [`0–${format.number(high * scale.factor, scale.isSuv ? 1 : 0)} ${scale.unit}`],
        bottomRight: [],
        warnings: [],
      }}
      tool="scroll"
      isActive={false}
      hideCrosshair
      hideText={hideText}
      mayName={mayNameOf(source)}
      onSize={setSize}
      onActivate={() => undefined}
      onCentre={() => undefined}
      onView={() => undefined}
      onTurn={() => undefined}
      onScroll={turn}
      onWindow={() => undefined}
      onProbe={() => undefined}
    />
  )
}

/** Distance from the axis through the middle, mm. */
function across(from: Vector3, axis: Vector3): number {
  return lengthOf(moved(from, axis, -dot(from, axis)))
}

function highestOf({ frames, volume }: VolumeSource, _versions: number): number {
  let high = 0
  for (const [index] of frames.entries()) {
    const layer = volume.layerOf(index)
    if (!layer) continue
    for (let i = 0; i < layer.values.length; i += 7) high = Math.max(high, (layer.values[i] as number) * layer.rescale.slope + layer.rescale.intercept)
  }
  return high > 0 ? high / 2 : 1
}
