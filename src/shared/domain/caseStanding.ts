// How a person stands to a case, and what that lets them do: the one table of rights, used by the server and by the matrix test. Pure.
import { ASSIGNING_ROLES, MEDICAL_ROLES, OFFICE_ROLES, type Role } from './people.ts'
import { mayReadLane } from './psychology.ts'
import type { TeamMember } from './reviewCase.ts'
import { mayWriteSection } from './sectionRights.ts'

/** `own`: opened it; `assigned`: was put on it; `breakGlass`: opened it with a reason, for a time; `other`: nothing to do with it. */
export type Standing = 'own' | 'assigned' | 'breakGlass' | 'other'

/** What can be done to a case that its record says is closed (delivered to the patient) or open. */
export type CaseAct = 'read' | 'changeFacts' | 'addMaterial' | 'assign' | 'openReport' | 'sign' | 'actOnPanel' | 'actOnQuarantine'

export interface CaseSituation {
  readonly standing: Standing
  readonly closed: boolean
}

export function mayDo(act: CaseAct, role: Role, { standing, closed }: CaseSituation): boolean {
  if (standing === 'other' || OFFICE_ROLES.includes(role)) return false
  if (act === 'read') return true
  if (standing === 'breakGlass') return false
  switch (act) {
    case 'changeFacts':
    case 'addMaterial':
    case 'actOnPanel':
      return !closed || ASSIGNING_ROLES.includes(role)
    case 'assign':
      return standing === 'own' ? !closed || ASSIGNING_ROLES.includes(role) : ASSIGNING_ROLES.includes(role)
    case 'openReport':
      // An amendment after delivery is a report like any other.
      return true
    case 'actOnQuarantine':
      // Another patient's paper leaves a closed case too.
      return true
    case 'sign':
      return MEDICAL_ROLES.includes(role)
  }
}

/** A section that is one role's alone, by key (report templates: `restrictedTo`). */
const RESTRICTED_SECTIONS: Readonly<Record<string, 'psychologist'>> = { psychologicalRecommendations: 'psychologist' }

/** A shared document by its kind (casedoc RoomName); of a section also which. */
export interface RoomPart {
  readonly kind: string
  readonly section?: string
}

/** Broken glass opens everything of a case for reading but the psychological lane, which stays with those who hold it. */
export function roomAccess({ kind, section }: RoomPart, role: Role, team: readonly TeamMember[], situation: CaseSituation): 'write' | 'read' | 'none' {
  if (!mayDo('read', role, situation)) return 'none'
  if (kind === 'psychology' && (situation.standing === 'breakGlass' || !mayReadLane(role, team))) return 'none'
  if (situation.standing === 'breakGlass') return 'read'
  if (section === undefined) return situation.closed ? 'read' : 'write'
  const restrictedTo = RESTRICTED_SECTIONS[section] ?? null
  return mayWriteSection({ restrictedTo }, role, team) ? 'write' : 'read'
}
