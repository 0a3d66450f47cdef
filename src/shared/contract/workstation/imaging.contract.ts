import { z } from 'zod'
import { CaseId, DicomUid } from '../../kit/ids.ts'
import { ImagingInstance, ImagingStudy } from '../../domain/imagingStudy.ts'
import { pick } from '../errors.ts'
import { teamProcedure } from '../procedure.ts'

export const imagingContract = {
  studies: teamProcedure(null).input(z.object({ caseId: CaseId })).output(z.array(ImagingStudy)),
  /** All instances of a series with the attributes a viewer needs; pixels come over the content channel. */
  series: teamProcedure('study.viewed')
    .errors(pick('STUDY_NOT_FOUND'))
    .input(z.object({ caseId: CaseId, SeriesInstanceUID: DicomUid }))
    .output(z.object({ instances: z.array(ImagingInstance) })),
}
