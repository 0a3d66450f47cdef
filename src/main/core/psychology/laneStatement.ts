// The psychologist's own signed statement in words, English and Spanish: what was assessed, found and recommended, what was done about safety, and the signature. Pure; makes no PDF.
// Free history and private notes are never printed; what the signature covers besides is said.
import type { LaneView } from '#shared/contract/workstation/psychology.contract.ts'
import { dayOnWall, formatDate, formatInstant, formatLongDate, unbroken } from '#shared/domain/localFormat.ts'
import type { ASSESSED_HOW, DECISION_ROLES, INFORMATION_PREFERENCES, LaneField, PromptAnswer, RECOMMENDATION_AUDIENCES, SAFETY_LEVELS } from '#shared/domain/psychology.ts'
import type { Language, ReviewCase } from '#shared/domain/reviewCase.ts'
import { placeOfZone, zoneAt } from '#shared/domain/zones.ts'
import { scoreRow, scoreWords } from '../delivery/scorePage.ts'
import type { MinutesPart, MinutesPrint } from '../reports/pdf/composeMinutes.ts'
import { PRINT_WORDS } from '../reports/pdf/words.ts'
import { OUTCOME_WORDS } from './laneOutcome.ts'

const en = {
  title: 'Psychological part',
  restricted: 'Restricted: for psychology and whoever the patient agrees to.',
  assessment: 'Assessment',
  assessedHow: { selfReport: 'By questionnaire', call: 'By telephone call', video: 'By video call', proxy: 'Through a relative', documentsOnly: 'From documents only', notAssessed: 'Not assessed' } satisfies Record<(typeof ASSESSED_HOW)[number], string>,
  because: (reason: string) => `Because: ${reason}`,
  wishes: 'What the patient wants to know',
  information: { full: 'Wants to know everything.', fullWithoutPrognosis: 'Wants to know everything but the outlook.', partial: 'Wants to know the main points.', none: 'Wants to be told nothing; the named person is told.' } satisfies Record<(typeof INFORMATION_PREFERENCES)[number], string>,
  decides: { own: 'The patient decides.', shared: 'The patient decides together with the doctor.', family: 'The family decides.' } satisfies Record<(typeof DECISION_ROLES)[number], string>,
  mayBeTold: (who: string) => `May be told: ${who}`,
  noTotal: (count: number, reason: string) => `no total: ${count === 1 ? '1 question' : `${count} questions`} open${reason === '' ? '' : ` (${reason})`}`,
  safety: 'Safety',
  levels: { none: 'none after talking', passive: 'passive thoughts of death', active: 'active thoughts of death', unknown: 'not known' } satisfies Record<(typeof SAFETY_LEVELS)[number], string>,
  opened: (at: string, name: string) => `Card opened ${at} by ${name}.`,
  open: 'It is open: nobody has acted yet.',
  settled: (act: { level: string; action: string; contact: string; spokeAt: string; name: string }) => `Closed by ${act.name}. Spoke with ${act.contact}, ${act.spokeAt}. Action: ${act.action}. Thoughts of death: ${act.level}.`,
  recommendations: 'Recommendations',
  audience: { patient: 'Patient and doctors', family: 'Family, patient and doctors', clinicians: 'Doctors only' } satisfies Record<(typeof RECOMMENDATION_AUDIENCES)[number], string>,
  columns: ['Recommendation', 'Level', 'For'],
  noneBecause: (reason: string) => `None, because: ${reason}`,
  medicines: 'Medicines to check',
  answers: { taskToPhysician: 'Task given to the physician', known: 'Already known', notApplicable: 'Does not apply' } satisfies Record<PromptAnswer['answer'], string>,
  signature: 'Signature',
  reportWord: (number: number) => `Report, version ${number}`,
  covers: 'The signature also covers history and circumstances, which are not printed. Private notes are neither signed nor printed.',
  footer: 'Psychological part. Restricted; not part of a package.',
}
const es: typeof en = {
  title: 'Parte psicológica',
  restricted: 'Reservado: para psicología y quien el paciente autorice.',
  assessment: 'Valoración',
  assessedHow: { selfReport: 'Por cuestionario', call: 'Por llamada telefónica', video: 'Por videollamada', proxy: 'A través de un familiar', documentsOnly: 'Solo por documentos', notAssessed: 'No valorado' },
  because: (reason) => `Motivo: ${reason}`,
  wishes: 'Qué quiere saber el paciente',
  information: { full: 'Quiere saberlo todo.', fullWithoutPrognosis: 'Quiere saberlo todo menos el pronóstico.', partial: 'Quiere saber lo principal.', none: 'No quiere que se le informe; se informa a la persona indicada.' },
  decides: { own: 'Decide el paciente.', shared: 'Decide el paciente junto con el médico.', family: 'Decide la familia.' },
  mayBeTold: (who) => `Se puede informar a: ${who}`,
  noTotal: (count, reason) => `sin total: ${count === 1 ? '1 pregunta' : `${count} preguntas`} sin responder${reason === '' ? '' : ` (${reason})`}`,
  safety: 'Seguridad',
  levels: { none: 'ninguna tras hablar', passive: 'pasivas', active: 'activas', unknown: 'se desconoce' },
  opened: (at, name) => `Ficha abierta el ${at} por ${name}.`,
  open: 'Sigue abierta: nadie ha actuado todavía.',
  settled: (act) => `Cerrada por ${act.name}. Contacto: ${act.contact}, ${act.spokeAt}. Actuación: ${act.action}. Ideas de muerte: ${act.level}.`,
  recommendations: 'Recomendaciones',
  audience: { patient: 'Paciente y médicos', family: 'Familia, paciente y médicos', clinicians: 'Solo médicos' },
  columns: ['Recomendación', 'Nivel', 'Para'],
  noneBecause: (reason) => `Ninguna, porque: ${reason}`,
  medicines: 'Medicamentos que comprobar',
  answers: { taskToPhysician: 'Tarea para el médico', known: 'Ya conocido', notApplicable: 'No procede' },
  signature: 'Firma',
  reportWord: (number) => `Informe, versión ${number}`,
  covers: 'La firma abarca también antecedentes y circunstancias, que no se imprimen. Las notas privadas ni se firman ni se imprimen.',
  footer: 'Parte psicológica. Reservado; no forma parte de ningún paquete.',
}
const WORDS: Record<Language, typeof en> = { en, es }

