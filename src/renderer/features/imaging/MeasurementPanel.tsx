// The marks of the studies on the stage as a list: the text twin of what is drawn, with names, sources and the way into the report.
import { startTransition, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Measurement } from '#shared/domain/annotation.ts'
import type { ImagingStudy } from '#shared/domain/imagingStudy.ts'
import { type Translate, useT } from '../../i18n/useT.ts'
import { LoadingLine } from '../../ui/LoadingLine.tsx'
import { PanelHeader } from '../../ui/PanelHeader.tsx'
import { ToolButton } from '../../ui/ToolButton.tsx'
import { NextIcon, PreviousIcon } from './imagingIcons.ts'
import { ExportObjects } from './ExportObjects.tsx'
import { MarkLine, type MarkVerbs } from './MarkLine.tsx'
import { countsOf, type ImageMark } from './marks.ts'

interface MeasurementPanelProps extends MarkVerbs {
  caseId: string
  studies: readonly ImagingStudy[]
  marks: readonly ImageMark[]
  placeOf(mark: ImageMark): string
  /** Colour of another person's marks; null = one's own. */
  toneOf(author: string): string | null
  selectedId: string | null
  ready: boolean
  unreadable: number
  onShow(mark: ImageMark): void
}

/** Lines that are shown at once: a case with thousands of marks scrolls and draws as one with fifty. */
const PAGE = 50

export function MeasurementPanel(props: MeasurementPanelProps) {
  const { marks, selectedId, readOnly, ready, unreadable, onShow } = props
  const t = useT()
  const [page, setPage] = useState(0)
  const measurements = useMemo(() => marks.filter((one) => one.type === 'measurement'), [marks])
  const scales = useScales(measurements)
  const at = marks.findIndex(({ id }) => id === selectedId)
  useEffect(() => {
    // Another page may come a moment after the picture, in pieces shorter than a frame.
    if (at >= 0) startTransition(() => setPage(Math.floor(at / PAGE)))
  }, [at])
  /** The button for the next slice had the keyboard when its mark closed: that of the new one takes it. */
  const wasOnContinue = useRef(false)
  const go = useRef(onShow)
  go.current = onShow
  const show = useCallback((mark: ImageMark) => go.current(mark), [])
  const pages = Math.ceil(marks.length / PAGE)
  const shown = Math.min(page, Math.max(0, pages - 1))
  return (
    <aside className="i-panel" aria-label={t('imaging.panel.title')} data-region tabIndex={-1}>
      <PanelHeader title={t('imaging.panel.title')} note={marks.length > 0 ? countWords(t, countsOf(marks)) : null} />
      {!ready && <LoadingLine what={t('imaging.panel.waiting')} />}
      {ready && readOnly && <p className="i-note t-small t-2">{t('imaging.panel.readOnly')}</p>}
      {unreadable > 0 && <p className="i-note t-small i-warn">{t('imaging.panel.unreadable', { count: unreadable })}</p>}
      {ready && marks.length === 0 && <p className="i-note t-2">{t(readOnly ? 'imaging.panel.noneReadOnly' : 'imaging.panel.none')}</p>}
      <ul className="i-marks">
        {marks.slice(shown * PAGE, (shown + 1) * PAGE).map((mark) => (
          <MarkLine
            key={mark.id} caseId={props.caseId} studies={props.studies} mark={mark} placeOf={props.placeOf} tone={props.toneOf(mark.author)} scales={scales} onShow={show}
            open={mark.id === selectedId ? { ...props, measurements, wasOnContinue } : null}
          />
        ))}
      </ul>
      {pages > 1 && (
        <div className="i-pages">
          <ToolButton label={t('imaging.panel.previousPage')} icon={PreviousIcon} disabled={shown === 0} onClick={() => setPage(shown - 1)} />
          <span className="t-small t-2">{t('imaging.panel.pages', { from: shown * PAGE + 1, to: Math.min(marks.length, (shown + 1) * PAGE), count: marks.length })}</span>
          <ToolButton label={t('imaging.panel.nextPage')} icon={NextIcon} disabled={shown === pages - 1} onClick={() => setPage(shown + 1)} />
        </div>
      )}
      {ready && !readOnly && marks.length > 0 && <ExportObjects caseId={props.caseId} studies={props.studies} />}
    </aside>
  )
}

/** Of all marks, and of those that are not seen or cannot be moved. */
function countWords(t: Translate, { count, hidden, locked }: ReturnType<typeof countsOf>): string {
  return [String(count), ...(hidden > 0 ? [t('imaging.hiddenMarks', { count: hidden })] : []), ...(locked > 0 ? [t('imaging.panel.lockedMarks', { count: locked })] : [])].join(' · ')
}

/** The lines that are the scale of their image; the same list as long as none of them changes. */
function useScales(measurements: readonly Measurement[]): readonly Measurement[] {
  const last = useRef<readonly Measurement[]>([])
  const now = measurements.filter(({ calibration }) => calibration)
  if (now.length !== last.current.length || now.some((one, n) => one !== last.current[n])) last.current = now
  return last.current
}
