// Rows of the team's acts on files that may be another patient's. What they come to is teamQuarantine's business.
import { QuarantineEvent } from '#shared/domain/quarantineActs.ts'
import { travellingActs } from '../storage/travellingActs.ts'

export const quarantineActs = travellingActs('quarantine_event', QuarantineEvent)