type Signed = LaneView & { readonly signature: NonNullable<LaneView['signature']> }

/** @param view signed and not changed since */
export function laneStatementPage(reviewCase: Pick<ReviewCase, 'caseNumber' | 'patient'>, view: Signed, language: Language): MinutesPrint {
  const words = WORDS[language]
  const { signature, fields } = view
  const value = (field: LaneField) => fields[field]?.value.trim() ?? ''
  const said = <T extends string>(table: Readonly<Record<T, string>>, field: LaneField) => (table as Readonly<Record<string, string>>)[value(field)] ?? ''
  const { familyName, givenName, birthDate } = reviewCase.patient
  const part = (heading: string, lines: readonly string[], table: MinutesPart['table'] = null): MinutesPart[] => {
    const spoken = lines.filter((line) => line !== '')
    return spoken.length === 0 && table === null ? [] : [{ heading, lines: spoken, table }]
  }
  return {
    language,
    day: dayOnWall(signature.signedAt, signature.zone),
    title: words.title,
    subtitle: [`${`${givenName} ${familyName}`.trim()}${birthDate ? `, ${unbroken(formatLongDate(birthDate, language))}` : ''}`, `${reviewCase.caseNumber} · ${words.reportWord(signature.reportNumber)}`, words.restricted],
    parts: [
      ...part(words.assessment, [said(words.assessedHow, 'assessedHow'), value('notAssessedReason') === '' ? '' : words.because(value('notAssessedReason'))]),
      ...part(words.wishes, [said(words.information, 'informationPreference'), said(words.decides, 'decisionRole'), value('mayBeTold') === '' ? '' : words.mayBeTold(value('mayBeTold'))]),
      ...part(scoreWords(language).label, view.instruments.length === 0 ? [] : [OUTCOME_WORDS[language].screening], instrumentTable(view, language)),
      ...part(words.safety, safetyLines(view, language)),
      ...part(words.recommendations, view.recommendations.length === 0 && value('noneIndicated') !== '' ? [words.noneBecause(value('noneIndicated'))] : [], recommendationTable(view, language)),
      ...part(words.medicines, view.prompts.flatMap(({ medicines, question, answer }) => [`${medicines.join(' + ')}. ${question[language]}${answer ? ` ${words.answers[answer.answer]}${answer.note === '' ? '' : `: ${answer.note}`}.` : ''}`])),
      ...part(words.signature, [words.covers], signatureTable(signature, language)),
    ],
    footer: `${words.footer} ${reviewCase.caseNumber} · SHA-256 ${signature.contentHash.slice(0, 16)}`,
  }
}

