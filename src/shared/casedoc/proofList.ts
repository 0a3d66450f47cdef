// The numbered list of proofs of one report, filled while its text is read. The same mark cited twice has one number.
import { type Anchor, type Annotation, type MeasurementShape, visibleOn } from '../domain/annotation.ts'
import type { CanonicalProof } from '../domain/canonicalReport.ts'
import type { Proof } from '../domain/report.ts'
import type { ReportFacts } from '../domain/reportFacts.ts'
import { canonicalJson, type Json } from '../kit/canonicalJson.ts'

export interface ProofList {
  /** The proof's number; a new one for a proof that was not met before. */
  numberOf(proof: Proof): number
  list(): CanonicalProof[]
}

export function createProofList({ annotations, documents, studies }: ReportFacts): ProofList {
  const byId = new Map(annotations.map((annotation) => [annotation.id as string, annotation]))
  const numbers = new Map<string, number>()
  const proofs: CanonicalProof[] = []

  function sourceOf(anchor: Anchor): CanonicalProof['source'] {
    if (anchor.kind === 'passage') {
      const document = documents.find(({ sha256 }) => sha256 === anchor.sha256)
      return document ? { kind: document.kind, name: document.name, date: document.documentDate } : null
    }
    const study = studies.find(({ StudyInstanceUID }) => StudyInstanceUID === anchor.StudyInstanceUID)
    const series = study?.series.find(({ SeriesInstanceUID }) => SeriesInstanceUID === anchor.SeriesInstanceUID)
    if (!study || !series) return null
    return { kind: null, name: [series.Modality, series.SeriesDescription || study.StudyDescription].filter((part) => part !== '').join(' '), date: study.studyDate }
  }

  function numberOf(proof: Proof): number {
    const anchor = canonicalAnchor(proof)
    const key = `${proof.annotationId} ${canonicalJson(anchor as Json)}`
    const known = numbers.get(key)
    if (known !== undefined) return known
    const number = proofs.length + 1
    numbers.set(key, number)
    proofs.push({
      number,
      kind: proof.kind,
      label: proof.label,
      annotationId: proof.annotationId,
      anchor,
      source: sourceOf(proof.anchor),
      measurement: measurementOf(byId.get(proof.annotationId)),
      ...marksOn(proof),
    })
    return number
  }

  /** As the key image's presentation state draws them. */
  function marksOn({ kind, anchor }: Proof): Pick<CanonicalProof, 'marks'> {
    if (kind !== 'keyImage' || anchor.kind !== 'image') return {}
    const marks = visibleOn(annotations, anchor).flatMap((one) => measurementOf(one) ?? [])
    return marks.length > 0 ? { marks } : {}
  }

  return { numberOf, list: () => proofs }
}

function canonicalAnchor({ kind: proofKind, anchor }: Proof): CanonicalProof['anchor'] {
  if (anchor.kind === 'passage') {
    const { kind, documentId, sha256, page, rects, quote } = anchor
    return { kind, documentId, sha256, page, rects: rects.map(([a, b, c, d]) => [decimal(a), decimal(b), decimal(c), decimal(d)]), quote }
  }
  const { kind, StudyInstanceUID, SeriesInstanceUID, SOPInstanceUID, frame, FrameOfReferenceUID, view } = anchor
  return {
    kind, StudyInstanceUID, SeriesInstanceUID, SOPInstanceUID, frame, FrameOfReferenceUID,
    view: view && {
      windowCenter: decimal(view.windowCenter),
      windowWidth: decimal(view.windowWidth),
      zoom: decimal(view.zoom),
      centre: view.centre && point(view.centre),
      invert: view.invert,
      // A measurement is shown around itself; only a key image is shown as it was seen.
      ...(proofKind === 'keyImage' && view.fit !== undefined ? { fit: decimal(view.fit) } : {}),
      ...(proofKind === 'keyImage' && view.turn ? { turn: view.turn } : {}),
    },
  }
}

/** Provenance of the number: both ends on the frame and in the patient, where the millimetre comes from, who measured. */
function measurementOf(annotation: Annotation | undefined): CanonicalProof['measurement'] {
  if (annotation?.type !== 'measurement') return null
  const { shape, values, spacingSource, label, authorName, changedAt, plane } = annotation
  return {
    type: shape.type,
    values,
    unit: unitOf(shape.type, spacingSource === 'none'),
    spacingSource,
    pixels: shape.points.pixels.map(([column, row]) => [decimal(column), decimal(row)]),
    patient: shape.points.patient?.map(point) ?? null,
    label,
    author: authorName,
    changedAt,
    ...(plane ? { onPlane: true as const } : {}),
  }
}

function unitOf(type: MeasurementShape['type'], inPixels: boolean): NonNullable<CanonicalProof['measurement']>['unit'] {
  if (type === 'angle' || type === 'cobb') return 'deg'
  if (type === 'arrow' || type === 'text') return '1'
  const isArea = type !== 'length' && type !== 'bidirectional'
  return inPixels ? (isArea ? '{pixels}2' : '{pixels}') : isArea ? 'mm2' : 'mm'
}

function point([x, y, z]: readonly [number, number, number]): [string, string, string] {
  return [decimal(x), decimal(y), decimal(z)]
}

/** Four decimals (a tenth of a micrometre, far below any screen), no exponent, no trailing zeros, no minus zero. */
export function decimal(value: number): string {
  const text = value.toFixed(4).replace(/\.?0+$/, '')
  return text === '-0' ? '0' : text
}
