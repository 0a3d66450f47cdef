// How the volumes of the planes are shaded: the window in use, its beginning, the colour scale of what lies over it.
import { useMemo } from 'react'
import { autoWindow } from '#shared/domain/autoWindow.ts'
import { PET_HIGH_SUV } from '#shared/domain/suvScale.ts'
import { recordedWindow, type Window } from '#shared/domain/windowing.ts'
import { colourTable } from '../../../viewers/dicom/volume/colourMaps.ts'
import type { ColourShading } from '../../../viewers/dicom/volume/planePainter.ts'
import type { VolumeSource } from '../../../viewers/dicom/volume/volumeSource.ts'
import { largestValue, type ValueScale } from './fusion.ts'
import type { Fusion } from './planesState.ts'

/** @param version of the volume: a window from values waits for the middle slice */
export function useWindow(source: VolumeSource, scale: ValueScale, chosen: Window | null, version: number): Window | null {
  const first = useMemo(() => firstWindow(source, scale, version), [source, scale, version])
  return chosen ?? first
}

function firstWindow(source: VolumeSource, scale: ValueScale, _version: number): Window | null {
  if (scale.isSuv) return { center: PET_HIGH_SUV / 2 / scale.factor, width: PET_HIGH_SUV / scale.factor, voiFunction: 'LINEAR_EXACT' }
  const { grid, layerOf } = source.volume
  const index = grid.layers[grid.layers.length >> 1]?.index ?? 0
  const instance = source.frames[index]?.instance
  const recorded = instance && recordedWindow(instance)
  if (recorded) return recorded
  const layer = layerOf(index)
  return layer && instance ? autoWindow(layer.values, layer.rescale, instance.PixelPaddingValue, source.modality) : null
}

/** null until the second volume's values can be scaled. */
export function useColours(source: VolumeSource | null, scale: ValueScale | null, fusion: Fusion | null, version: number): ColourShading | null {
  const table = useMemo(() => (fusion ? colourTable(fusion.map) : null), [fusion])
  const high = useMemo(() => {
    if (!source || !scale) return null
    if (fusion?.high) return fusion.high / scale.factor
    if (source.modality === 'RTDOSE') return largestValue(source) || null
    const window = firstWindow(source, scale, version)
    return window ? window.center + window.width / 2 : null
  }, [source, scale, fusion?.high, version])
  const opacity = fusion?.opacity ?? 0
  return useMemo(() => (table && high !== null ? { low: 0, high, table, opacity } : null), [table, high, opacity])
}
