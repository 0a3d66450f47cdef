// A proof in words: its values, where it is and when. Draws nothing, so that what writes no PDF does not load what does.
import type { CanonicalProof } from '#shared/domain/canonicalReport.ts'
import { formatDate, formatDecimal, withUnit } from '#shared/domain/localFormat.ts'
import type { Language } from '#shared/domain/reviewCase.ts'
import type { PrintWords } from './words.ts'

/** e.g. "38,0 × 29,0 mm". */
export function valuesOf(measurement: NonNullable<CanonicalProof['measurement']>, words: PrintWords, language: Language): string {
  const numbers = measurement.values.map((value) => formatDecimal(value, language)).join('\u00A0×\u00A0')
  switch (measurement.unit) {
    case 'mm':
      return withUnit(numbers, 'mm', language)
    case 'mm2':
      return `${numbers}\u00A0mm\u00B2`
    case 'deg':
      return `${numbers}\u00B0`
    case '1':
      return measurement.label
    case '{pixels}':
    case '{pixels}2':
      return `${numbers}\u00A0px${measurement.unit === '{pixels}' ? '' : '\u00B2'}, ${words.notCalibrated}`
  }
}

/** Place and date in the words of the list of proofs; a document by its kind, its file's name behind. */
export function placeOf(proof: CanonicalProof, words: PrintWords, language: Language): string {
  const kind = kindOf(proof, words)
  return [...shortPlace(proof, words, language), ...(kind === null ? [] : [proof.source?.name ?? '']), ...(proof.measurement?.onPlane ? [words.onPlane] : [])].join(', ')
}

/** Document's kind or series, date, page: what fits under a thumbnail. */
export function shortPlace(proof: CanonicalProof, words: PrintWords, language: Language): string[] {
  const date = proof.source?.date ? [formatDate(proof.source.date, language)] : []
  const page = proof.anchor.kind === 'passage' ? [`${words.pageShort}\u00A0${proof.anchor.page}`] : []
  return [kindOf(proof, words) ?? proof.source?.name ?? words.sourceNotInCase, ...date, ...page]
}

function kindOf({ source }: CanonicalProof, words: PrintWords): string | null {
  if (!source || source.kind === null) return null
  return words.documentKind[source.kind as keyof PrintWords['documentKind']] ?? source.kind
}

/** Caption under a thumbnail, and the words a screen reader gets: what, where, when. */
export function altOf(proof: CanonicalProof, words: PrintWords, language: Language): string {
  const content = proof.anchor.kind === 'passage' ? `“${proof.anchor.quote}”` : proof.measurement ? valuesOf(proof.measurement, words, language) : proof.label
  return `${proof.number}. ${proof.label}. ${placeOf(proof, words, language)}. ${content}`
}
