// Texts and marks that belong to the shown slice: corners, patient letters at the edges, scale bar, warnings (look note §5).
import type { ImagingInstance } from '#shared/domain/imagingStudy.ts'
import { displaySpacing, spacingAttributes, type UserCalibration } from '#shared/domain/measuring.ts'
import { edgeLetters, edgeLettersOfDirections, planeOf } from '#shared/domain/orientation.ts'
import type { CornerFact } from '#shared/domain/readingPreferences.ts'
import { suvFactor } from '#shared/domain/suvScale.ts'
import { isPosition, isValidOrientation } from '#shared/domain/vector.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/useT.ts'
import type { Probe, ViewportSnapshot } from '../viewportState.ts'
import { Corner } from './Corner.tsx'
import { barWords, scaleBar } from './scaleBar.ts'

interface CornerTextsProps {
  snapshot: ViewportSnapshot
  modality: string
  calibration: UserCalibration | null
  /** Two short lines: time point, series. */
  title: readonly [string, string]
  hideText: boolean
  /** Measurements of this slice that are not drawn. */
  hiddenMarks: number
  /** Under the pointer. */
  probe: Probe | null
  facts: ReadonlySet<CornerFact>
}

export function CornerTexts({ snapshot, modality, calibration, title, hideText, hiddenMarks, probe, facts }: CornerTextsProps) {
  const { shown, index, frames, size, failure } = snapshot
  const t = useT()
  const format = useFormat()
  const instance = shown === null ? undefined : frames[shown]?.instance
  const loading = shown !== index
  const place = placeTexts(t, format, snapshot, instance, facts)
  return (
    <>
      {!hideText && (
        <>
          {facts.has('series') && <Corner x={12} y={22} anchor="start" lines={[title[0], title[1]]} strong beside={{ lines: place, width: size.width }} />}
          <Corner x={size.width - 12} y={22} anchor="end" lines={place} />
          <Corner x={12} y={size.height - 32} anchor="start" lines={windowTexts(t, format.number, snapshot, modality, instance, failure ? null : probe, hiddenMarks, facts)} />
          {facts.has('zoom') && <Corner x={size.width - 12} y={size.height - 14} anchor="end" lines={[t('imaging.zoom', { percent: format.number(snapshot.camera.scale * 100) })]} />}
        </>
      )}
      {instance && !failure && <EdgeLetterTexts instance={instance} snapshot={snapshot} />}
      {instance && !failure && <ScaleBar instance={instance} snapshot={snapshot} modality={modality} calibration={calibration} />}
      <Corner
        x={size.width / 2}
        // Below the title: in a narrow viewer both would stand on one line.
        y={hideText || !facts.has('series') ? 40 : 60}
        anchor="middle"
        tone="warn"
        lines={[...(instance ? warningTexts(t, format.number, instance, snapshot) : []), ...(loading && shown !== null ? [t('imaging.readingSlice', { n: index + 1 })] : [])]}
      />
    </>
  )
}

type T = ReturnType<typeof useT>

const UNTURNED = { rotationDegrees: 0, flipHorizontal: false, flipVertical: false }

function sliceText(t: T, { shown, index, frames }: ViewportSnapshot): string {
  const slide = frames[shown ?? index]?.slide
  if (slide) return t('imaging.slide.level', { n: slide.level, count: slide.levels })
  return frames.length > 0 ? t('imaging.sliceOf', { n: (shown ?? index) + 1, count: frames.length }) : ''
}

function placeTexts(t: T, { decimal, number }: Pick<ReturnType<typeof useFormat>, 'decimal' | 'number'>, snapshot: ViewportSnapshot, instance: ImagingInstance | undefined, facts: ReadonlySet<CornerFact>): string[] {
  const thickness = instance?.SliceThickness
  if (instance?.slide) return [facts.has('slice') ? sliceText(t, snapshot) : '', facts.has('position') ? t('imaging.slide.matrix', { columns: number(instance.Columns), rows: number(instance.Rows) }) : ''].filter(Boolean)
  return [
    [facts.has('slice') ? sliceText(t, snapshot) : '', snapshot.isPlaying ? rateText(t, number, snapshot) : ''].filter(Boolean).join(' · '),
    facts.has('position') && instance ? positionText(t, decimal, instance) : '',
    facts.has('thickness') && instance ? (thickness ? t('imaging.thickness', { mm: decimal(String(thickness)) }) : t('imaging.noThickness')) : '',
  ].filter(Boolean)
}

/** How fast it plays, as it was recorded or as the reader set it. */
export function rateText(t: T, number: (n: number, digits?: number) => string, { framesPerSecond }: Pick<ViewportSnapshot, 'framesPerSecond'>): string {
  return t('imaging.rate', { rate: number(framesPerSecond, framesPerSecond % 1 ? 1 : 0) })
}

/** Coordinate across the slice plane, from the position of its first pixel. */
function positionText(t: T, decimal: (text: string) => string, instance: ImagingInstance): string {
  const { ImagePositionPatient: position, ImageOrientationPatient: orientation } = instance
  if (!isPosition(position) || !isValidOrientation(orientation)) return t('imaging.noPosition')
  const axis = { axial: 2, sagittal: 0, coronal: 1, oblique: null }[planeOf(orientation)]
  if (axis === null) return t('imaging.oblique')
  return `${'xyz'[axis]} ${decimal((position[axis] as number).toFixed(1))} mm`
}

