// How the room begins: as it was left, at what was asked for, or fresh. Decided once, when the room opens.
import { useRef } from 'react'
import type { Target } from '../../app/place.ts'
import type { ImagingRoomProps } from './roomProps.ts'
import { parsePlanesLook } from './planes/planesLook.ts'
import type { PlanesStart } from './seen.ts'

export interface Beginning {
  planes: PlanesStart | null
  selectedId: string | null
  /** A target that is where the reader was, not where to go: the viewers' own views say more. */
  written: Target | null
  /** The image the planes of an earlier run were opened from; any other is looked at as a slice. */
  underPlanes: Target | null
  linked: boolean
  /** Nothing was asked for or remembered. */
  isFresh: boolean
}

export function useBeginning({ open, target, remembered, embedded }: Required<Omit<ImagingRoomProps, 'caseId'>>): Beginning {
  const kept = useRef<Beginning | null>(null)
  if (kept.current) return kept.current
  const hasLook = Boolean(remembered?.looks?.[remembered.active])
  const begun: Beginning = {
    planes: remembered?.planes ? { centre: null, window: null, axes: null, look: parsePlanesLook(remembered.planesLook) } : null,
    selectedId: hasLook ? (target?.annotationId ?? null) : null,
    written: hasLook ? target : null,
    underPlanes: remembered?.planes ? target : null,
    linked: remembered?.linked ?? false,
    isFresh: !embedded && !remembered && !target && !open,
  }
  kept.current = begun
  return begun
}
