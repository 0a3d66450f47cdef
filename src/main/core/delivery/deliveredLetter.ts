// The letter that closes a delivery, English and Spanish: what was handed over to whom, the call, the days until which something is free, and how to check it. Makes no PDF.
import type { DeliveryView } from '#shared/contract/workstation/delivery.contract.ts'
import { caseError } from '#shared/contract/errors.ts'
import type { Consultation, Recipient } from '#shared/domain/delivery.ts'
import { dayOnWall } from '#shared/domain/localFormat.ts'
import type { Language, ReviewCase } from '#shared/domain/reviewCase.ts'
import { type LocalZone, offsetIn, zoneAt } from '#shared/domain/zones.ts'
import { dayWords, letterAround } from '../cases/letters.ts'
import type { LetterPrint } from '../reports/pdf/composeLetter.ts'
import type { ReportResources } from '../reports/reportResources.ts'

interface Words {
  title: string
  delivered(date: string, number: number): string
  held: Record<Recipient, { item: string; why: string }>
  call: Record<Consultation['state'], (when: string, channel: string) => string>
  channel: Record<Consultation['channel'], string>
  yourTime: string
  freeVisit(date: string): string
  appointment(date: string): string
  followUp(dates: string): string
  treatingDoctor: string
  urgent: string
  check(hash: string): string
  and: string
}

const WORDS: Record<Language, Words> = {
  en: {
    title: 'Your second opinion has been delivered',
    delivered: (date, number) => `On ${date} we handed over the second opinion that you asked us for (report ${number}). It answers what you asked us. This was handed over:`,
    held: {
      patient: { item: 'To you', why: 'The opinion as pages for any computer, the sources we read, and a page that shows who signed and that nothing was changed.' },
      treatingDoctor: { item: 'For your treating doctor', why: 'The signed report with images and sources, and the page with the proposed tests, treatments and medicines.' },
      sponsor: { item: 'To the sponsor of the programme', why: 'An extract, within the limits of your consent.' },
    },
    call: {
      offered: () => 'We have offered you a call about the opinion. Tell us which day suits you.',
      booked: (when, channel) => `Our call about the opinion is on ${when}, by ${channel}. It is not recorded.`,
      declined: () => 'You did not wish to have a call about the opinion. If you change your mind, tell us.',
      held: (when, channel) => `We spoke about the opinion on ${when}, by ${channel}. The call was not recorded.`,
    },
    channel: { video: 'video', phone: 'telephone' },
    yourTime: 'your local time',
    freeVisit: (date) => `A visit in person without a further fee is possible until ${date}.`,
    appointment: (date) => `If you ask for an appointment with us, you will have one by ${date} at the latest.`,
    followUp: (dates) => `We will ask you how you are, and whether the advice was followed, on ${dates}.`,
    treatingDoctor: 'Please go through the opinion with your treating doctor before anything of your treatment is changed.',
    urgent: 'If you feel worse, do not wait for us: call your doctor or the emergency services.',
    check: (hash) => `To check what you received, open the page “Check this package”. The content of the signed report begins with the digits ${hash}.`,
    and: 'and',
  },
  es: {
    title: 'Entrega de su segunda opinión',
    delivered: (date, number) => `El ${date} entregamos la segunda opinión que nos pidió (informe ${number}). Con ello queda respondida su consulta. Esto es lo que se entregó:`,
    held: {
      patient: { item: 'A usted', why: 'La opinión en páginas para cualquier ordenador, las fuentes que leímos y una página que muestra quién firmó y que nada ha cambiado.' },
      treatingDoctor: { item: 'Para su médico', why: 'El informe firmado con imágenes y fuentes, y la página con las pruebas, los tratamientos y los medicamentos propuestos.' },
      sponsor: { item: 'Al promotor del programa', why: 'Un extracto, dentro de los límites de su consentimiento.' },
    },
    call: {
      offered: () => 'Le hemos ofrecido una llamada sobre la opinión. Díganos qué día le conviene.',
      booked: (when, channel) => `Nuestra llamada sobre la opinión es el ${when}, por ${channel}. No se graba.`,
      declined: () => 'Usted no deseó la llamada sobre la opinión. Si cambia de idea, díganoslo.',
      held: (when, channel) => `Hablamos sobre la opinión el ${when}, por ${channel}. La llamada no se grabó.`,
    },
    channel: { video: 'vídeo', phone: 'teléfono' },
    yourTime: 'su hora local',
    freeVisit: (date) => `La visita presencial sin coste adicional es posible hasta el ${date}.`,
    appointment: (date) => `Si nos pide una cita, la tendrá a más tardar el ${date}.`,
    followUp: (dates) => `Le preguntaremos cómo está y si se siguió el consejo en estas fechas: ${dates}.`,
    treatingDoctor: 'Por favor, comente la opinión con su médico antes de cambiar nada de su tratamiento.',
    urgent: 'Si se encuentra peor, no nos espere: llame a su médico o a urgencias.',
    check: (hash) => `Para comprobar lo recibido, abra la página «Comprobar este paquete». El contenido del informe firmado empieza por las cifras ${hash}.`,
    and: 'y',
  },
}

