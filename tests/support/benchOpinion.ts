// Fills the demo's lung case as the walkthrough does, but stops before the signature: marks, report text, answers.
import type { Doc } from 'yjs'
import { lungAnswers } from '../../src/main/core/walkthrough/lungAnswers.ts'
import { lungSections } from '../../src/main/core/walkthrough/lungOpinion.ts'
import { writeSection } from '../../src/main/core/walkthrough/writeSection.ts'
import { markEvidence } from '../../src/main/core/walkthrough/markEvidence.ts'
import { setAnswer, setNarrative } from '../../src/shared/casedoc/edit.ts'
import { type EditOrigin, roomName } from '../../src/shared/casedoc/layout.ts'
import { FieldValue } from '../../src/shared/domain/report.ts'
import type { CaseId, ReportId } from '../../src/shared/kit/ids.ts'
import type { DemoOnDisk } from './benchDemo.ts'
import type { BenchWorkstation } from './benchWorkstation.ts'

export async function writeLungOpinion({ core, client }: BenchWorkstation, demo: DemoOnDisk, caseId: CaseId, now: () => number): Promise<{ reportId: ReportId }> {
  const work = core.work()
  const evidence = await markEvidence({ work, caseId, truth: demo.lungTruth, now })
  const report = (await client.reports.list({ caseId })).reports[0]
  if (!report) throw new Error('the case has no report')
  const { id: actorId } = work.session.user
  const instant = new Date(now()).toISOString()
  const value = (text: string) => FieldValue.parse({ value: text, changedAt: instant, changedBy: actorId })

  async function write(section: string, change: (doc: Doc, origin: EditOrigin) => void): Promise<void> {
    const room = roomName({ kind: 'section', caseId, report: report?.number ?? 1, section })
    const origin = { actorId, room, tool: 'bench' }
    await work.rooms.edit(room, origin, (doc) => change(doc, origin))
  }

  for (const [section, written] of Object.entries(lungSections(evidence, instant.slice(0, 10)))) {
    await write(section, (doc, origin) => writeSection(doc, origin, written, value))
  }
  await write('answers', (doc, origin) => {
    for (const [number, { answer, confidence, body }] of Object.entries(lungAnswers(evidence))) {
      setAnswer(doc, origin, Number(number), 'answer', value(answer))
      setAnswer(doc, origin, Number(number), 'confidence', value(confidence))
      setNarrative(doc, origin, body, Number(number))
    }
  })
  return { reportId: report.id }
}
