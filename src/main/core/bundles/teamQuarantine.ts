// What the team decided about files that may be another patient's, made so on this workstation (H1): set aside, left out, released. Inside the caller's transaction.
import { foldQuarantine, foldStudyDates, type QuarantineEvent, type Standing } from '#shared/domain/quarantineActs.ts'
import type { User } from '#shared/domain/people.ts'
import type { SourceDocument } from '#shared/domain/sourceDocument.ts'
import type { AuditLog } from '../audit/auditLog.ts'
import { addStep } from '../cases/caseStore.ts'
import { dropDocument, listDocuments } from '../documents/documentStore.ts'
import { dateStudy, decidedDate, rebuildStudy } from '../imaging/imagingStore.ts'
import type { Readable, Writable } from '../storage/handles.ts'
import { putAlias } from './aliasTrail.ts'
import { fileHeld } from './fileItems.ts'
import { decideItem, type HeldItem } from './importStore.ts'
import { quarantineActs } from './quarantineStore.ts'
import { setDocumentAside } from './setAside.ts'

interface HeldHere {
  importId: string
  itemId: string
  decision: 'leftOut' | 'released' | null
  held: HeldItem
}

export const fileOf = (held: HeldItem): string => (held.kind === 'document' ? held.document.sha256 : held.filed.sha256)

function heldHere(r: Readable, caseId: string, sha256: string): HeldHere[] {
  return r
    .all<{ importId: string; itemId: string; decision: HeldHere['decision']; held: string }>(
      `SELECT import_id AS importId, item_id AS itemId, decision, held FROM import_item JOIN import ON import.id = import_item.import_id
       WHERE import.case_id = ? AND outcome = 'quarantined' AND instr(held, ?) > 0`,
      [caseId, sha256],
    )
    .map((row) => ({ ...row, held: JSON.parse(row.held) as HeldItem }))
    .filter(({ held }) => fileOf(held) === sha256)
}

/** Documents that the team has set aside and the server has: their bytes are kept on every machine, so that everybody can compare. */
export function setAsideDocuments(r: Readable, caseId: string): SourceDocument[] {
  const files = foldQuarantine(quarantineActs.confirmed(r, caseId))
  return [...files].flatMap(([sha256, { setAside }]) => {
    const [here] = setAside ? heldHere(r, caseId, sha256) : []
    return here?.held.kind === 'document' ? [here.held.document] : []
  })
}

/** Whether the team has released this file, whatever this workstation's own import thought of it. */
export function releasedFiles(r: Readable, caseId: string): (sha256: string) => boolean {
  const files = foldQuarantine(quarantineActs.list(r, caseId))
  return (sha256) => files.get(sha256)?.state === 'released'
}

/** Makes the case as the team's acts say. Doing it twice changes nothing. */
export function followTeam(tx: Writable, caseId: string, { audit, user }: { audit: AuditLog; user: Pick<User, 'id' | 'role'> }): void {
  const acts = quarantineActs.list(tx, caseId)
  if (acts.length === 0) return
  for (const [sha256, standing] of foldQuarantine(acts)) {
    const name = follow(tx, caseId, sha256, standing)
    if (name === null) continue
    const { state, by } = standing
    audit.append(tx, 'quarantine.followed', { userId: user.id, role: user.role }, { caseId, act: by.id, state })
    addStep(tx, caseId, { at: by.at, labelKey: `event.${state === 'open' ? 'setAside' : state}`, title: name, actorName: by.actor.name })
  }
  for (const [StudyInstanceUID, { studyDate, by }] of foldStudyDates(acts)) {
    if (decidedDate(tx, caseId, StudyInstanceUID) === studyDate) continue
    followDate(tx, by, { StudyInstanceUID, studyDate })
    audit.append(tx, 'quarantine.followed', { userId: user.id, role: user.role }, { caseId, act: by.id, state: 'dated' })
  }
}

/** The study is of the day that a person said; told in the case's steps. */
export function followDate(tx: Writable, { caseId, at, actor }: QuarantineEvent, { StudyInstanceUID, studyDate }: { StudyInstanceUID: string; studyDate: string | null }): void {
  dateStudy(tx, caseId, StudyInstanceUID, studyDate)
  addStep(tx, caseId, { at, labelKey: studyDate === null ? 'event.studyUndated' : 'event.studyDated', title: studyDate ?? '', StudyInstanceUID, actorName: actor.name })
}

/** @returns what the file is called when something changed here */
function follow(tx: Writable, caseId: string, sha256: string, { state, by, setAside }: Standing): string | null {
  const document = listDocuments(tx, caseId).find((one) => one.sha256 === sha256)
  if (state === 'released') return release(tx, caseId, sha256, by, document !== undefined)
  const here = heldHere(tx, caseId, sha256)
  if (document && here.length > 0) dropDocument(tx, document)
  else if (document && setAside) {
    const { act, at } = setAside
    setDocumentAside(tx, { document, check: act.check, code: act.code, statement: act.statement, nowMs: Date.parse(at), at })
  }
  const undone = heldHere(tx, caseId, sha256).filter(({ decision }) => (state === 'leftOut' ? decision !== 'leftOut' : decision === 'released'))
  for (const { importId, itemId } of undone) decideItem(tx, importId, itemId, state === 'leftOut' ? 'leftOut' : null, state === 'leftOut' ? 'left out' : null)
  return (setAside && document?.name) ?? undone.map(nameOf)[0] ?? null
}

function release(tx: Writable, caseId: string, sha256: string, by: QuarantineEvent, isInCase: boolean): string | null {
  if (by.act.type !== 'release') return null
  const here = heldHere(tx, caseId, sha256)
  const undone = here.filter(({ decision }) => decision !== 'released')
  for (const { importId, itemId, held } of undone) {
    if (!isInCase) {
      const { study } = fileHeld(tx, held, { caseId: by.caseId, importId })
      if (study) rebuildStudy(tx, caseId, study)
    }
    decideItem(tx, importId, itemId, 'released', by.act.reason)
  }
  const isNew = putAlias(tx, by, by.act, here[0] ?? null)
  return isNew || undone.length > 0 ? by.act.name : null
}

const nameOf = ({ held }: HeldHere): string => (held.kind === 'document' ? held.document.name : (held.document?.name ?? ''))
