// Who may write a restricted section: the psychologist of the team; without one, the medical roles, who then state what they base it on.
import { MEDICAL_ROLES, type Role } from './people.ts'
import type { TemplateSection } from './report.ts'
import type { TeamMember } from './reviewCase.ts'

/**
 * @param section only its restriction counts
 * @returns true for every role when the section is not restricted
 */
export function mayWriteSection(section: Pick<TemplateSection, 'restrictedTo'>, role: Role, team: readonly TeamMember[]): boolean {
  if (section.restrictedTo === null || role === section.restrictedTo) return true
  const isStaffed = team.some((member) => member.role === section.restrictedTo)
  return !isStaffed && MEDICAL_ROLES.includes(role)
}