function windowTexts(
  t: T,
  number: (n: number, digits?: number) => string,
  snapshot: ViewportSnapshot,
  modality: string,
  instance: ImagingInstance | undefined,
  probe: Probe | null,
  hiddenMarks: number,
  facts: ReadonlySet<CornerFact>,
): string[] {
  const { window, windowOrigin, invert, isColour, suv } = snapshot
  if (isColour) return ['', t('imaging.colour')]
  if (!window) return []
  const factor = suvFactor(suv)
  const digits = window.width < 20 ? 2 : 0
  const unit = modality === 'CT' && (instance?.RescaleType ?? 'HU') === 'HU' ? 'HU' : ''
  const first = [
    probe && facts.has('value') ? valueWords(t, number, probe.value, factor, unit) : '',
    probe && facts.has('raw') ? t('imaging.rawValue', { value: number(probe.stored, Number.isInteger(probe.stored) ? 0 : 3) }) : '',
    hiddenMarks > 0 ? t('imaging.hiddenMarks', { count: hiddenMarks }) : '',
  ]
  const second = [
    factor === null
      ? t('imaging.windowLevel', { width: number(window.width, digits), level: number(window.center, digits) })
      : `${number((window.center - window.width / 2) * factor, 1)}–${number((window.center + window.width / 2) * factor, 1)}\u00a0SUVbw`,
    windowOrigin === 'automatic' ? t('imaging.automatic') : '',
    invert ? t('imaging.inverted') : '',
  ]
  return [first.filter(Boolean).join(' · '), (facts.has('window') ? second : second.slice(1)).filter(Boolean).join(' · ')]
}

function valueWords(t: T, number: (n: number, digits?: number) => string, value: number, factor: number | null, unit: string): string {
  if (factor !== null) return t('imaging.probe', { value: number(value * factor, 2), unit: 'SUVbw' })
  return t('imaging.probe', { value: number(value, Math.abs(value) < 10 && !Number.isInteger(value) ? 2 : 0), unit })
}

function warningTexts(t: T, number: (n: number, digits?: number) => string, instance: ImagingInstance, { camera, suv, shown, frames }: ViewportSnapshot): string[] {
  const lossy = instance.LossyImageCompression === '01'
  const ratio = instance.LossyImageCompressionRatio
  const slide = shown === null ? undefined : frames[shown]?.slide
  const finer = slide?.finer?.slide
  return [
    lossy ? (ratio ? t('imaging.lossyRatio', { ratio: number(ratio, ratio < 10 ? 1 : 0) }) : t('imaging.lossy')) : '',
    camera.flipHorizontal !== camera.flipVertical ? t('imaging.flipped') : '',
    finer ? t('imaging.slide.finer', { columns: number(finer.TotalPixelMatrixColumns), rows: number(finer.TotalPixelMatrixRows) }) : '',
    slide?.hasMoreLayers ? t('imaging.slide.layers') : '',
    // A slide lies in no direction of the patient.
    slide || isValidOrientation(instance.ImageOrientationPatient) || edgeLettersOfDirections(instance.PatientOrientation, UNTURNED) ? '' : t('imaging.noOrientation'),
    suv && 'refusal' in suv ? t('planes.noSuv', { reason: [t(`planes.suv.${suv.refusal.code}`), ...(suv.refusal.fields ? [suv.refusal.fields.join(', ')] : [])].join(' ') }) : '',
  ].filter(Boolean)
}

function EdgeLetterTexts({ instance, snapshot: { camera, size } }: { instance: ImagingInstance; snapshot: ViewportSnapshot }) {
  const view = { rotationDegrees: camera.rotation, flipHorizontal: camera.flipHorizontal, flipVertical: camera.flipVertical }
  const inSpace = edgeLetters(instance.ImageOrientationPatient, view)
  const letters = 'refusal' in inSpace ? edgeLettersOfDirections(instance.PatientOrientation, view) : inSpace
  if (!letters) return null
  return (
    <g data-letters={`${letters.left} ${letters.right} ${letters.top} ${letters.bottom}`}>
      <Corner x={12} y={size.height / 2 + 5} anchor="start" lines={[letters.left]} strong />
      <Corner x={size.width - 12} y={size.height / 2 + 5} anchor="end" lines={[letters.right]} strong />
      <Corner x={size.width / 2} y={20} anchor="middle" lines={[letters.top]} strong />
      <Corner x={size.width / 2} y={size.height - 12} anchor="middle" lines={[letters.bottom]} strong />
    </g>
  )
}

/** Drawn only to a known spacing; a spacing that is not the patient's own says where it comes from. */
function ScaleBar({ instance, snapshot: { camera, size }, modality, calibration }: { instance: ImagingInstance; snapshot: ViewportSnapshot; modality: string; calibration: UserCalibration | null }) {
  const t = useT()
  const spacing = displaySpacing(spacingAttributes(instance, modality, calibration))
  if (!spacing) return <Corner x={size.width - 12} y={size.height - 32} anchor="end" lines={[t('imaging.notCalibrated')]} tone="warn" />
  // The bar stands upright: image columns run along it only when the picture is turned by a quarter.
  const cssPerMm = camera.scale / spacing.columns
  const bar = scaleBar(cssPerMm, size.height * 0.3)
  if (!bar) return null
  const x = size.width - 16
  const y = size.height / 2 + 28
  return (
    <g className="d-scale">
      <title>{t('imaging.scaleBar', { length: barWords(bar.mm) })}</title>
      {(['d-core', 'd-line'] as const).map((layer) => (
        <path key={layer} className={layer} d={`M${x - 6} ${y}h6v${bar.length}h-6`} />
      ))}
      <Corner
        x={x - 10}
        y={y + bar.length / 2 + 4}
        anchor="end"
        lines={[barWords(bar.mm), spacing.source === 'pixelSpacing' ? '' : t(`imaging.sourceShort.${spacing.source}`)].filter(Boolean)}
      />
    </g>
  )
}
