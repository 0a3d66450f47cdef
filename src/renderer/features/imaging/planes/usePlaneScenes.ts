// What each plane draws; a plane's scene changes only when something of it changes.
import { useMemo } from 'react'
import type { Vector3 } from '#shared/domain/vector.ts'
import type { Volume } from '#shared/domain/reslice.ts'
import type { Window } from '#shared/domain/windowing.ts'
import type { ColourShading } from '../../../viewers/dicom/volume/planePainter.ts'
import type { PlaneName } from '../../../viewers/dicom/volume/planes.ts'
import type { PlaneScene } from '../../../viewers/dicom/volume/planeScene.ts'
import type { VolumeSource } from '../../../viewers/dicom/volume/volumeSource.ts'
import { type PlanesState, planeView } from './planesState.ts'

interface SceneSetup {
  state: PlanesState
  source: VolumeSource
  window: Window | null
  over: { volume: Volume; shading: ColourShading; shift: Vector3 } | null
  /** Changes when slices have arrived. */
  versions: number
  isComing: boolean
}

export function usePlaneScenes(setup: SceneSetup): Record<PlaneName, PlaneScene> {
  return { axial: useScene('axial', setup), coronal: useScene('coronal', setup), sagittal: useScene('sagittal', setup) }
}

/** Before the window is known nothing could be shown truly: a window of no tissue, all black. */
const BLANK: Window = { center: Number.MAX_SAFE_INTEGER, width: 1, voiFunction: 'LINEAR' }

function useScene(plane: PlaneName, { state, source, window, over, versions, isComing }: SceneSetup): PlaneScene {
  const { volume } = source
  const axes = state.planes[plane]
  const chosen = state.views[plane]
  const size = state.sizes[plane]
  const view = useMemo(() => planeView(chosen, axes, volume.grid, size), [chosen, axes, volume.grid, size])
  const { centre, slab, invert } = state
  return useMemo(() => {
    const shading = { grey: { window: window ?? BLANK, invert: invert && window !== null } }
    return { base: { volume, shading }, over, axes, view, centre, slab, isProjection: false, isComing, version: versions }
  }, [volume, window, invert, over, axes, view, centre, slab, versions, isComing])
}
