// The dated happenings of a case, gathered from documents, studies and our own steps.
import type { z } from 'zod'
import type { CaseEvent } from '#shared/contract/workstation/cases.contract.ts'
import type { ImagingStudy } from '#shared/domain/imagingStudy.ts'
import type { ReviewCase } from '#shared/domain/reviewCase.ts'
import type { DocumentKind, SourceDocument } from '#shared/domain/sourceDocument.ts'
import type { CaseStep } from './caseStore.ts'

type Event = z.infer<typeof CaseEvent>

const LANES: Readonly<Partial<Record<DocumentKind, Event['lane']>>> = {
  pathology: 'pathology',
  imagingReport: 'imaging',
  medicationList: 'treatment',
  operationNote: 'treatment',
  rehabilitation: 'treatment',
  molecular: 'pathology',
  laboratory: 'laboratory',
  virology: 'laboratory',
  electrocardiogram: 'imaging',
  echocardiogram: 'imaging',
  angiography: 'imaging',
  psychology: 'distress',
  cognitiveTest: 'distress',
}

/** Oldest first. What states no date is not placed on the line: it is in the lists of documents and studies. */
export function gatherEvents(reviewCase: ReviewCase, documents: readonly SourceDocument[], studies: readonly ImagingStudy[], steps: readonly CaseStep[]): Event[] {
  const events: Event[] = [
    ...documents.flatMap(({ id, kind, name, documentDate }): Event[] =>
      documentDate === null ? [] : [{ ...nowhere, at: documentDate, lane: LANES[kind] ?? 'care', labelKey: `documentKind.${kind}`, title: name, documentId: id }],
    ),
    ...studies.flatMap(({ StudyInstanceUID, StudyDescription, studyDate, series }): Event[] => {
      if (studyDate === null) return []
      const title = StudyDescription || [...new Set(series.map(({ Modality }) => Modality))].join(', ')
      return [{ ...nowhere, at: studyDate, lane: 'imaging', labelKey: 'imaging', title, StudyInstanceUID }]
    }),
    ...steps.map(({ at, labelKey, title, actorName, documentId, StudyInstanceUID }): Event => ({
      ...nowhere,
      at,
      lane: 'own',
      labelKey,
      title,
      actorName,
      documentId: documentId ?? null,
      StudyInstanceUID: StudyInstanceUID ?? null,
    })),
  ]
  if (reviewCase.requestedOn) events.push({ ...nowhere, at: reviewCase.requestedOn, lane: 'care', labelKey: 'documentKind.request', title: reviewCase.condition })
  return events.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}

const nowhere = { documentId: null, StudyInstanceUID: null, actorName: null }
