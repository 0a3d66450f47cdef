// A happening of the illness that a person put on the timeline because no document or study states it by its own date.
import { z } from 'zod'
import { UserId } from '../kit/ids.ts'
import { CalendarDate } from './patient.ts'
import { Proof } from './report.ts'

/** Lanes of the course of an illness, in the order they stand. */
export const COURSE_LANES = ['care', 'pathology', 'imaging', 'treatment', 'laboratory', 'distress'] as const

export const CourseEvent = z.object({
  id: z.uuid(),
  date: CalendarDate,
  lane: z.enum(COURSE_LANES),
  title: z.string().trim().min(1).max(200),
  /** Where it is stated; null: the person answers for it. */
  proof: Proof.nullable(),
  author: UserId,
  authorName: z.string(),
  changedAt: z.string(),
})
export type CourseEvent = z.infer<typeof CourseEvent>
