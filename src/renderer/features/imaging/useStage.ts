// Which stacks stand on the stage, which viewer is active, and how a target from elsewhere gets there.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { ImageAnchor } from '#shared/domain/annotation.ts'
import type { ImagingStudy } from '#shared/domain/imagingStudy.ts'
import type { Window } from '#shared/domain/windowing.ts'
import type { Target } from '../../app/place.ts'
import type { PaneRequest } from './Pane.tsx'
import { counterpart, entriesOf, entryKey, entryOfInstance, entryOfSeries, firstEntry, inTime, type StackEntry } from './panes.ts'

export interface Stage {
  panes: readonly PaneRequest[]
  active: number
  setActive(n: number): void
  open(entry: StackEntry): void
  /** false: the image is in none of the case's stacks. */
  show(anchor: ImageAnchor): boolean
  /** One viewer, or a second beside it. @param now how the active viewer is seen, so that it stays so */
  toggleCompare(now: SeenNow): void
  isCompare: boolean
  /** A target was asked for whose image is not on this device. */
  unknownTarget: boolean
}

/** What the active viewer shows at this moment; null parts = not known yet. */
export interface SeenNow {
  anchor: ImageAnchor | null
  near: { depthMm: number; window: Window | null } | null
}

interface Wanted {
  open: string | null
  target: Target | null
  /** Targets this room wrote itself while scrolling: they are where the reader is, not where to go. */
  isOwn(target: Target): boolean
  onTarget(target: Target): void
}

export function useStage(studies: readonly ImagingStudy[] | undefined, { open: wantedSeries, target, isOwn, onTarget }: Wanted): Stage {
  const [panes, setPanes] = useState<readonly PaneRequest[]>([])
  const [active, setActive] = useState(0)
  const [unknownTarget, setUnknown] = useState(false)
  const entries = useMemo(() => entriesOf(studies ?? []), [studies])

  const put = useCallback(
    (request: PaneRequest) => {
      setPanes((old) => {
        const standing = old.findIndex((p) => entryKey(p.entry) === entryKey(request.entry))
        const at = standing >= 0 ? standing : Math.min(active, Math.max(0, old.length - 1))
        setActive(at)
        return old.length === 0 ? [request] : old.with(at, request)
      })
    },
    [active],
  )

  const show = useCallback(
    (anchor: ImageAnchor): boolean => {
      const entry = entryOfInstance(entries, anchor.SeriesInstanceUID, anchor.SOPInstanceUID)
      if (entry) put({ entry, anchor })
      return entry !== null
    },
    [entries, put],
  )

  const handled = useRef<Target | null>(null)
  useEffect(() => {
    if (!studies || !target || target === handled.current || isOwn(target) || target.anchor.kind !== 'image') return
    handled.current = target
    setUnknown(!show(target.anchor))
    onTarget(target)
  }, [studies, target, isOwn, show, onTarget])

  useEffect(() => {
    if (!studies || panes.length > 0 || (target && target.anchor.kind === 'image' && handled.current !== target)) return
    const entry = (wantedSeries && entryOfSeries(entries, wantedSeries)) || firstEntry(studies)
    // A target taken up in this very commit is already on its way to the stage; it must not be replaced by the middle of its series.
    if (entry && !unknownTarget) setPanes((old) => (old.length > 0 ? old : [{ entry, anchor: null }]))
  }, [studies, entries, panes.length, target, wantedSeries, unknownTarget])

  const openEntry = useCallback(
    (entry: StackEntry) => {
      setUnknown(false)
      put({ entry, anchor: null })
    },
    [put],
  )

  const toggleCompare = useCallback(
    ({ anchor, near }: SeenNow) => {
      const shown = panes[active]
      if (!shown || !studies) return
      const current: PaneRequest = { entry: shown.entry, anchor: anchor ?? shown.anchor }
      if (panes.length > 1) {
        setPanes([current])
        setActive(0)
        return
      }
      const other = counterpart(current.entry, studies) ?? current.entry
      const beside: PaneRequest = { entry: other, anchor: null, near: other.series.Modality === current.entry.series.Modality ? near : null }
      const [left] = inTime(current.entry, other)
      setPanes(left === current.entry ? [current, beside] : [beside, current])
      setActive(left === current.entry ? 0 : 1)
    },
    [panes, active, studies],
  )

  return { panes, active: Math.min(active, Math.max(0, panes.length - 1)), setActive, open: openEntry, show, toggleCompare, isCompare: panes.length > 1, unknownTarget }
}
