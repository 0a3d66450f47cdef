// Who works on a case: roles, users and their place in one case's team.
import { z } from 'zod'
import { UserId } from '../kit/ids.ts'

export const ROLES = [
  'physician',
  'radiologist',
  'pathologist',
  'surgeon',
  'psychologist',
  'caseManager',
  'chair',
  'administrator',
  'personalDoctor',
  'medicalOncologist',
  'radiationOncologist',
  'surgicalOncologist',
  'specialist',
  'signatory',
  'auditor',
] as const
export const Role = z.enum(ROLES)
export type Role = z.infer<typeof Role>

export const User = z.object({
  id: UserId,
  /** As it is printed under a signature, e.g. "Dr Helen Okafor". */
  name: z.string().trim().min(1).max(120),
  role: Role,
  /** Licence or college number as written on the licence; null where the role needs none. */
  licence: z.string().trim().max(60).nullable(),
})
export type User = z.infer<typeof User>

/** Roles whose signature makes a medical part final. */
export const MEDICAL_ROLES: readonly Role[] = [
  'physician', 'radiologist', 'pathologist', 'surgeon', 'chair', 'medicalOncologist', 'radiationOncologist', 'surgicalOncologist', 'specialist', 'signatory',
]

/** Roles that run the system or check it: never put on a case, so that they see no clinical content. */
export const OFFICE_ROLES: readonly Role[] = ['administrator', 'auditor']

/** Roles that decide who works on a case, besides the one who opened it. */
export const ASSIGNING_ROLES: readonly Role[] = ['caseManager', 'chair']

const TITLE = /^(dr|dra|prof|sr|sra)\.?$/i

/** For places too narrow for titles. */
export function nameWithoutTitle(name: string): string {
  return name.split(/\s+/).filter((word) => !TITLE.test(word)).join(' ')
}

/** The letters of a person's disc: at most two initials of the name, titles left out. */
export function initialsOf(name: string): string {
  const words = nameWithoutTitle(name).split(' ')
  const first = words[0]?.[0] ?? '?'
  const last = words.length > 1 ? (words.at(-1)?.[0] ?? '') : ''
  return (first + last).toUpperCase()
}
