// What a study says of itself, from all of its objects: what they agree on, and the dates on which they do not. The same on every machine, whatever the order they came in. Pure.
import type { DicomObject } from './dicom/readHeader.ts'

type StudyHeader = DicomObject['study']

export interface StudyFacts extends Omit<StudyHeader, 'StudyInstanceUID'> {
  /** The dates that its objects state, sorted, when there are several: then `studyDate` is null until a person says which one holds. */
  studyDates?: string[]
}

/** @param decided the date that a person said holds; counts only while an object states it and another contradicts it */
export function studyFacts(headers: readonly StudyHeader[], decided: string | null): StudyFacts {
  const dates = [...new Set(headers.flatMap(({ studyDate }) => studyDate ?? []))].sort()
  const isUnsure = dates.length > 1
  const studyDate = isUnsure ? (dates.find((date) => date === decided) ?? null) : (dates[0] ?? null)
  const ofDay = headers.filter((header) => header.studyDate === studyDate)
  const said = (name: 'StudyDescription' | 'AccessionNumber' | 'InstitutionName') => mostSaid(headers.map((header) => header[name]))
  return {
    StudyDescription: said('StudyDescription') ?? '',
    studyDate,
    studyTime: isUnsure && studyDate === null ? null : (ofDay.flatMap(({ studyTime }) => studyTime ?? []).sort()[0] ?? null),
    AccessionNumber: said('AccessionNumber'),
    InstitutionName: said('InstitutionName'),
    ...(isUnsure ? { studyDates: dates } : {}),
  }
}

/** What most of them say; of two said equally often the first in the alphabet. */
function mostSaid(values: readonly (string | null)[]): string | null {
  const counts = new Map<string, number>()
  for (const value of values) if (value) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))[0]?.[0] ?? null
}
