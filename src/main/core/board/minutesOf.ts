// What the minutes of one case say, in words, English and Spanish. Pure; makes no PDF.
import type { AgendaCase } from '#shared/domain/board/agendaCase.ts'
import { CHECKLIST } from '#shared/domain/board/boardAct.ts'
import { type BoardSeat, type BoardState, quorumOf, secondsSpent } from '#shared/domain/board/boardState.ts'
import { BOARD_WORDS } from '#shared/domain/board/boardWords.ts'
import { formatDate, formatInstant } from '#shared/domain/localFormat.ts'
import { DISCIPLINE_WORDS } from '#shared/domain/panel/panelWords.ts'
import type { Language, ReviewCase } from '#shared/domain/reviewCase.ts'
import type { MinutesPart, MinutesPrint } from '../reports/pdf/composeMinutes.ts'

const WORDS = {
  en: {
    title: 'Minutes of the board', titleOfMeeting: 'Minutes of the whole meeting', agenda: 'Agenda and outcome', time: 'Time', notTaken: 'not taken up', formalShort: 'formal decision', adviceShort: 'advice', caseOfOthers: 'A case that this copy does not describe', noCases: 'No case was on the agenda.',
    casesOf: (taken: number, all: number) => `${taken} of ${all} ${all === 1 ? 'case' : 'cases'} taken up`, votesOf: (own: number, seats: number, differ: number) => `${own} of ${seats} confirmed, ${differ} ${differ === 1 ? 'differs' : 'differ'}`, case: 'Case', chair: 'Chair', discussed: (time: string) => `Time on the table: ${time}`, draft: 'Draft, locked', open: 'Not locked yet',
    attendance: 'Attendance', quorum: 'Quorum by discipline', name: 'Name', discipline: 'Discipline', there: 'Presence', since: 'Since', nobody: 'nobody',
    checklist: 'Discussed', item: 'Subject', state: 'State', note: 'Note', minutes: 'Minutes', late: 'Added after the minutes were locked', noMinutes: 'No minutes were taken.',
    decision: 'Decision', formal: 'Formal decision: the quorum was met.', advice: 'Advice of those present: no formal decision.', noDecision: 'No decision was taken.', decidedBy: 'Recorded by',
    votes: 'Votes', vote: 'Vote', confirmed: 'Confirmed by the voter', unconfirmed: 'Written down, not confirmed by the voter', dissent: 'In their own words', noVotes: 'No vote was recorded.',
    tasks: 'Recommendations and tasks', what: 'What', who: 'Who', when: 'Until', urgency: 'Urgency', done: 'done', noDay: 'no day agreed', noOwner: 'not assigned', chairTaken: 'took the chair',
    footer: 'Board minutes. A record of a discussion, not a medical report.', earlier: 'Earlier wordings', seconds: 's', lateVote: 'after the minutes were locked',
  },
  es: {
    title: 'Acta del comité', titleOfMeeting: 'Acta de toda la reunión', agenda: 'Orden del día y resultado', time: 'Tiempo', notTaken: 'no tratado', formalShort: 'decisión formal', adviceShort: 'consejo', caseOfOthers: 'Un caso que esta copia no describe', noCases: 'No había casos en el orden del día.',
    casesOf: (taken: number, all: number) => `${taken} de ${all} ${all === 1 ? 'caso tratado' : 'casos tratados'}`, votesOf: (own: number, seats: number, differ: number) => `${own} de ${seats} ${seats === 1 ? 'confirmado' : 'confirmados'}, ${differ} ${differ === 1 ? 'difiere' : 'difieren'}`, case: 'Caso', chair: 'Presidencia', discussed: (time: string) => `Tiempo dedicado: ${time}`, draft: 'Borrador, cerrado', open: 'Sin cerrar',
    attendance: 'Asistencia', quorum: 'Quórum por disciplina', name: 'Nombre', discipline: 'Disciplina', there: 'Presencia', since: 'Desde', nobody: 'nadie',
    checklist: 'Comentado', item: 'Asunto', state: 'Estado', note: 'Nota', minutes: 'Acta', late: 'Añadido después de cerrar el acta', noMinutes: 'No se tomaron notas.',
    decision: 'Decisión', formal: 'Decisión formal: hubo quórum.', advice: 'Consejo de los presentes: no es una decisión formal.', noDecision: 'No se tomó ninguna decisión.', decidedBy: 'Anotada por',
    votes: 'Votos', vote: 'Voto', confirmed: 'Confirmado por quien vota', unconfirmed: 'Anotado, sin confirmar por quien vota', dissent: 'En sus palabras', noVotes: 'No consta ningún voto.',
    tasks: 'Recomendaciones y tareas', what: 'Qué', who: 'Quién', when: 'Hasta', urgency: 'Urgencia', done: 'hecha', noDay: 'sin fecha acordada', noOwner: 'sin asignar', chairTaken: 'asumió la presidencia',
    footer: 'Acta del comité. Constancia de una deliberación; no es un informe médico.', earlier: 'Redacciones anteriores', seconds: 's', lateVote: 'después de cerrar el acta',
  },
} as const

