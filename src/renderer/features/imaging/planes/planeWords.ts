// What stands in the corners of a plane: name, position, window or scale, thickness, what limits it.
import type { Vector3 } from '#shared/domain/vector.ts'
import { valueAtPoint } from '#shared/domain/reslice.ts'
import type { Format } from '../../../i18n/format.ts'
import type { Translate } from '../../../i18n/useT.ts'
import { isOblique, normalOfPlane, type PlaneName } from '../../../viewers/dicom/volume/planes.ts'
import type { PlaneTexts } from '../../../viewers/dicom/volume/PlaneViewport.tsx'
import type { VolumeSource } from '../../../viewers/dicom/volume/volumeSource.ts'
import type { Window } from '#shared/domain/windowing.ts'
import type { ValueScale } from './fusion.ts'
import type { PlanesState } from './planesState.ts'

export interface PlaneFacts {
  state: PlanesState
  source: VolumeSource
  scale: ValueScale
  window: Window | null
  title: readonly [string, string]
  progress: { loaded: number; failed: number; count: number }
  over: { source: VolumeSource; scale: ValueScale; title: string; progress: { loaded: number; count: number }; isShifted: boolean; sharesSpace: boolean } | null
  probe: Vector3 | null
  /** Marks of this plane that somebody hid. */
  hiddenMarks: number
}

export function textsOfPlane(t: Translate, format: Format, plane: PlaneName, facts: PlaneFacts): PlaneTexts {
  const { state, title, over, hiddenMarks } = facts
  return {
    topLeft: [title[0], title[1], ...(over ? [`+ ${over.title}`] : [])],
    topRight: [t(`planes.name.${plane}`), positionWords(t, format, plane, facts)],
    bottomLeft: [[...probeWords(format, facts), hiddenMarks > 0 ? t('imaging.hiddenMarks', { count: hiddenMarks }) : ''].filter(Boolean).join(' · '), windowWords(t, format, facts)].filter(Boolean),
    bottomRight: state.slab.mm > 0 ? [t('planes.slabOf', { mode: t(`planes.mode.${state.slab.mode}`), mm: state.slab.mm })] : [],
    warnings: warningWords(t, facts),
  }
}

/** The coordinate across the plane while the plane keeps to an axis of the patient; else that it is oblique. */
function positionWords(t: Translate, format: Format, plane: PlaneName, { state, source }: PlaneFacts): string {
  if (isOblique(state.planes, source.volume.grid)) return t('planes.oblique')
  const normal = normalOfPlane(state.planes[plane])
  const axis = normal.findIndex((part) => Math.abs(part) > 0.9999)
  if (axis < 0) return t('planes.oblique')
  return `${'xyz'[axis]} ${format.number(state.centre[axis as 0 | 1 | 2], 1)}\u00a0mm`
}

function probeWords(format: Format, { probe, source, scale, over, state }: PlaneFacts): string[] {
  if (!probe) return []
  const say = (of: VolumeSource, by: ValueScale, at: Vector3) => {
    const value = valueAtPoint(of.volume, at)
    if (value === null) return null
    const shown = value * by.factor
    return `${format.number(shown, by.isSuv || Math.abs(shown) < 10 ? 2 : 0)}\u00a0${by.unit}`
  }
  const own = say(source, scale, probe)
  const shift = state.fusion?.shift ?? [0, 0, 0]
  const second = over && say(over.source, over.scale, [probe[0] - shift[0], probe[1] - shift[1], probe[2] - shift[2]])
  return [[own, second].filter((words) => words !== null).join(' · ')]
}

function windowWords(t: Translate, format: Format, { window, scale, state }: PlaneFacts): string {
  if (!window) return ''
  const [low, high] = [(window.center - window.width / 2) * scale.factor, (window.center + window.width / 2) * scale.factor]
  if (scale.isSuv) return `${format.number(low, 1)}–${format.number(high, 1)} ${scale.unit}${state.invert ? ` · ${t('imaging.inverted')}` : ''}`
  const digits = window.width < 20 ? 2 : 0
  return `${t('imaging.windowLevel', { width: format.number(window.width, digits), level: format.number(window.center, digits) })}${state.invert ? ` · ${t('imaging.inverted')}` : ''}`
}

/** Nothing crooked in silence: every limit of the volume is said on every plane (H4, H5, H9, H16). */
function warningWords(t: Translate, { source, progress, over }: PlaneFacts): string[] {
  const uptake = [source, ...(over ? [over.source] : [])].flatMap(({ suv }) => (suv && 'refusal' in suv ? [suvWords(t, suv.refusal)] : []))
  return [
    ...(progress.loaded + progress.failed < progress.count ? [t('planes.preview', { loaded: progress.loaded, count: progress.count })] : []),
    ...(progress.failed > 0 ? [t('planes.failed', { count: progress.failed })] : []),
    ...source.volume.grid.limits.map((limit) => t(`planes.limit.${limit}`)),
    ...(over?.isShifted ? [t('planes.shifted')] : []),
    ...(over && !over.sharesSpace && !over.isShifted ? [t('planes.otherSpace')] : []),
    ...uptake,
    ...(source.frames[0]?.instance.LossyImageCompression === '01' ? [t('imaging.lossy')] : []),
  ]
}

export function suvWords(t: Translate, refusal: { code: string; fields?: string[] }): string {
  return t('planes.noSuv', { reason: refusal.fields ? `${t(`planes.suv.${refusal.code}`)} ${refusal.fields.join(', ')}` : t(`planes.suv.${refusal.code}`) })
}

