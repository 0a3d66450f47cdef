// React's door to the happenings that people put on a case's timeline.
import { removeCourseEvent, saveCourseEvent } from '#shared/casedoc/edit.ts'
import { COURSE, roomName } from '#shared/casedoc/layout.ts'
import { readCourse } from '#shared/casedoc/read.ts'
import type { CourseEvent } from '#shared/domain/courseEvent.ts'
import { useSharedReading } from './sharedReading.ts'

export interface Course {
  events: readonly CourseEvent[]
  ready: boolean
  readOnly: boolean
  put(event: CourseEvent): void
  remove(id: string): void
}

const roots = [COURSE]
const none: readonly CourseEvent[] = []

export function useCourse(caseId: string): Course {
  const { value, write, ...state } = useSharedReading(roomName({ kind: 'documentAnnotations', caseId }), roots, readCourse, none, 'course')
  return {
    events: value,
    ...state,
    put: (event) => write((doc, origin) => saveCourseEvent(doc, origin, event)),
    remove: (id) => write((doc, origin) => removeCourseEvent(doc, origin, id)),
  }
}
