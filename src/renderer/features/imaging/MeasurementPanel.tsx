// The marks of the studies on the stage as a list: the text twin of what is drawn, with names, sources and the way into the report.
import { TextInput } from '@mantine/core'
import { useEffect, useMemo, useState } from 'react'
import type { Measurement, RoiStatistics } from '#shared/domain/annotation.ts'
import type { ImagingStudy } from '#shared/domain/imagingStudy.ts'
import { isRoi } from '#shared/domain/roi.ts'
import { isUptake } from '#shared/domain/suvTrend.ts'
import { useFormat } from '../../i18n/format.ts'
import { type Translate, useT } from '../../i18n/useT.ts'
import { MarkUses } from '../../app/case/MarkUses.tsx'
import { useMeasuredAnew } from '../../data/useMeasuredAnew.ts'
import { LoadingLine } from '../../ui/LoadingLine.tsx'
import { PanelHeader } from '../../ui/PanelHeader.tsx'
import { ToolButton } from '../../ui/ToolButton.tsx'
import { needsSpacing, valueText } from '../../viewers/dicom/overlay/measurementText.ts'
import { OldScale } from '../../viewers/marks/OldScale.tsx'
import { CopyIcon, DeleteIcon, HideIcon, KeyImageIcon, LinkProofIcon, LockedIcon, LookIcon, NextIcon, PreviousIcon, UnlockedIcon } from './imagingIcons.ts'
import { CalibrationField } from './CalibrationField.tsx'
import { ExportObjects } from './ExportObjects.tsx'
import { LesionField } from './LesionField.tsx'
import type { ImageMark } from './marks.ts'
import { RegionVolume } from './RegionVolume.tsx'
import type { Marks } from './useMarks.ts'

interface MeasurementPanelProps {
  caseId: string
  studies: readonly ImagingStudy[]
  marks: readonly ImageMark[]
  placeOf(mark: ImageMark): string
  /** Colour of another person's marks; null = one's own. */
  toneOf(author: string): string | null
  calibrate: Marks['calibrate']
  takeOver: Marks['takeOver']
  /** The same outline on the next slice. */
  onContinue(region: Measurement): void
  selectedId: string | null
  readOnly: boolean
  ready: boolean
  unreadable: number
  onShow(mark: ImageMark): void
  onRename(mark: ImageMark, label: string): void
  onSet(measurement: Measurement, change: { locked: boolean } | { hidden: boolean }): void
  onUse(mark: ImageMark): void
  onCopy(mark: ImageMark): void
  onRemove(mark: ImageMark): void
}

/** Lines that are shown at once: a case with thousands of marks scrolls and draws as one with ten. */
const PAGE = 100

