// The imaging room: the studies of the case, or the way to get some.
import { useState } from 'react'
import { useStudies } from '../../data/queries.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingLine } from '../../ui/LoadingLine.tsx'
import { ArchiveView } from './archive/ArchiveView.tsx'
import { OpenRoom } from './OpenRoom.tsx'
import type { ImagingRoomProps } from './roomProps.ts'
import { NoStudies } from './SeriesRail.tsx'
import './imaging.css'

export function ImagingRoom({ caseId, open, target, remembered = null, embedded = false }: ImagingRoomProps) {
  const studies = useStudies(caseId)
  const [isFetching, setFetching] = useState(false)
  if (studies.isError) return <ErrorState error={studies.error} onRetry={() => void studies.refetch()} />
  if (!studies.data) return <LoadingLine />
  if (isFetching) return <ArchiveView caseId={caseId} onClose={() => setFetching(false)} />
  if (studies.data.length === 0) return <NoStudies onArchive={embedded ? null : () => setFetching(true)} />
  return <OpenRoom key={caseId} caseId={caseId} open={open} target={target} remembered={remembered} embedded={embedded} studies={studies.data} onArchive={() => setFetching(true)} />
}
