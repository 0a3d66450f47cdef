// Hanging protocols: which stack of which date stands in which viewer. Data and pure choice; knows no screen.
import { z } from 'zod'
import type { ImageStack, ImagingSeries, ImagingStudy } from './imagingStudy.ts'

const Orientation = z.enum(['axial', 'sagittal', 'coronal', 'oblique'])

/** What one viewer asks for; null = does not matter. */
export const HangingCell = z.object({
  /** 'newest': the latest study with such a stack; 'before': the one before it. */
  date: z.enum(['newest', 'before']),
  Modality: z.string().max(16).nullable(),
  orientation: Orientation.nullable(),
  /** Any of these words in the series' description, apart from case and accents. */
  words: z.array(z.string().min(1).max(60)).max(12),
  /** Side and view of a mammogram. */
  Laterality: z.enum(['L', 'R']).nullable(),
  ViewPosition: z.string().max(16).nullable(),
  /** Window by name (CT only); null = as recorded. */
  preset: z.enum(['softTissue', 'lung', 'bone', 'brain', 'liver']).nullable(),
})
export type HangingCell = z.infer<typeof HangingCell>

export const HangingProtocol = z.object({
  id: z.string().min(1).max(60),
  /** As its owner named it; empty = a shipped one, named by its id. */
  name: z.string().max(80),
  Modality: z.string().max(16),
  /** Any of these in BodyPartExamined or the descriptions; none = every part. */
  bodyParts: z.array(z.string().min(1).max(40)).max(12),
  rows: z.number().int().min(1).max(3),
  columns: z.number().int().min(1).max(4),
  cells: z.array(HangingCell).min(1).max(12),
  linked: z.boolean(),
})
export type HangingProtocol = z.infer<typeof HangingProtocol>

const any: HangingCell = { date: 'newest', Modality: null, orientation: null, words: [], Laterality: null, ViewPosition: null, preset: null }
const cell = (change: Partial<HangingCell>): HangingCell => ({ ...any, ...change })
const of = (id: string, Modality: string, bodyParts: string[], rows: number, columns: number, cells: HangingCell[], linked = false): HangingProtocol => ({ id, name: '', Modality, bodyParts, rows, columns, cells, linked })

const CT = 'CT'
const MR = 'MR'
const view = (Laterality: 'L' | 'R', ViewPosition: string, date: HangingCell['date'] = 'newest') => cell({ Modality: 'MG', Laterality, ViewPosition, date })

/** What is shipped; a reader's own protocol with the same id stands in its place. */
export const SHIPPED_PROTOCOLS: readonly HangingProtocol[] = [
  of('ctLungSoft', CT, ['CHEST', 'THORAX', 'TORAX', 'LUNG', 'PULMON'], 1, 2, [cell({ Modality: CT, orientation: 'axial', preset: 'lung' }), cell({ Modality: CT, orientation: 'axial', preset: 'softTissue' })], true),
  of('ctTwoDates', CT, [], 1, 2, [cell({ Modality: CT, date: 'before', orientation: 'axial' }), cell({ Modality: CT, orientation: 'axial' })], true),
  of('ctHead', CT, ['HEAD', 'BRAIN', 'CABEZA', 'CRANEO'], 1, 2, [cell({ Modality: CT, orientation: 'axial', preset: 'brain' }), cell({ Modality: CT, orientation: 'axial', preset: 'bone' })], true),
  of('mrBrain', MR, ['BRAIN', 'HEAD', 'CEREBRO', 'CABEZA'], 2, 2, [
    cell({ Modality: MR, words: ['FLAIR'] }), cell({ Modality: MR, words: ['DWI', 'ADC', 'diffusion', 'difusion'] }), cell({ Modality: MR, words: ['T2'] }), cell({ Modality: MR, words: ['T1+C', 'GD', 'contrast', 'contraste', 'T1'] }),
  ]),
  of('mrTwoDates', MR, [], 1, 2, [cell({ Modality: MR, date: 'before' }), cell({ Modality: MR })], true),
  of('mrPlanes', MR, [], 1, 3, [cell({ Modality: MR, orientation: 'axial' }), cell({ Modality: MR, orientation: 'sagittal' }), cell({ Modality: MR, orientation: 'coronal' })]),
  of('petCt', 'PT', [], 1, 2, [cell({ Modality: CT, orientation: 'axial' }), cell({ Modality: 'PT', orientation: 'axial' })], true),
  of('mammography', 'MG', [], 2, 2, [view('R', 'CC'), view('L', 'CC'), view('R', 'MLO'), view('L', 'MLO')]),
  of('mammographyTwoDates', 'MG', [], 2, 4, [
    view('R', 'CC', 'before'), view('L', 'CC', 'before'), view('R', 'CC'), view('L', 'CC'), view('R', 'MLO', 'before'), view('L', 'MLO', 'before'), view('R', 'MLO'), view('L', 'MLO'),
  ]),
  of('angiography', 'XA', [], 2, 2, [cell({ Modality: 'XA' }), cell({ Modality: 'XA' }), cell({ Modality: 'XA' }), cell({ Modality: 'XA' })]),
]