export function MeasurementPanel(props: MeasurementPanelProps) {
  const { marks, readOnly, ready, unreadable, selectedId } = props
  const t = useT()
  const [page, setPage] = useState(0)
  const measurements = useMemo(() => marks.filter((one) => one.type === 'measurement'), [marks])
  const at = marks.findIndex(({ id }) => id === selectedId)
  useEffect(() => {
    if (at >= 0) setPage(Math.floor(at / PAGE))
  }, [at])
  const pages = Math.ceil(marks.length / PAGE)
  const shown = Math.min(page, Math.max(0, pages - 1))
  return (
    <aside className="i-panel" aria-label={t('imaging.panel.title')} data-region tabIndex={-1}>
      <PanelHeader title={t('imaging.panel.title')} note={marks.length > 0 ? countWords(t, marks.length, measurements) : null} />
      {!ready && <LoadingLine what={t('imaging.panel.waiting')} />}
      {ready && readOnly && <p className="i-note t-small t-2">{t('imaging.panel.readOnly')}</p>}
      {unreadable > 0 && <p className="i-note t-small i-warn">{t('imaging.panel.unreadable', { count: unreadable })}</p>}
      {ready && marks.length === 0 && <p className="i-note t-2">{t(readOnly ? 'imaging.panel.noneReadOnly' : 'imaging.panel.none')}</p>}
      <ul className="i-marks">
        {marks.slice(shown * PAGE, (shown + 1) * PAGE).map((mark) => (
          <MarkLine key={mark.id} {...props} mark={mark} measurements={measurements} />
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

function MarkLine({ caseId, studies, measurements, mark, placeOf, toneOf, calibrate, takeOver, onContinue, selectedId, readOnly, onShow, onRename, onSet, onUse, onCopy, onRemove }: MeasurementPanelProps & { mark: ImageMark; measurements: readonly Measurement[] }) {
  const t = useT()
  const format = useFormat()
  const selected = mark.id === selectedId
  const [label, setLabel] = useState<string | null>(null)
  const name = mark.label || t('imaging.unnamed')
  const tone = toneOf(mark.author)
  const anew = useMeasuredAnew(caseId, studies, mark.type === 'measurement' ? mark : null, measurements)
  function keep() {
    if (label !== null && label.trim() !== mark.label) onRename(mark, label.trim())
    setLabel(null)
  }
  return (
    <li className="i-mark c-row" data-selected={selected}>
      <button type="button" className="i-mark-line" aria-current={selected ? 'true' : undefined} aria-label={t('imaging.panel.show', { name })} onClick={() => onShow(mark)}>
        <span className="i-mark-name">{tone && <span className="i-tone" style={{ background: tone }} aria-hidden />}{mark.type === 'keyImage' ? <KeyImageIcon size={15} aria-hidden /> : null} {name}</span>
        {mark.type === 'measurement' && <strong className="i-mark-value">{valueText(mark, format.decimal)}</strong>}
        <WhereOf mark={mark} place={placeOf(mark)} isOthers={tone !== null} isOld={anew !== null} />
      </button>
      {selected && (
        <div className="i-mark-more">
          {!readOnly && (
            <TextInput
              label={t(mark.type === 'keyImage' ? 'imaging.panel.keyImageName' : 'imaging.panel.label')}
              placeholder={t('imaging.panel.labelHint')}
              maxLength={120}
              value={label ?? mark.label}
              onChange={(event) => setLabel(event.currentTarget.value)}
              onBlur={keep}
              onKeyDown={(event) => {
                if (event.key === 'Enter') keep()
                if (event.key === 'Escape') setLabel(null)
              }}
            />
          )}
          {mark.type === 'measurement' && anew && <OldScale measurement={mark} now={anew} onTake={readOnly || tone !== null ? null : () => takeOver(mark, anew)} />}
          {mark.type === 'measurement' && mark.statistics && <Statistics of={mark.statistics} isOnPlane={mark.plane !== null} />}
          {mark.type === 'measurement' && (LESION_SHAPES.has(mark.shape.type) || isUptake(mark)) && <LesionField caseId={caseId} studies={studies} measurement={mark} />}
          {mark.type === 'measurement' && isRoi(mark.shape.type) && (
            <RegionVolume caseId={caseId} region={mark} measurements={measurements} readOnly={readOnly} onContinue={onContinue} />
          )}
          {mark.type === 'measurement' && mark.shape.type === 'length' && !readOnly && tone === null && <CalibrationField caseId={caseId} studies={studies} line={mark} calibrate={calibrate} />}
          <MarkUses caseId={caseId} annotationId={mark.id} />
          <span className="t-micro t-3">{t('imaging.panel.by', { name: mark.authorName, when: format.instant(mark.changedAt) })}</span>
          <div className="i-mark-tools">
            <ToolButton label={t('imaging.panel.use')} icon={LinkProofIcon} keys="Enter" onClick={() => onUse(mark)}>
              {t('imaging.panel.use')}
            </ToolButton>
            <ToolButton label={t('imaging.panel.copy')} icon={CopyIcon} onClick={() => onCopy(mark)} />
            {mark.type === 'measurement' && !readOnly && (
              <>
                <ToolButton label={t(mark.hidden ? 'imaging.panel.showMark' : 'imaging.panel.hideMark', { name })} icon={mark.hidden ? LookIcon : HideIcon} onClick={() => onSet(mark, { hidden: !mark.hidden })} />
                <ToolButton label={t(mark.locked ? 'imaging.panel.unlock' : 'imaging.panel.lock', { name })} icon={mark.locked ? UnlockedIcon : LockedIcon} onClick={() => onSet(mark, { locked: !mark.locked })} />
              </>
            )}
            {!readOnly && <ToolButton label={t('imaging.panel.remove', { name })} icon={DeleteIcon} keys="Delete" onClick={() => onRemove(mark)} />}
          </div>
        </div>
      )}
    </li>
  )
}

/** All of them, and how many of those are not seen or cannot be moved: on slices and planes alike. */
function countWords(t: Translate, count: number, measurements: readonly Measurement[]): string {
  const [hidden, locked] = [measurements.filter((m) => m.hidden).length, measurements.filter((m) => m.locked).length]
  return [String(count), ...(hidden > 0 ? [t('imaging.hiddenMarks', { count: hidden })] : []), ...(locked > 0 ? [t('imaging.panel.lockedMarks', { count: locked })] : [])].join(' · ')
}

/** Where it lies, whose it is and what its number rests on. */
function WhereOf({ mark, place, isOthers, isOld }: { mark: ImageMark; place: string; isOthers: boolean; isOld: boolean }) {
  const t = useT()
  const words = [place, ...(isOthers ? [mark.authorName] : [])]
  if (mark.type === 'measurement') {
    if (mark.plane) words.push(t('imaging.panel.onPlane'))
    if (needsSpacing(mark.shape.type)) words.push(t(`imaging.source.${mark.spacingSource}`))
    if (mark.hidden) words.push(t('imaging.panel.hidden'))
    if (mark.locked) words.push(t('imaging.panel.locked'))
  }
  return (
    <span className="t-micro t-3 i-mark-where">
      {words.join(' · ')}
      {isOld && <span className="i-warn">{` · ${t('imaging.calibration.old')}`}</span>}
    </span>
  )
}

/** Shapes whose number a response criterion can read. */
const LESION_SHAPES: ReadonlySet<string> = new Set(['length', 'bidirectional'])

/** What the pixels inside a region say, in the image's own unit. */
function Statistics({ of: { mean, sd, min, max, pixels, unit }, isOnPlane }: { of: RoiStatistics; isOnPlane: boolean }) {
  const t = useT()
  const { decimal, number } = useFormat()
  const rows = [['mean', mean], ['sd', sd], ['min', min], ['max', max]] as const
  return (
    <dl className="i-statistics t-small">
      {rows.map(([word, value]) => (
        <div key={word}>
          <dt className="t-3">{t(`imaging.statistics.${word}`)}</dt>
          <dd>{`${decimal(value)} ${unit}`.trim()}</dd>
        </div>
      ))}
      <div>
        <dt className="t-3">{t(isOnPlane ? 'imaging.statistics.samples' : 'imaging.statistics.pixels')}</dt>
        <dd>{number(pixels)}</dd>
      </div>
    </dl>
  )
}
