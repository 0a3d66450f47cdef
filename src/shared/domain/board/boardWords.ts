// Words of the board that stand on the screen and on printed minutes alike: one home for both.
import type { Language } from '../reviewCase.ts'
import type { BoardPresence, ChecklistItem, Urgency, VoteChoice } from './boardAct.ts'

interface Words {
  readonly presence: Readonly<Record<BoardPresence, string>>
  readonly vote: Readonly<Record<VoteChoice, string>>
  readonly checklist: Readonly<Record<ChecklistItem, string>>
  readonly check: Readonly<Record<'open' | 'discussed' | 'notApplicable', string>>
  readonly urgency: Readonly<Record<Urgency, string>>
}

export const BOARD_WORDS: Readonly<Record<Language, Words>> = {
  en: {
    presence: { expected: 'Expected', present: 'In the room', remote: 'Connected', absent: 'Absent' },
    vote: { agree: 'Agrees', conditional: 'Conditional', differ: 'Differs', abstain: 'Abstains' },
    checklist: { comorbidity: 'Comorbidity', patientWishes: 'Patient’s wishes', psychosocial: 'Psychosocial', trial: 'Clinical trial', fertility: 'Fertility', genetics: 'Genetics' },
    check: { open: 'Not discussed', discussed: 'Discussed', notApplicable: 'Does not apply' },
    urgency: { immediate: 'Immediate', days: 'Within days', weeks: 'Within weeks', planned: 'Planned' },
  },
  es: {
    presence: { expected: 'Se espera', present: 'En la sala', remote: 'Conectado', absent: 'Ausente' },
    vote: { agree: 'De acuerdo', conditional: 'Con condiciones', differ: 'Difiere', abstain: 'Se abstiene' },
    checklist: { comorbidity: 'Comorbilidad', patientWishes: 'Deseos del paciente', psychosocial: 'Aspectos psicosociales', trial: 'Ensayo clínico', fertility: 'Fertilidad', genetics: 'Genética' },
    check: { open: 'No comentado', discussed: 'Comentado', notApplicable: 'No procede' },
    urgency: { immediate: 'Inmediata', days: 'En días', weeks: 'En semanas', planned: 'Programada' },
  },
}