/** Shipped protocols with a reader's changes in their place, then the reader's own. */
export function allProtocols(own: readonly HangingProtocol[]): HangingProtocol[] {
  const changed = new Map(own.map((protocol) => [protocol.id, protocol]))
  const shipped = SHIPPED_PROTOCOLS.map((protocol) => changed.get(protocol.id) ?? protocol)
  return [...shipped, ...own.filter(({ id }) => !SHIPPED_PROTOCOLS.some((protocol) => protocol.id === id))]
}

/** A stack that could be hung. */
export interface HangingStack {
  study: ImagingStudy
  series: ImagingSeries
  stack: ImageStack
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase()

function partWords({ study, series }: HangingStack): string {
  return plain([series.BodyPartExamined ?? '', series.SeriesDescription, study.StudyDescription].join(' '))
}

/** Protocols that fit this stack: those for its part of the body first. */
export function fittingProtocols(protocols: readonly HangingProtocol[], to: HangingStack): HangingProtocol[] {
  const words = partWords(to)
  const fits = protocols.filter(({ Modality, bodyParts }) => Modality === to.series.Modality && (bodyParts.length === 0 || bodyParts.some((part) => words.includes(plain(part)))))
  return fits.sort((a, b) => Number(b.bodyParts.length > 0) - Number(a.bodyParts.length > 0))
}

/** Under which a choice is remembered: modality and part of the body as stated. */
export function hangingKey({ series }: Pick<HangingStack, 'series'>): string {
  return `${series.Modality}/${plain(series.BodyPartExamined?.trim() ?? '')}`
}

/**
 * One stack per viewer, or null where the case holds none such: never another in its place.
 * @param stacks all that can be shown, in the order of the list
 */
export function hang(protocol: HangingProtocol, stacks: readonly HangingStack[]): (HangingStack | null)[] {
  const used = new Set<ImageStack>()
  const count = protocol.rows * protocol.columns
  return Array.from({ length: count }, (_, n) => {
    const wanted = protocol.cells[n]
    const found = wanted ? choose(wanted, protocol, stacks, used) : null
    if (found && distinct(protocol, wanted)) used.add(found.stack)
    return found
  })
}

/** Two viewers with other windows of one stack show it twice; otherwise a stack stands once. */
function distinct(protocol: HangingProtocol, wanted: HangingCell | undefined): boolean {
  const bare = (one: HangingCell) => JSON.stringify({ ...one, preset: null })
  return !wanted || protocol.cells.every((other) => other === wanted || bare(other) !== bare(wanted) || other.preset === wanted.preset)
}

function choose(wanted: HangingCell, protocol: HangingProtocol, stacks: readonly HangingStack[], used: ReadonlySet<ImageStack>): HangingStack | null {
  const alike = stacks.filter((one) => matches(wanted, one))
  const dates = [...new Set(alike.map(({ study }) => study.studyDate ?? ''))].sort().reverse()
  // The date before: of the newest such date that the same protocol shows as newest.
  const date = dates[wanted.date === 'newest' ? 0 : 1]
  const ofDate = alike.filter(({ study, stack }) => (study.studyDate ?? '') === date && !used.has(stack))
  const rank = (one: HangingStack) => (wordRank(wanted, one) + 1) * 100_000 - Math.min(99_999, one.stack.SOPInstanceUIDs.length) + (protocol.Modality === one.series.Modality ? 0 : 1)
  return [...ofDate].sort((a, b) => rank(a) - rank(b))[0] ?? null
}

function matches(wanted: HangingCell, one: HangingStack): boolean {
  const { series, stack } = one
  if (wanted.Modality !== null && wanted.Modality !== series.Modality) return false
  if (wanted.orientation !== null && wanted.orientation !== stack.orientation) return false
  if (wanted.Laterality !== null && wanted.Laterality !== (stack.Laterality ?? null)) return false
  if (wanted.ViewPosition !== null && wanted.ViewPosition !== (stack.ViewPosition ?? null)) return false
  return wanted.words.length === 0 || wordRank(wanted, one) < wanted.words.length
}

/** Place of the first word that is found; words stand in order of preference. */
function wordRank({ words }: HangingCell, { series }: HangingStack): number {
  const text = plain(series.SeriesDescription)
  const at = words.findIndex((word) => text.includes(plain(word)))
  return at < 0 ? words.length : at
}
