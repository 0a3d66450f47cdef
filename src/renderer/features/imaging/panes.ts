// Which stack stands in which viewer. Pure: series in, choices out.
import { type ImageStack, type ImagingSeries, type ImagingStudy, type SeriesOfStudy, seriesKey } from '#shared/domain/imagingStudy.ts'

/** One line of the rail: a stack that can be opened. */
export interface StackEntry {
  study: ImagingStudy
  series: ImagingSeries
  stack: ImageStack
  /** Number of the stack when its series has several; null otherwise. */
  part: number | null
}

export function entriesOf(studies: readonly ImagingStudy[]): StackEntry[] {
  return studies.flatMap((study) =>
    study.series.flatMap((series) =>
      series.stacks.map((stack, n) => ({ study, series, stack, part: series.stacks.length > 1 ? n + 1 : null })),
    ),
  )
}

/** The series a stack belongs to, in its study. */
export function placeOf({ study, series }: Pick<StackEntry, 'study' | 'series'>): SeriesOfStudy {
  return { StudyInstanceUID: study.StudyInstanceUID, SeriesInstanceUID: series.SeriesInstanceUID }
}

export function entryKey(entry: StackEntry): string {
  return `${seriesKey(placeOf(entry))}/${entry.stack.stackId}`
}

/** Newest study first; a study without a date last. */
export function byDate(studies: readonly ImagingStudy[]): ImagingStudy[] {
  return [...studies].sort((a, b) => (b.studyDate ?? '').localeCompare(a.studyDate ?? ''))
}

/** How many pictures can be scrolled through: an object may hold many. */
export function imagesOf({ series, stack }: Pick<StackEntry, 'series' | 'stack'>): number {
  if (series.Modality === 'SM') return stack.SOPInstanceUIDs.length
  return series.frames > series.instances ? series.frames : stack.SOPInstanceUIDs.length
}

/** Objects of its series that are no pictures stand in no stack and keep none from being shown. */
export function isDisplayable({ stack }: Pick<StackEntry, 'stack'>): boolean {
  return stack.SOPInstanceUIDs.length > 0 && !stack.issues.includes('notDisplayable')
}

/** Pictures of function: read against the anatomy, so not opened before it. */
const FUNCTIONAL: readonly string[] = ['PT', 'NM']

/** What opens when nobody asked for anything: the newest study's largest displayable stack, anatomy before function. */
export function firstEntry(studies: readonly ImagingStudy[]): StackEntry | null {
  for (const study of byDate(studies)) {
    const [largest] = entriesOf([study])
      .filter(isDisplayable)
      .sort((a, b) => Number(isFunctional(a)) - Number(isFunctional(b)) || imagesOf(b) - imagesOf(a))
    if (largest) return largest
  }
  return null
}

const isFunctional = ({ series }: StackEntry) => FUNCTIONAL.includes(series.Modality)

/** The stack to stand beside this one: same modality and plane of another date, the nearest in number of slices. */
export function counterpart(of: StackEntry, studies: readonly ImagingStudy[]): StackEntry | null {
  const alike = entriesOf(byDate(studies))
    .filter(isDisplayable)
    .filter(
      (e) =>
        e.study.StudyInstanceUID !== of.study.StudyInstanceUID &&
        e.study.studyDate !== of.study.studyDate &&
        e.series.Modality === of.series.Modality &&
        e.stack.orientation === of.stack.orientation,
    )
  const distance = (e: StackEntry) => Math.abs(imagesOf(e) - imagesOf(of))
  return alike.sort((a, b) => distance(a) - distance(b))[0] ?? null
}

/** Earlier date left, later date right, as radiologists read. */
export function inTime(a: StackEntry, b: StackEntry): [StackEntry, StackEntry] {
  return (a.study.studyDate ?? '') <= (b.study.studyDate ?? '') ? [a, b] : [b, a]
}

export function entryOfInstance(entries: readonly StackEntry[], anchor: SeriesOfStudy & { SOPInstanceUID: string }): StackEntry | null {
  return entries.find((e) => seriesKey(placeOf(e)) === seriesKey(anchor) && e.stack.SOPInstanceUIDs.includes(anchor.SOPInstanceUID)) ?? null
}

/** @param open the key of a series; one of its UID alone, remembered by an earlier version, means a series only where one study carries it */
export function entryOfSeries(entries: readonly StackEntry[], open: string): StackEntry | null {
  const found = entries.filter((e) => isDisplayable(e) && (seriesKey(placeOf(e)) === open || e.series.SeriesInstanceUID === open))
  return new Set(found.map((e) => seriesKey(placeOf(e)))).size === 1 ? (found[0] ?? null) : null
}

/** What the radiologist calls it; the modality when the series has no words. */
export function seriesName({ series, part }: Pick<StackEntry, 'series' | 'part'>): string {
  const words = series.SeriesDescription.trim() || [series.Modality, series.SeriesNumber].filter((x) => x !== null).join(' ')
  return part === null ? words : `${words} (${part})`
}

export function seriesOf(studies: readonly ImagingStudy[], of: SeriesOfStudy): ImagingSeries | undefined {
  return studies.find(({ StudyInstanceUID }) => StudyInstanceUID === of.StudyInstanceUID)?.series.find(({ SeriesInstanceUID }) => SeriesInstanceUID === of.SeriesInstanceUID)
}
