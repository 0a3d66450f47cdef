// The words of our letters to the applicant, English and Spanish: what is missing and who pays, a reminder, why a case was closed. Makes no PDF.
import { caseError } from '#shared/contract/errors.ts'
import type { CaseIntake, DataRequest } from '#shared/domain/caseIntake.ts'
import type { Illness } from '#shared/domain/illness.ts'
import { illnessOf } from '#shared/domain/illness.ts'
import { formatLongDate, unbroken } from '#shared/domain/localFormat.ts'
import type { Language, ReviewCase } from '#shared/domain/reviewCase.ts'
import type { LetterPrint } from '../reports/pdf/composeLetter.ts'
import type { ReportResources } from '../reports/reportResources.ts'

export interface LetterRequest {
  kind: 'dataRequest' | 'reminder' | 'closing'
  requestId: string | null
  language: Language
}

interface LetterWords {
  about: { dataRequest: string; reminder: string; closing: string }
  dear(name: string): string
  caseWord: string
  programme(version: number): string
  born(date: string): string
  dataRequest(date: string): string
  reminder(asked: string): string
  until(date: string): string
  paidBy: Record<DataRequest['paidBy'], string>
  refund: { full: string; none: string }
  paused: string
  how: string
  closing: Record<'notAssessable' | 'outOfScope' | 'withdrawn', string>
  reason(text: string): string
  notAReport: string
  greeting: string
  team: string
}

const WORDS: Record<Language, LetterWords> = {
  en: {
    about: { dataRequest: 'What we still need for your second opinion', reminder: 'Reminder: what we still need for your second opinion', closing: 'Closing of your request for a second opinion' },
    dear: (name) => `Dear ${name},`,
    caseWord: 'Case',
    programme: (version) => `Programme conditions, version ${version}`,
    born: (date) => `born on ${date}`,
    dataRequest: (date) => `Thank you for your request of ${date}. To study the case completely we still need:`,
    reminder: (asked) => `On ${asked} we asked you for the following. It has not reached us yet:`,
    until: (date) => `Please send it by ${date}. You need not come in person: a copy, a photograph or the disc of the hospital is enough.`,
    paidBy: {
      patient: 'If a test has not been done yet, its cost is yours under the conditions of the programme.',
      sponsor: 'If a test has not been done yet, its cost is borne by the sponsor of the programme.',
      centre: 'If a test has not been done yet, its cost is borne by this centre.',
    },
    refund: { full: 'What you paid for the second opinion will be refunded in full.', none: 'No refund is due under the conditions of the programme.' },
    paused: 'Until it arrives the time for the opinion stands still. It runs on by itself on the day on which everything is here.',
    how: 'If something does not exist or cannot be had, tell us: the opinion will then say what could not be judged without it.',
    closing: {
      notAssessable: 'With the documents that we have, no definitive assessment is possible. We have therefore closed the case without an opinion.',
      outOfScope: 'The request does not fall under the conditions of the programme. We have therefore closed the case without an opinion.',
      withdrawn: 'As you asked, we have closed the case without an opinion.',
    },
    reason: (text) => `Reason: ${text}`,
    notAReport: 'This letter is for information only. It is not a medical report.',
    greeting: 'With kind regards,',
    team: 'The second opinion team',
  },
  es: {
    about: { dataRequest: 'Lo que aún necesitamos para su segunda opinión', reminder: 'Recordatorio: lo que aún necesitamos para su segunda opinión', closing: 'Cierre de su solicitud de segunda opinión' },
    dear: (name) => `Estimado/a ${name}:`,
    caseWord: 'Caso',
    programme: (version) => `Condiciones del programa, versión ${version}`,
    born: (date) => `nacimiento: ${date}`,
    dataRequest: (date) => `Gracias por su solicitud del ${date}. Para estudiar el caso por completo aún necesitamos:`,
    reminder: (asked) => `El ${asked} le pedimos lo siguiente. Todavía no lo hemos recibido:`,
    until: (date) => `Le rogamos que lo envíe a más tardar el ${date}. No hace falta que venga: basta una copia, una fotografía o el disco del hospital.`,
    paidBy: {
      patient: 'Si alguna prueba aún no se ha hecho, su coste corre a su cargo según las condiciones del programa.',
      sponsor: 'Si alguna prueba aún no se ha hecho, su coste lo asume el promotor del programa.',
      centre: 'Si alguna prueba aún no se ha hecho, su coste lo asume este centro.',
    },
    refund: { full: 'Se le devolverá íntegro el importe que pagó por la segunda opinión.', none: 'Según las condiciones del programa no procede devolución.' },
    paused: 'Hasta que llegue, el plazo de la opinión queda en suspenso. Vuelve a correr por sí solo el día en que todo esté aquí.',
    how: 'Si algo no existe o no puede conseguirse, díganoslo: la opinión indicará entonces qué no pudo valorarse sin ello.',
    closing: {
      notAssessable: 'Con la documentación de que disponemos no es posible una valoración definitiva. Por ello hemos cerrado el caso sin opinión.',
      outOfScope: 'La solicitud no se ajusta a las condiciones del programa. Por ello hemos cerrado el caso sin opinión.',
      withdrawn: 'Como usted pidió, hemos cerrado el caso sin opinión.',
    },
    reason: (text) => `Motivo: ${text}`,
    notAReport: 'Esta carta es solo informativa. No es un informe médico.',
    greeting: 'Reciba un cordial saludo,',
    team: 'El equipo de segunda opinión',
  },
}

