// The demo's lung case with its lesions followed over both dates, and the value of the outside report beside ours with the passage that states it.
import { saveAnnotation } from '../../src/shared/casedoc/edit.ts'
import { saveLesion, setFinding, setOutside } from '../../src/shared/casedoc/lesions.ts'
import { roomName } from '../../src/shared/casedoc/layout.ts'
import { readAnnotations } from '../../src/shared/casedoc/read.ts'
import type { Measurement } from '../../src/shared/domain/annotation.ts'
import { TrackedLesion } from '../../src/shared/domain/lesion.ts'
import { Proof } from '../../src/shared/domain/report.ts'
import type { CaseId } from '../../src/shared/kit/ids.ts'
import { newUuid } from '../../src/shared/kit/ids.ts'
import type { BenchWorkstation } from './benchWorkstation.ts'

/** Lesions by how the demo's measurements of them are named. */
const FOLLOWED = [
  { named: 'T1 hilio', label: 'T1', site: 'hilio derecho', organ: 'lung', role: 'target' },
  { named: 'T2 adenopatía', label: 'T2', site: '4R', organ: 'lymphNode', role: 'target' },
  { named: 'Nódulo LSI', label: 'NT1', site: 'lóbulo superior izquierdo', organ: 'lung', role: 'nonTarget' },
] as const

/** What the outside report says of T1 in October, mm, and words of the passage that says it. */
const OUTSIDE = { diameterMm: '30', words: '30 mm' }

export async function followLesions({ core }: BenchWorkstation, caseId: CaseId, now: () => number): Promise<void> {
  const { rooms, session, imaging } = core.work()
  const at = new Date(now()).toISOString()
  const room = roomName({ kind: 'lesions', caseId })
  const origin = { actorId: session.user.id, room, tool: 'lesion' }
  const studies = imaging.studies({ caseId })
  const dates = studies.flatMap(({ studyDate }) => studyDate ?? []).sort()
  const last = dates.at(-1) ?? ''
  const passage = readAnnotations(await rooms.snapshot(roomName({ kind: 'documentAnnotations', caseId }))).annotations.find((one) => one.type === 'highlight' && one.anchor.quote.includes(OUTSIDE.words))
  for (const { named, ...about } of FOLLOWED) {
    const lesion = TrackedLesion.parse({ ...about, id: newUuid(now()), author: session.user.id, authorName: session.user.name, createdAt: at, changedAt: at })
    await rooms.edit(room, origin, (doc) => saveLesion(doc, origin, lesion))
    for (const { StudyInstanceUID } of studies) {
      const marksRoom = roomName({ kind: 'studyAnnotations', caseId, study: StudyInstanceUID })
      const here = { actorId: session.user.id, room: marksRoom, tool: 'annotation' }
      const ofLesion = readAnnotations(await rooms.snapshot(marksRoom)).annotations.filter((one): one is Measurement => one.type === 'measurement' && one.label.startsWith(named))
      for (const one of ofLesion) await rooms.edit(marksRoom, here, (doc) => saveAnnotation(doc, here, { ...one, lesionId: lesion.id }))
    }
    const place = { lesionId: lesion.id, date: last }
    if (about.role === 'nonTarget') for (const date of dates) await rooms.edit(room, origin, (doc) => setFinding(doc, origin, { ...place, date }, { ...place, date, state: 'present', reason: '', changedAt: at, changedBy: session.user.id }))
    if (about.label !== 'T1' || passage?.type !== 'highlight') continue
    const proof = Proof.parse({ annotationId: passage.id, kind: 'passage', label: passage.anchor.quote.slice(0, 160), anchor: passage.anchor })
    await rooms.edit(room, origin, (doc) => setOutside(doc, origin, place, { ...place, diameterMm: OUTSIDE.diameterMm, proof, changedAt: at, changedBy: session.user.id }))
  }
}
