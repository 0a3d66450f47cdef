// Remembers the page or highlight in view once it rests, so that a crash returns exactly there. Beside a report the place belongs to the report.
import { useEffect, useMemo, useRef } from 'react'
import type { PassageAnchor } from '#shared/domain/annotation.ts'
import type { SourceDocument } from '#shared/domain/sourceDocument.ts'
import { type Target, usePlace } from '../../app/place.ts'
import { pageAnchor } from './highlights.ts'

const restMs = 500

export interface PlaceKeeping {
  keep(anchor: PassageAnchor, annotationId: string | null): void
  onPage(page: number): void
  /** The target is one this room wrote itself: nothing to jump to. */
  isOwn(target: Target | null): boolean
}

export function usePlaceKeeping(document: SourceDocument | null, embedded: boolean): PlaceKeeping {
  const written = useRef<Target | null>(null)
  const timer = useRef(0)
  useEffect(() => () => window.clearTimeout(timer.current), [])
  return useMemo(() => {
    const keep = (anchor: PassageAnchor, annotationId: string | null) => {
      window.clearTimeout(timer.current)
      if (embedded || !document) return
      timer.current = window.setTimeout(() => {
        const { place, adjust } = usePlace.getState()
        // Another file was opened meanwhile: keeping this one's place would bring it back over that.
        if (place.view !== 'case' || (place.open !== null && place.open !== document.id)) return
        written.current = { anchor, annotationId }
        adjust({ open: document.id, target: written.current })
      }, restMs)
    }
    return {
      keep,
      onPage: (page) => {
        const known = written.current?.anchor
        if (document && !(known?.kind === 'passage' && known.sha256 === document.sha256 && known.page === page)) keep(pageAnchor(document, page), null)
      },
      isOwn: (target) => target !== null && target === written.current,
    }
  }, [document, embedded])
}