function instrumentTable({ instruments }: LaneView, language: Language): MinutesPart['table'] {
  if (instruments.length === 0) return null
  const words = scoreWords(language)
  const rows = instruments.toSorted((a, b) => (a.takenOn < b.takenOn ? -1 : a.takenOn > b.takenOn ? 1 : a.instrument < b.instrument ? -1 : 1)).map(({ instrument, takenOn, result, incompleteReason }) =>
    result.total === undefined
      ? [words.about[instrument], formatDate(takenOn, language), WORDS[language].noTotal(result.refusal?.items?.length ?? 0, incompleteReason ?? ''), '']
      : scoreRow({ instrument, takenOn, total: result.total, band: result.band ?? null }, language),
  )
  return { widths: [0.34, 0.2, 0.22, 0.24], rows: [words.columns, ...rows] }
}

/** Told by the wall of whoever signed, where it is known. */
function safetyLines({ cards, signature }: LaneView, language: Language): string[] {
  const words = WORDS[language]
  const moment = (instant: string) => formatInstant(instant, language, signature?.zone && zoneAt(Date.parse(instant), signature.zone.name))
  return cards.map(({ openedAt, openedByName, settled }) => {
    const act = settled === null ? words.open : words.settled({ level: words.levels[settled.level], action: settled.action, contact: settled.contact, spokeAt: moment(settled.spokeAt), name: settled.byName })
    return `${words.opened(moment(openedAt), openedByName)} ${act}`
  })
}

function recommendationTable({ recommendations }: LaneView, language: Language): MinutesPart['table'] {
  if (recommendations.length === 0) return null
  const words = WORDS[language]
  const rows = recommendations.toSorted((a, b) => b.level - a.level).map(({ text, level, audience }) => [text, `${level}, ${OUTCOME_WORDS[language].level[level - 1] ?? ''}`, words.audience[audience]])
  return { widths: [0.54, 0.22, 0.24], rows: [words.columns, ...rows] }
}

function signatureTable(signature: Signed['signature'], language: Language): MinutesPart['table'] {
  const print = PRINT_WORDS[language]
  const { name, role, licence } = signature.signer
  const place = placeOfZone(signature.zone)
  return {
    widths: [0.28, 0.72],
    rows: [
      [print.signedBy, name],
      [print.capacity, (print.role as Readonly<Record<string, string>>)[role] ?? role],
      [print.licence, licence ?? print.notStated],
      [print.signedAt, `${formatInstant(signature.signedAt, language, signature.zone)}${place === '' ? '' : ` (${place})`}`],
      [print.contentHash, signature.contentHash],
      [print.publicKey, signature.publicKey],
      ['Ed25519', signature.signature],
    ],
  }
}