type Delivered = Pick<DeliveryView, 'releases' | 'consultation' | 'freeVisitUntil' | 'appointmentUntil' | 'dueFollowUps' | 'followUps'>

/** @param now ISO instant at which it is written @param zone of the signatory: its days are those on that wall, whoever prints it @throws CaseError NOT_ALLOWED while nothing was handed over to the patient */
export function deliveredLetter(reviewCase: ReviewCase, view: Delivered, language: Language, resources: Pick<ReportResources, 'programme'>, { now, zone }: { now: string; zone: LocalZone | undefined }): LetterPrint {
  const words = WORDS[language]
  const day = dayInZone(now, zone)
  const last = (recipient: Recipient) => view.releases.filter((one) => one.recipient === recipient).toSorted((a, b) => (a.at < b.at ? 1 : -1))[0]
  const patient = last('patient')
  if (!patient) throw caseError('NOT_ALLOWED', {})
  const long = (date: string) => dayWords(date, language)
  const recorded = new Set(view.followUps.map(({ months }) => months as number))
  const due = view.dueFollowUps.flatMap(({ months, dueOn }) => (dueOn !== null && dueOn >= day && !recorded.has(months) ? [long(dueOn)] : []))
  const isStillOpen = (date: string | null): date is string => date !== null && date >= day
  return {
    ...letterAround(reviewCase, { kind: 'delivered', language, title: words.title }, resources, day),
    before: [words.delivered(long(dayInZone(patient.at, zone)), patient.reportNumber)],
    list: (['patient', 'treatingDoctor', 'sponsor'] as const).filter((recipient) => last(recipient) !== undefined).map((recipient) => words.held[recipient]),
    after: [
      ...(view.consultation ? [callWords(view.consultation, words, language)] : []),
      ...(isStillOpen(view.freeVisitUntil) ? [words.freeVisit(long(view.freeVisitUntil))] : []),
      ...(isStillOpen(view.appointmentUntil) ? [words.appointment(long(view.appointmentUntil))] : []),
      ...(due.length > 0 ? [words.followUp(due.length === 1 ? (due[0] ?? '') : `${due.slice(0, -1).join(', ')} ${words.and} ${due.at(-1)}`)] : []),
      words.treatingDoctor,
      words.urgent,
      words.check(patient.contentHash.slice(0, 16).replace(/(.{4})(?=.)/g, '$1\u00A0')),
    ],
  }
}

/** The day of an instant on the wall of a zone; in UTC where none was recorded. */
export function dayInZone(instant: string, zone: LocalZone | undefined): string {
  return dayOnWall(instant, zone && zoneAt(Date.parse(instant), zone.name))
}

function callWords({ state, startsAt, channel, patientTimeZone }: Consultation, words: Words, language: Language): string {
  const there = new Intl.DateTimeFormat('en-GB', { timeZone: patientTimeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' }).formatToParts(new Date(startsAt))
  const part = (type: string) => there.find((one) => one.type === type)?.value ?? ''
  return words.call[state](`${dayWords(`${part('year')}-${part('month')}-${part('day')}`, language)}, ${part('hour')}:${part('minute')} (${words.yourTime}, ${patientTimeZone}, ${offsetIn(startsAt, patientTimeZone)})`, words.channel[channel])
}
