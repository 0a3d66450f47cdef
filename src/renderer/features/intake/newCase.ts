// The form of a new case as plain values: its empty state, what an unfinished one is read from, what is still missing. Pure.
import { NewCase } from '#shared/contract/workstation/intake.contract.ts'
import { EMPTY_INTAKE } from '#shared/domain/caseIntake.ts'
import type { Programme } from '#shared/domain/programme.ts'
import { type Language, standardQuestions } from '#shared/domain/reviewCase.ts'
import { signerByRule } from './CoverFields.tsx'

export type Form = NewCase

export function emptyForm(language: Language): Form {
  const { channel, route, requester, consent, cover, authorisation, payment } = EMPTY_INTAKE
  return {
    policyId: 'oncology-remote',
    illness: 'cancer',
    condition: '',
    patient: { familyName: '', givenName: '', birthDate: null, sex: 'unknown', identifier: '' },
    requestedOn: null,
    language,
    motives: [],
    patientWords: '',
    questions: standardQuestions(),
    intake: { channel, route, requester, consent, cover, authorisation, payment },
    confidentialMotive: '',
  }
}

/** What was kept, over the empty form: a draft of an older version gives what of it still fits. */
export function formFromDraft(draft: Record<string, unknown> | null, language: Language): Form {
  const empty = emptyForm(language)
  if (!draft) return empty
  const parts = Object.fromEntries(
    Object.keys(empty).map((name) => {
      const key = name as keyof Form
      const shape = key === 'patient' ? DraftPatient : NewCase.shape[key]
      const part = shape.safeParse(draft[key])
      return [key, part.success ? part.data : empty[key]]
    }),
  )
  return parts as unknown as Form
}

/** While typing a surname may still be empty. */
const DraftPatient = NewCase.shape.patient.extend({ familyName: NewCase.shape.patient.shape.givenName })

export const GAPS = ['family', 'birth', 'requestedOn', 'requesterName', 'consent', 'motive'] as const
export type Gap = (typeof GAPS)[number]

/** What must be there before the case can be opened. A guardian or representative makes name and consent obligatory (S1-14). */
export function gapsOf(form: Form, programme: Programme): Gap[] {
  const { patient, requestedOn, intake, confidentialMotive, motives } = form
  const rule = signerByRule(programme, patient.birthDate, requestedOn, intake.requester?.legallyIncapacitated ?? false)
  const isOther = rule !== null && rule.signer !== 'self'
  const checks: [Gap, boolean][] = [
    ['family', patient.familyName.trim() === ''],
    ['birth', patient.birthDate === null],
    ['requestedOn', requestedOn === null],
    ['requesterName', isOther && (intake.requester?.kind !== rule.signer || intake.requester.name.trim() === '')],
    ['consent', isOther && !NewCase.shape.intake.shape.consent.unwrap().safeParse(intake.consent).success],
    ['motive', confidentialMotive.trim() === '' && motives.length === 0],
  ]
  return checks.filter(([, isMissing]) => isMissing).map(([gap]) => gap)
}