type Named = Pick<ReviewCase, 'caseNumber' | 'condition'>

/** @param now ISO instant until which an open case counts its time */
export function minutesOf(state: BoardState, one: AgendaCase, { caseNumber, condition }: Named, language: Language, now: string): MinutesPrint {
  const words = WORDS[language]
  return {
    language,
    day: state.startsAt.slice(0, 10),
    title: words.title,
    subtitle: [
      `${state.title} · ${formatInstant(state.startedAt ?? state.startsAt, language)}`,
      `${words.case} ${caseNumber} · ${condition}`,
      `${words.chair}: ${state.chair?.name ?? ''} · ${standing(one, language, now)}`,
    ],
    parts: [...partsOfCase(state, one, language), attendancePart(state, language)],
    footer: `${words.footer} ${caseNumber}`,
  }
}

/**
 * The whole meeting: who was there, what became of each case on the agenda, then every case.
 * @param nameOf null for a case that this reader may not read: it is counted, never described
 */
export function meetingMinutesOf(state: BoardState, nameOf: (caseId: string) => Named | null, language: Language, now: string): MinutesPrint {
  const words = WORDS[language]
  const cases = state.agenda.map((one) => ({ one, named: nameOf(one.caseId) }))
  return {
    language,
    day: state.startsAt.slice(0, 10),
    title: words.titleOfMeeting,
    subtitle: [
      `${state.title} · ${formatInstant(state.startedAt ?? state.startsAt, language)}${state.endedAt ? ` – ${formatInstant(state.endedAt, language)}` : ''}`,
      `${words.chair}: ${state.chair?.name ?? ''} · ${words.casesOf(cases.filter(({ one }) => one.spans.length > 0).length, cases.length)}`,
    ],
    parts: [
      attendancePart(state, language),
      agendaPart(cases, state, language, now),
      ...cases.flatMap(({ one, named }) =>
        named && one.spans.length > 0 ? [{ heading: `${words.case} ${named.caseNumber} · ${named.condition}`, lines: [standing(one, language, now)], table: null, isCase: true }, ...partsOfCase(state, one, language)] : [],
      ),
    ],
    footer: `${words.footer} ${state.title}`,
  }
}

function standing(one: AgendaCase, language: Language, now: string): string {
  const words = WORDS[language]
  return `${words.discussed(durationOf(one, language, now))} · ${one.lockedAt ? `${words.draft} ${formatInstant(one.lockedAt, language)}` : words.open}`
}

function durationOf(one: AgendaCase, language: Language, now: string): string {
  const seconds = secondsSpent(one, now)
  return `${Math.floor(seconds / 60)} min ${seconds % 60} ${WORDS[language].seconds}`
}

/** The meeting's own day stands at the head: an instant of another day says so. */
function timeAt(instant: string, { startedAt, startsAt }: Pick<BoardState, 'startedAt' | 'startsAt'>, language: Language): string {
  return instant.slice(0, 10) === (startedAt ?? startsAt).slice(0, 10) ? `${instant.slice(11, 16)}\u00a0UTC` : formatInstant(instant, language)
}

function partsOfCase(state: BoardState, one: AgendaCase, language: Language): MinutesPart[] {
  return [decisionPart(one, state.seats, language), tasksPart(one, language), votesPart(one, state, language), checklistPart(one, language), minutesPart(one, state, language)]
}

function agendaPart(cases: readonly { one: AgendaCase; named: Named | null }[], { seats }: BoardState, language: Language, now: string): MinutesPart {
  const words = WORDS[language]
  const rows = cases.map(({ one, named }, i) => {
    const last = one.decisions.at(-1)
    const outcome = one.spans.length === 0 ? words.notTaken : last ? (last.formal ? words.formalShort : words.adviceShort) : words.noDecision
    const votes = named && last ? votesInWords(one, seats.length, language) : '–'
    return [String(i + 1), named ? `${named.caseNumber} · ${named.condition}` : words.caseOfOthers, one.spans.length === 0 ? '–' : durationOf(one, language, now), named ? outcome : '–', votes]
  })
  return { heading: words.agenda, lines: rows.length === 0 ? [words.noCases] : [], table: rows.length === 0 ? null : { widths: [0.05, 0.37, 0.13, 0.2, 0.25], rows: [['', words.case, words.time, words.decision, words.votes], ...rows] } }
}

/** Only what voters said themselves is counted. */
function votesInWords({ votes }: AgendaCase, seats: number, language: Language): string {
  const own = votes.filter(({ confirmedAt }) => confirmedAt !== null)
  const differ = own.filter(({ choice }) => choice === 'differ').length
  return WORDS[language].votesOf(own.length, seats, differ)
}

