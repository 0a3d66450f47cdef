// What can be put behind a sentence: marks of documents and images as proofs with the words people look for them by. Pure.
import type { Annotation } from '#shared/domain/annotation.ts'
import type { ImagingStudy } from '#shared/domain/imagingStudy.ts'
import type { Proof } from '#shared/domain/report.ts'
import type { SourceDocument } from '#shared/domain/sourceDocument.ts'
import { valueText } from '../../viewers/dicom/overlay/measurementText.ts'

export interface ProofOption {
  proof: Proof
  /** Second line: the quote, the note, the series. */
  detail: string
}

export interface ProofWords {
  place(name: string, page: number): string
  decimal(text: string): string
  area: string
}

const longestLabel = 160
const spoken = (name: string) => name.replace(/\.[a-z0-9]{1,5}$/iu, '').replace(/_+/gu, ' ').trim() || name

/** @returns null for an annotation whose source is not in the case: it could not be opened */
export function optionOf(annotation: Annotation, documents: readonly SourceDocument[], studies: readonly ImagingStudy[], words: ProofWords): ProofOption | null {
  if (annotation.type === 'highlight') {
    const source = documents.find(({ sha256 }) => sha256 === annotation.anchor.sha256)
    if (!source) return null
    const label = words.place(spoken(source.name), annotation.anchor.page).slice(0, longestLabel)
    return { proof: { annotationId: annotation.id, kind: 'passage', label, anchor: annotation.anchor }, detail: annotation.anchor.quote || annotation.note || words.area }
  }
  const study = studies.find(({ StudyInstanceUID }) => StudyInstanceUID === annotation.anchor.StudyInstanceUID)
  const series = study?.series.find(({ SeriesInstanceUID }) => SeriesInstanceUID === annotation.anchor.SeriesInstanceUID)
  if (!study || !series) return null
  const name = [series.Modality, series.SeriesDescription || study.StudyDescription].filter(Boolean).join(' ')
  const label = annotation.type === 'measurement' ? `${annotation.label} ${valueText(annotation, words.decimal)}` : `${annotation.label || series.Modality}, ${name}`
  return { proof: { annotationId: annotation.id, kind: annotation.type, label: label.trim().slice(0, longestLabel), anchor: annotation.anchor }, detail: [name, annotation.note].filter(Boolean).join(' · ') }
}

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase()

/** Options that hold every word; accents and case count for nothing. */
export function filterOptions(options: readonly ProofOption[], words: string): ProofOption[] {
  const wanted = fold(words).split(/\s+/u).filter(Boolean)
  return options.filter(({ proof, detail }) => {
    const text = fold(`${proof.label} ${detail}`)
    return wanted.every((word) => text.includes(word))
  })
}
