// Who must sign a version, in which order, and how far that has come. Pure; the order is part of the signed content, so that a change of it asks for every signature anew.
import { MEDICAL_ROLES, type Role } from './people.ts'
import type { ReportFacts } from './reportFacts.ts'
import type { CoSignature } from './signedAct.ts'
import type { LocalZone } from './zones.ts'

/** The register that holds the order: ids of people, joined by one blank, first signature first. */
export const SIGNING_ORDER = { section: 'signatures', field: 'signingOrder' } as const

export interface Signatory {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly licence: string | null
}

export interface SigningStep {
  readonly person: Signatory
  /** Exactly one step is due until the last has signed. */
  readonly state: 'signed' | 'due' | 'waiting'
  readonly signedAt: string | null
  readonly zone?: LocalZone | undefined
  /** This person signed an earlier text, or the same in another order: that signature counts no more. */
  readonly isStale: boolean
}

export type OrderFault = 'unknownPerson' | 'notMedical' | 'twice' | 'tooFewDisciplines'

type OrderFacts = Pick<ReportFacts, 'sections' | 'reviewCase' | 'programme'>

function idsOf({ sections }: Pick<ReportFacts, 'sections'>): string[] {
  const said = sections[SIGNING_ORDER.section]?.fields[SIGNING_ORDER.field]?.value ?? ''
  return said.split(' ').filter((id) => id !== '')
}

/** In order; empty: one signature, by whoever of the team may. People who left the team are left out (`orderFaults` names them). */
export function signatoriesOf(facts: Pick<ReportFacts, 'sections' | 'reviewCase'>): Signatory[] {
  return idsOf(facts).flatMap((id) => {
    const member = facts.reviewCase.team.find(({ user }) => user.id === id)
    return member ? [{ id, name: member.user.name, role: member.user.role, licence: member.user.licence }] : []
  })
}

/** Why nobody can sign in this order; a programme may ask for several disciplines. */
export function orderFaults(facts: OrderFacts): OrderFault[] {
  const ids = idsOf(facts)
  const people = signatoriesOf(facts)
  const faults: OrderFault[] = []
  if (people.length < ids.length) faults.push('unknownPerson')
  if (people.some(({ role }) => !MEDICAL_ROLES.includes(role))) faults.push('notMedical')
  if (new Set(ids).size < ids.length) faults.push('twice')
  const disciplines = Math.max(1, new Set(people.map(({ role }) => role)).size)
  if (disciplines < facts.programme.signing.disciplines) faults.push('tooFewDisciplines')
  return faults
}

/**
 * @param acts co-signatures of this version, whatever text they were over
 * @param contentHash of the text as it stands now
 * @returns one step per signatory; the last is never `signed`: its signature is the sign-off itself
 */
export function signingSteps(signatories: readonly Signatory[], acts: readonly CoSignature[], contentHash: string): SigningStep[] {
  const chain = validChain(signatories, acts, contentHash)
  return signatories.map((person, at) => {
    const own = acts.filter(({ signer }) => signer.id === person.id)
    const valid = chain[at]
    return {
      person,
      state: valid ? 'signed' : at === chain.length ? 'due' : 'waiting',
      signedAt: valid?.signedAt ?? null,
      ...(valid?.zone && { zone: valid.zone }),
      isStale: valid === undefined && own.length > 0,
    }
  })
}

/** Co-signatures that hold: over this text, by the right person, each over those before it. The last signatory has none. */
export function validChain(signatories: readonly Signatory[], acts: readonly CoSignature[], contentHash: string): CoSignature[] {
  const chain: CoSignature[] = []
  for (const person of signatories.slice(0, -1)) {
    const next = acts.find((act) => act.contentHash === contentHash && act.signer.id === person.id && act.place === chain.length + 1 && act.after.join() === chain.map(({ signature }) => signature).join())
    if (!next) break
    chain.push(next)
  }
  return chain
}