/** A day in running text, on one line. */
export function dayWords(date: string, language: Language): string {
  return unbroken(formatLongDate(date, language))
}

/** What every letter of ours has around its words: sender, date, case, who it is about, greeting. @param kind of the letter, in its file's name @param day YYYY-MM-DD */
export function letterAround(reviewCase: ReviewCase, { kind, language, title }: { kind: string; language: Language; title: string }, resources: Pick<ReportResources, 'programme'>, day: string): Omit<LetterPrint, keyof Body> {
  const words = WORDS[language]
  const programme = resources.programme(reviewCase.policyId)
  const { patient, intake } = reviewCase
  const name = `${patient.givenName} ${patient.familyName}`.trim()
  const born = patient.birthDate ? `, ${unbroken(words.born(formatLongDate(patient.birthDate, language)))}` : ''
  return {
    language,
    sender: programme.name[language],
    date: formatLongDate(day, language),
    day,
    reference: `${words.caseWord} ${reviewCase.caseNumber} · ${words.programme(programme.version)}`,
    patient: `${name}${born}`,
    title,
    salutation: words.dear(intake?.requester?.name || name),
    footer: words.notAReport,
    closing: [words.greeting, words.team],
    fileName: `${reviewCase.caseNumber}-${kind}-${language}`,
  }
}

/** @throws CaseError NOT_ALLOWED when there is no such request, or the case is not closed */
export function letterOf(reviewCase: ReviewCase, { kind, requestId, language }: LetterRequest, resources: Pick<ReportResources, 'illness' | 'programme'>, day: string): LetterPrint {
  const words = WORDS[language]
  const body = kind === 'closing' ? closingBody(reviewCase.intake, words) : requestBody(reviewCase.intake, kind, requestId, { reviewCase, illness: resources.illness(illnessOf(reviewCase)), language, words })
  return { ...letterAround(reviewCase, { kind, language, title: words.about[kind] }, resources, day), ...body }
}

type Body = Pick<LetterPrint, 'before' | 'list' | 'after'>

function requestBody(
  intake: CaseIntake | undefined,
  kind: 'dataRequest' | 'reminder',
  requestId: string | null,
  { reviewCase, illness, language, words }: { reviewCase: ReviewCase; illness: Illness; language: Language; words: LetterWords },
): Body {
  const request = intake?.dataRequests.find(({ id }) => id === requestId)
  if (!request) throw caseError('NOT_ALLOWED', {})
  const named = illness.checklist.filter(({ code }) => request.items.includes(code))
  return {
    before: [kind === 'reminder' ? words.reminder(dayWords(request.askedOn, language)) : words.dataRequest(dayWords(reviewCase.requestedOn ?? request.askedOn, language))],
    list: [...named.map(({ label, why }) => ({ item: label[language], why: why[language] })), ...(request.other === '' ? [] : [{ item: request.other, why: '' }])],
    after: [words.until(dayWords(request.dueOn, language)), words.paidBy[request.paidBy], words.paused, words.how],
  }
}

function closingBody(intake: CaseIntake | undefined, words: LetterWords): Body {
  const closing = intake?.closing
  if (!closing) throw caseError('NOT_ALLOWED', {})
  return { before: [words.closing[closing.because], words.reason(closing.reason), words.refund[closing.refund]], list: [], after: [] }
}
