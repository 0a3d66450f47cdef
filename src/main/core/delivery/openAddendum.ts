// What was said in the call becomes the next version of the report, added and never changing a word: it is signed like any other.
import { setNarrative } from '#shared/casedoc/edit.ts'
import { roomName } from '#shared/casedoc/layout.ts'
import { readSection } from '#shared/casedoc/read.ts'
import { REPORT_WORDS } from '#shared/casedoc/reportWords.ts'
import type { CallNote } from '#shared/domain/delivery.ts'
import { formatDate } from '#shared/domain/localFormat.ts'
import type { Report } from '#shared/domain/report.ts'
import type { Block } from '#shared/domain/reportContent.ts'
import type { PatientQuestion } from '#shared/domain/reviewCase.ts'
import type { Rooms } from '../collab/rooms.ts'
import type { ReportsService } from '../reports/reportsService.ts'

const SECTION = 'followUp'
const WORDS = {
  en: { reason: 'Addendum after the call about the opinion', heading: (day: string) => `Call about the opinion, ${day}`, teachBack: 'In the patient’s own words' },
  es: { reason: 'Anexo tras la llamada sobre la opinión', heading: (day: string) => `Llamada sobre la opinión, ${day}`, teachBack: 'Con las palabras del paciente' },
} as const

export async function openAddendum(
  { reports, rooms, actorId }: { reports: Pick<ReportsService, 'amend' | 'list'>; rooms: Pick<Rooms, 'snapshot' | 'edit'>; actorId: string },
  { caseId, reportId, notes, questions, day }: { caseId: string; reportId: string; notes: readonly CallNote[]; questions: readonly PatientQuestion[]; day: string },
): Promise<Report> {
  const signed = reports.list({ caseId }).reports.find(({ id }) => id === reportId)
  const words = WORDS[signed?.language ?? 'en']
  const report = await reports.amend({ caseId, reportId, reason: words.reason, kind: 'appended' })
  const room = roomName({ kind: 'section', caseId, report: report.number, section: SECTION })
  const before = readSection(await rooms.snapshot(room)).body
  const heading = words.heading(formatDate(day, report.language))
  // Asked twice, the addendum that is open already is left as it was written.
  if (JSON.stringify(before).includes(JSON.stringify(heading))) return report
  const asked = (number: number) => {
    const { standard = null, text: own = '' } = questions.find((one) => one.number === number) ?? {}
    return `${number}. ${standard ? REPORT_WORDS[report.language].questions[standard] : own}`.trim()
  }
  const said = notes.filter(({ discussed }) => discussed).map(({ question, note, teachBack }): Block[] => [
    { type: 'paragraph', content: [{ type: 'text', text: asked(question), bold: true }] },
    ...(note.trim() === '' ? [] : [text(note.trim())]),
    ...(teachBack.trim() === '' ? [] : [text(`${words.teachBack}: ${teachBack.trim()}`)]),
  ])
  const added: Block[] = [{ type: 'heading', level: 3, content: [{ type: 'text', text: heading }] }, { type: 'list', ordered: false, items: said }]
  const origin = { actorId, room, tool: 'addendum' }
  await rooms.edit(room, origin, (doc) => setNarrative(doc, origin, [...before, ...added]))
  return report
}

function text(words: string): Block {
  return { type: 'paragraph', content: [{ type: 'text', text: words }] }
}
