// One mark in the list: name, number, place; the chosen one with everything that can be done with it.
import { TextInput } from '@mantine/core'
import { memo, type RefObject, useEffect, useRef, useState } from 'react'
import type { Measurement, RoiStatistics } from '#shared/domain/annotation.ts'
import type { ImagingStudy } from '#shared/domain/imagingStudy.ts'
import type { Measured } from '#shared/domain/measuring.ts'
import { isRoi } from '#shared/domain/roi.ts'
import { isUptake } from '#shared/domain/suvTrend.ts'
import { MarkUses } from '../../app/case/MarkUses.tsx'
import { useMeasuredAnew } from '../../data/useMeasuredAnew.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { ToolButton } from '../../ui/ToolButton.tsx'
import { needsSpacing, valueText } from '../../viewers/dicom/overlay/measurementText.ts'
import { OldScale } from '../../viewers/marks/OldScale.tsx'
import { CalibrationField } from './CalibrationField.tsx'
import { CopyIcon, DeleteIcon, HideIcon, KeyImageIcon, LinkProofIcon, LockedIcon, LookIcon, UnlockedIcon } from './imagingIcons.ts'
import { LesionField } from './LesionField.tsx'
import type { ImageMark } from './marks.ts'
import { RegionVolume } from './RegionVolume.tsx'
import type { Marks } from './useMarks.ts'

interface MarkLineProps {
  caseId: string
  studies: readonly ImagingStudy[]
  mark: ImageMark
  placeOf(mark: ImageMark): string
  /** Colour of another person's mark; null = one's own. */
  tone: string | null
  /** The lines that are the scale of their image. */
  scales: readonly Measurement[]
  onShow(mark: ImageMark): void
  /** What can be done with the chosen one; null = it is not chosen. */
  open: MarkTools | null
}

/** What can be done with a mark from the list. */
export interface MarkVerbs {
  readOnly: boolean
  calibrate: Marks['calibrate']
  takeOver: Marks['takeOver']
  /** The same outline on the next slice. */
  onContinue(region: Measurement): void
  onRename(mark: ImageMark, label: string): void
  onSet(measurement: Measurement, change: { locked: boolean } | { hidden: boolean }): void
  onUse(mark: ImageMark): void
  onCopy(mark: ImageMark): void
  onRemove(mark: ImageMark): void
}

type MarkTools = MarkVerbs & { measurements: readonly Measurement[]; wasOnContinue: RefObject<boolean> }

/** Drawn again only when something of its own changes: a hundred of them stand beside a picture that is drawn on. */
export const MarkLine = memo(function MarkLine({ caseId, studies, mark, placeOf, tone, scales, onShow, open }: MarkLineProps) {
  const t = useT()
  const format = useFormat()
  const line = useRef<HTMLLIElement>(null)
  const selected = open !== null
  const name = mark.label || t('imaging.unnamed')
  const anew = useMeasuredAnew(caseId, studies, mark.type === 'measurement' ? mark : null, scales)
  useEffect(() => {
    if (selected && line.current) bringIntoList(line.current)
  }, [selected])
  return (
    <li ref={line} className="i-mark c-row" data-selected={selected}>
      <button type="button" className="i-mark-line" aria-current={selected ? 'true' : undefined} aria-label={t('imaging.panel.show', { name })} onClick={() => onShow(mark)}>
        <span className="i-mark-name">{tone && <span className="i-tone" style={{ background: tone }} aria-hidden />}{mark.type === 'keyImage' ? <KeyImageIcon size={15} aria-hidden /> : null} {name}</span>
        {mark.type === 'measurement' && <strong className="i-mark-value">{valueText(mark, format.decimal)}</strong>}
        <WhereOf mark={mark} place={placeOf(mark)} isOthers={tone !== null} isOld={anew !== null} />
      </button>
      {open && <MarkMore caseId={caseId} studies={studies} mark={mark} name={name} tone={tone} anew={anew} {...open} />}
    </li>
  )
})

type MarkMoreProps = Pick<MarkLineProps, 'caseId' | 'studies' | 'mark' | 'tone'> & MarkTools & { name: string; anew: Measured | null }

function MarkMore({ caseId, studies, measurements, wasOnContinue, mark, name, tone, anew, calibrate, takeOver, onContinue, readOnly, onRename, onSet, onUse, onCopy, onRemove }: MarkMoreProps) {
  const t = useT()
  const format = useFormat()
  const [label, setLabel] = useState<string | null>(null)
  function keep() {
    if (label !== null && label.trim() !== mark.label) onRename(mark, label.trim())
    setLabel(null)
  }
  return (
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
        <RegionVolume caseId={caseId} region={mark} measurements={measurements} readOnly={readOnly} onContinue={onContinue} wasOnContinue={wasOnContinue} />
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
  )
}

/** Within the list alone: the picture beside it, or above it in a narrow window, never moves. */
function bringIntoList(line: HTMLElement): void {
  const list = line.closest('.i-panel')
  if (!list) return
  const [frame, own] = [list.getBoundingClientRect(), line.getBoundingClientRect()]
  if (own.top < frame.top) list.scrollTop += own.top - frame.top
  else if (own.bottom > frame.bottom) list.scrollTop += Math.min(own.bottom - frame.bottom, own.top - frame.top)
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