function decisionPart({ decisions }: AgendaCase, seats: readonly BoardSeat[], language: Language): MinutesPart {
  const words = WORDS[language]
  const last = decisions.at(-1)
  if (!last) return { heading: words.decision, lines: [words.noDecision], table: null }
  const earlier = decisions.slice(0, -1).map((decision) => `${formatInstant(decision.at, language)}: ${decision.text}`)
  const by = seats.find(({ person }) => person.id === last.by.id)
  return {
    heading: words.decision,
    lines: [last.text, `${last.formal ? words.formal : words.advice} ${words.decidedBy} ${last.by.name}${by ? `, ${DISCIPLINE_WORDS[language][by.discipline]}` : ''}, ${formatInstant(last.at, language)}.`, ...(earlier.length > 0 ? [`${words.earlier}:`, ...earlier] : [])],
    table: null,
  }
}

function tasksPart({ decisions, tasksDone }: AgendaCase, language: Language): MinutesPart {
  const words = WORDS[language]
  const tasks = decisions.at(-1)?.recommendations ?? []
  const rows = tasks.map(({ id, text, owner, urgency, dueOn }) => [
    tasksDone.includes(id) ? `${text} (${words.done})` : text,
    owner || words.noOwner,
    BOARD_WORDS[language].urgency[urgency],
    dueOn ? formatDate(dueOn, language) : words.noDay,
  ])
  return { heading: words.tasks, lines: rows.length === 0 ? ['–'] : [], table: rows.length === 0 ? null : { widths: [0.46, 0.22, 0.16, 0.16], rows: [[words.what, words.who, words.urgency, words.when], ...rows] } }
}

function votesPart({ votes }: AgendaCase, state: BoardState, language: Language): MinutesPart {
  const words = WORDS[language]
  const rows = votes.map(({ personId, choice, dissent, confirmedAt, isLate }) => [
    state.seats.find(({ person }) => person.id === personId)?.person.name ?? '',
    BOARD_WORDS[language].vote[choice],
    `${confirmedAt ? timeAt(confirmedAt, state, language) : words.unconfirmed}${isLate ? `, ${words.lateVote}` : ''}`,
    // Unconfirmed words are nobody's own yet: they are not printed under a name.
    confirmedAt ? dissent : '',
  ])
  return { heading: words.votes, lines: rows.length === 0 ? [words.noVotes] : [], table: rows.length === 0 ? null : { widths: [0.28, 0.15, 0.21, 0.36], rows: [[words.name, words.vote, words.confirmed, words.dissent], ...rows] } }
}

function checklistPart({ checklist }: AgendaCase, language: Language): MinutesPart {
  const words = WORDS[language]
  const rows = CHECKLIST.map((item): string[] => {
    const { state = 'open', note = '', by = null } = checklist[item] ?? {}
    return [BOARD_WORDS[language].checklist[item], BOARD_WORDS[language].check[state], [note, by?.name ?? ''].filter(Boolean).join(' · ')]
  })
  return { heading: words.checklist, lines: [], table: { widths: [0.3, 0.22, 0.48], rows: [[words.item, words.state, words.note], ...rows] } }
}

function minutesPart({ minutesTaken }: AgendaCase, state: BoardState, language: Language): MinutesPart {
  const words = WORDS[language]
  const lines = (isLate: boolean) => minutesTaken.filter((one) => one.isLate === isLate).map(({ at, author, text }) => `${timeAt(at, state, language)} · ${author.name}: ${text}`)
  const late = lines(true)
  const all = [...lines(false), ...(late.length > 0 ? [`${words.late}:`, ...late] : [])]
  return { heading: words.minutes, lines: all.length === 0 ? [words.noMinutes] : all, table: null }
}

function attendancePart(state: BoardState, language: Language): MinutesPart {
  const words = WORDS[language]
  const quorum = quorumOf(state).map(({ discipline, present }) => `${DISCIPLINE_WORDS[language][discipline]}: ${present.map(({ person }) => person.name).join(', ') || words.nobody}`)
  const rows = state.seats.map(({ person, discipline, presence, joinedAt }) => [person.name, DISCIPLINE_WORDS[language][discipline], BOARD_WORDS[language].presence[presence], joinedAt ? timeAt(joinedAt, state, language) : '–'])
  return {
    heading: words.attendance,
    lines: [...(quorum.length > 0 ? [`${words.quorum}: ${quorum.join('; ')}.`] : []), ...state.chairsTaken.map(({ person, at, reason }) => `${formatInstant(at, language)}: ${person.name} ${words.chairTaken} (${reason}).`)],
    table: { widths: [0.38, 0.28, 0.18, 0.16], rows: [[words.name, words.discipline, words.there, words.since], ...rows] },
  }
}
