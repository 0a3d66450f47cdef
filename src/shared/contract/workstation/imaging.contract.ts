import { z } from 'zod'
import { CaseId, DicomUid, Sha256 } from '../../kit/ids.ts'
import { DicomElements } from '../../domain/dicomElement.ts'
import { ExportedObject, ImagingInstance, ImagingStudy, SeriesOfStudy } from '../../domain/imagingStudy.ts'
import { ImagePresentation } from '../../domain/presentation.ts'
import { ReadableObject } from '../../domain/readableObject.ts'
import { StructureSet } from '../../domain/structures.ts'
import { StudyQuality } from '../../domain/studyQuality.ts'
import { pick } from '../errors.ts'
import { teamProcedure } from '../procedure.ts'

const seriesInput = SeriesOfStudy.extend({ caseId: CaseId })

export const imagingContract = {
  studies: teamProcedure(null).input(z.object({ caseId: CaseId })).output(z.array(ImagingStudy)),
  /** What is wrong with each study that came from outside; studies without findings have no series here. */
  quality: teamProcedure(null).input(z.object({ caseId: CaseId })).output(z.array(StudyQuality)),
  /** All instances of a series with the attributes a viewer needs; pixels come over the content channel. */
  series: teamProcedure('study.viewed')
    .errors(pick('STUDY_NOT_FOUND'))
    .input(seriesInput)
    .output(z.object({ instances: z.array(ImagingInstance) })),
  /** The same, read before anybody walks there: it does not say that a person looked at the series. Whoever shows it asks `series`. */
  ahead: teamProcedure(null)
    .errors(pick('STUDY_NOT_FOUND'))
    .input(seriesInput)
    .output(z.object({ instances: z.array(ImagingInstance) })),
  /** Lookup tables and overlays of those images of a series that carry any. */
  presentations: teamProcedure(null)
    .errors(pick('STUDY_NOT_FOUND'))
    .input(seriesInput)
    .output(z.array(ImagePresentation)),
  /** Reports, key object selections, presentation states and waveforms of a series; `unreadable` counts those that could not be read. */
  objects: teamProcedure('study.viewed')
    .errors(pick('STUDY_NOT_FOUND'))
    .input(seriesInput)
    .output(z.object({ objects: z.array(ReadableObject), unreadable: z.number().int() })),
  /** The header of one object, verbatim. */
  elements: teamProcedure('study.viewed')
    .errors(pick('STUDY_NOT_FOUND', 'DOCUMENT_UNREADABLE'))
    .input(seriesInput.extend({ SOPInstanceUID: DicomUid }))
    .output(DicomElements),
  /** Outlines of the structure sets or segmentations in a series; `unreadable` counts those that could not be read as a whole. */
  structures: teamProcedure('study.viewed')
    .errors(pick('STUDY_NOT_FOUND'))
    .input(seriesInput)
    .output(z.object({ sets: z.array(StructureSet), unreadable: z.number().int() })),
  /** One object's file as it was received, for a program that can read what cannot be shown here; the bytes come over the content channel. */
  exportFile: teamProcedure('imaging.fileExported')
    .errors(pick('STUDY_NOT_FOUND'))
    .input(z.object({ caseId: CaseId, SOPInstanceUID: DicomUid }))
    .output(z.object({ sha256: Sha256, bytes: z.number().int() })),
  /** Writes this person's measurements and key images as DICOM objects, a pair per study; the files come over the content channel. */
  exportObjects: teamProcedure('imaging.exported').input(z.object({ caseId: CaseId })).output(z.array(ExportedObject)),
}
