// How each viewer was seen last: what a crash, another tab or something laid over the viewers returns to.
import type { StageLook } from '../../app/place.ts'
import type { ViewportHandle } from '../../viewers/dicom/DicomViewport.tsx'
import type { ViewportSnapshot } from '../../viewers/dicom/viewportState.ts'
import { imageAnchor } from './marks.ts'
import { placeOf, type StackEntry } from './panes.ts'
import { frameOf } from './seen.ts'
import type { PaneRequest } from './stageState.ts'

/** By what the viewer was asked to show: another request is another beginning. */
export type Looks = WeakMap<PaneRequest, StageLook>

/** null before the first slice and while a cine runs. */
export function lookOf(entry: StackEntry, snapshot: ViewportSnapshot, handle: ViewportHandle | null): StageLook | null {
  const frame = frameOf(snapshot)
  if (!frame || snapshot.isPlaying) return null
  const { rotation, flipHorizontal, flipVertical } = snapshot.camera
  const anchor = imageAnchor(placeOf(entry), frame, handle?.savedView() ?? null)
  return { anchor, isFitted: snapshot.isFitted, rotation, flipHorizontal, flipVertical }
}

/** A request, as it is to be taken up again. */
export function asSeen(looks: Looks, request: PaneRequest): PaneRequest {
  const look = looks.get(request)
  return look ? { ...request, anchor: null, look } : request
}
