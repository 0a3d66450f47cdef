// What the room is opened with.
import type { StagePlace, Target } from '../../app/place.ts'

export interface ImagingRoomProps {
  caseId: string
  /** Key of the series or UID of the study to open; null = the newest study's largest stack. */
  open: string | null
  target: Target | null
  /** Layout to return to. */
  remembered?: StagePlace | null
  /** Beside the report: viewers only, and the place is not this room's to keep. */
  embedded?: boolean
}
