// The studies of the case by date, each stack with its picture, count and what is wrong with it.
import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import { type ImagingSeries, type ImagingStudy, type SeriesIssue, type SeriesOfStudy, seriesKey } from '#shared/domain/imagingStudy.ts'
import { usePrivacy } from '../../app/session/usePrivacy.ts'
import { thumbnailUrl } from '../../data/content.ts'
import { useFormat } from '../../i18n/format.ts'
import { studyDateWords } from '../../i18n/studyWords.ts'
import { useT } from '../../i18n/useT.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { HiddenIcon } from '../../ui/icons.ts'
import { StatusIcon } from '../../ui/StatusIcon.tsx'
import { isReadable } from './objects/useObjects.ts'
import { byDate, entriesOf, entryKey, imagesOf, isDisplayable, placeOf, seriesName, type StackEntry } from './panes.ts'

interface SeriesRailProps {
  studies: readonly ImagingStudy[]
  /** Keys of the stacks on the stage; the first is the active one. */
  shown: readonly string[]
  onOpen(entry: StackEntry): void
  /** Key of the series of objects that is open beside the images. */
  openObject: string | null
  onObject(series: SeriesOfStudy): void
  onArchive(): void
}

/** Facts, not faults: they have their place on the image. */
const QUIET: readonly SeriesIssue[] = ['lossy', 'noPixelSpacing']

export function SeriesRail({ studies, shown, onOpen, openObject, onObject, onArchive }: SeriesRailProps) {
  const t = useT()
  const format = useFormat()
  return (
    <nav className="i-rail" aria-label={t('imaging.series')} data-region tabIndex={-1}>
      {byDate(studies).map((study) => (
        <section key={study.StudyInstanceUID}>
          <h3 className="i-study">
            {studyDateWords(study, t, format)}
            {study.StudyDescription && ` · ${study.StudyDescription}`}
          </h3>
          <ul>
            {entriesOf([study]).map((entry) => (
              <RailLine key={entryKey(entry)} entry={entry} place={shown.indexOf(entryKey(entry))} onOpen={() => onOpen(entry)} />
            ))}
            {study.series.filter((series) => series.stacks.length === 0 && !isReadable(series)).map((series) => (
              <li key={series.SeriesInstanceUID} className="i-line i-aside">
                <span className="i-thumb i-no-thumb t-micro">{series.Modality}</span>
                <span className="i-words">
                  <span className="i-name">{seriesName({ series, part: null })}</span>
                  <span className="t-micro t-3">{t(`imaging.aside.${asideOf(series)}`)}</span>
                </span>
              </li>
            ))}
            {study.series.filter(isReadable).map((series) => (
              <li key={series.SeriesInstanceUID}>
                <button type="button" className="i-line" aria-pressed={openObject === seriesKey(placeOf({ study, series }))} onClick={() => onObject(placeOf({ study, series }))}>
                  <span className="i-thumb i-no-thumb t-micro">{series.Modality}</span>
                  <span className="i-words">
                    <span className="i-name">{seriesName({ series, part: null })}</span>
                    <span className="t-micro t-3">{t(`imaging.object.kind.${series.Modality}`)}</span>
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
      <button type="button" className="i-archive-link t-small" onClick={onArchive}>
        {t('imaging.archive.open')}
      </button>
    </nav>
  )
}

/** Where a series without pictures is read. */
function asideOf({ Modality }: ImagingSeries): 'structures' | 'document' | 'none' {
  if (Modality === 'RTSTRUCT' || Modality === 'SEG') return 'structures'
  return Modality === 'DOC' ? 'document' : 'none'
}

function RailLine({ entry, place, onOpen }: { entry: StackEntry; place: number; onOpen: () => void }) {
  const { study, series, stack } = entry
  const t = useT()
  const isMasked = usePrivacy(({ masked }) => masked)
  const can = isDisplayable(entry)
  const images = imagesOf(entry)
  const issues = [...new Set([...stack.issues, ...series.issues])].filter((issue) => !QUIET.includes(issue))
  return (
    <li>
      <button
        type="button"
        className="i-line"
        aria-current={place === 0 ? 'true' : undefined}
        data-shown={place >= 0}
        aria-disabled={!can}
        onClick={can ? onOpen : undefined}
      >
        <Thumbnail url={thumbnailUrl(study.StudyInstanceUID, series.SeriesInstanceUID)} Modality={series.Modality} asks={can} isCovered={isMasked && series.namedPixels !== 'none'} />
        <span className="i-words">
          <span className="i-name">{seriesName(entry)}</span>
          <span className="t-micro t-3">
            {series.Modality} · {can ? t('imaging.images', { count: images }) : t('imaging.notDisplayable')}
          </span>
        </span>
      </button>
      {issues.length > 0 && can && (
        <p className="i-damage">
          <StatusIcon status="warn" size={14} />
          <span>{issues.map((issue) => t(`seriesIssue.${issue}`)).join(' ')}</span>
        </p>
      )}
      {!series.complete && !issues.includes('missingSlice') && can && (
        <p className="i-damage">
          <StatusIcon status="warn" size={14} />
          <span>{t('imaging.incomplete')}</span>
        </p>
      )}
    </li>
  )
}

/** Asks again while the core may still be busy making the picture; the modality stands in until then. */
const ASK_AGAIN_MS = [3_000, 12_000, 30_000, 90_000]

function Thumbnail({ url, Modality, asks, isCovered }: { url: string; Modality: string; asks: boolean; isCovered: boolean }) {
  const [failures, setFailures] = useState(0)
  const [waiting, setWaiting] = useState(false)
  useEffect(() => {
    const pause = ASK_AGAIN_MS[failures - 1]
    if (!waiting || pause === undefined) return
    const timer = setTimeout(() => setWaiting(false), pause)
    return () => clearTimeout(timer)
  }, [waiting, failures])
  if (isCovered) {
    return (
      <span className="i-thumb i-no-thumb">
        <HiddenIcon aria-hidden size={16} />
      </span>
    )
  }
  if (waiting || !asks) return <span className="i-thumb i-no-thumb t-micro">{Modality}</span>
  const picture = (
    <img
      className={failures === 0 ? 'i-thumb' : undefined}
      src={url}
      alt=""
      loading="lazy"
      onError={() => {
        setFailures((n) => n + 1)
        setWaiting(true)
      }}
    />
  )
  // Asked again, it comes over the modality and never leaves a hole.
  return failures === 0 ? picture : <span className="i-thumb i-no-thumb t-micro">{Modality}{picture}</span>
}

/** @param onArchive null where studies cannot be fetched */
export function NoStudies({ onArchive }: { onArchive: (() => void) | null }) {
  const t = useT()
  return (
    <EmptyState sentence={`${t('imaging.empty')} ${t('imaging.openBundle')}`}>
      {onArchive && (
        <Button variant="default" onClick={onArchive}>
          {t('imaging.archive.open')}
        </Button>
      )}
    </EmptyState>
  )
}
