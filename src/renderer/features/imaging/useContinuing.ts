// The same outline on the next slice or cut, by one press: the region's own slice or plane is shown first where it is not, and the step is taken when its pixels are there.
import { useEffect, useState } from 'react'
import type { Measurement } from '#shared/domain/annotation.ts'
import { isRoi } from '#shared/domain/roi.ts'
import { seriesKey } from '#shared/domain/imagingStudy.ts'
import type { ViewportHandle } from '../../viewers/dicom/DicomViewport.tsx'
import { indexOfFrame } from '../../viewers/dicom/stack.ts'
import type { ViewportSnapshot } from '../../viewers/dicom/viewportState.ts'
import type { ImageMark } from './marks.ts'
import { placeOf, type StackEntry } from './panes.ts'

interface ContinuingSetup {
  /** Whoever chooses another mark in between has thought better of it. */
  selected: ImageMark | null
  inPlanes: boolean
  entry: StackEntry | null
  /** Of the active viewer; looked at again when it changes. */
  snapshot: ViewportSnapshot | null
  active(): ViewportHandle | null
  /** On the next slice of the viewer that shows the region. */
  draw(region: Measurement): void
  showOnPlane(region: Measurement): void
  showOnSlice(region: Measurement): void
}

export function useContinuing({ selected, inPlanes, entry, snapshot, active, draw, showOnPlane, showOnSlice }: ContinuingSetup) {
  const [region, setRegion] = useState<Measurement | null>(null)
  const isShown = ({ anchor }: Measurement) => indexOfFrame(active()?.viewport.snapshot().frames ?? [], anchor) >= 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: the viewer is asked again whenever it shows something else
  useEffect(() => {
    if (region && region.id !== selected?.id) setRegion(null)
    else if (region && !region.plane && !inPlanes && isShown(region)) {
      setRegion(null)
      draw(region)
    }
  }, [region, selected?.id, inPlanes, snapshot])
  function begin(next: Measurement): void {
    setRegion(next)
    if (next.plane && !(inPlanes && entry && seriesKey(placeOf(entry)) === seriesKey(next.anchor))) showOnPlane(next)
    if (!next.plane && (inPlanes || !isShown(next))) showOnSlice(next)
  }
  return {
    begin,
    /** Of the chosen mark; null = it is no region. */
    step: selected?.type === 'measurement' && isRoi(selected.shape.type) ? () => begin(selected) : null,
    /** Waits to be drawn; those on planes are drawn by the planes. */
    region: region?.plane ? region : null,
    end: () => setRegion(null),
  }
}
