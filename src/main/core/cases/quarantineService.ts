// Owns the decision on objects that may be another patient's (H1): evidence, second person, alias trail; and on studies whose objects state several dates. Filing what is released is the bundles' room.
import { caseError } from '#shared/contract/errors.ts'
import type { HeldObject } from '#shared/contract/workstation/quarantine.contract.ts'
import type { ImportItem } from '#shared/domain/importing.ts'
import { foldQuarantine } from '#shared/domain/quarantineActs.ts'
import { isoInstant } from '#shared/kit/clock.ts'
import { CaseId, newUuid, Sha256 } from '#shared/kit/ids.ts'
import { listAliases } from '../bundles/aliasTrail.ts'
import type { BundlesService } from '../bundles/bundlesService.ts'
import { type HeldItem, readHeld } from '../bundles/importStore.ts'
import { quarantineActs } from '../bundles/quarantineStore.ts'
import { fileOf, followDate } from '../bundles/teamQuarantine.ts'
import { findFileOfStudy, listStudies } from '../imaging/imagingStore.ts'
import type { IntakePorts } from './intakeService.ts'

export interface QuarantinePorts extends Pick<IntakePorts, 'session' | 'clock' | 'audit' | 'live'> {
  bundles: Pick<BundlesService, 'imports' | 'decide'>
  /** People of this workstation besides whoever is at it. */
  others(): { id: string; initials: string }[]
  /** @throws CaseError PASSPHRASE_WRONG, PASSPHRASE_LOCKED, PROFILE_NOT_FOUND @returns how the person is named where only initials show */
  confirm(person: { userId: string; passphrase: string }): Promise<string>
}

type OfItem = { caseId: string; importId: string; itemId: string }

/** Pictures a browser shows as they are. */
const PICTURES = ['image/jpeg', 'image/png']

export function createQuarantineService({ session: { db, user }, clock, audit, live, bundles, others, confirm }: QuarantinePorts) {
  function list({ caseId }: { caseId: string }) {
    const files = db.read((r) => foldQuarantine(quarantineActs.list(r, caseId)))
    const items = bundles.imports({ caseId }).flatMap(({ importId, sourceName, items: all }) =>
      all.filter(({ outcome }) => outcome === 'quarantined').map((item) => describe(importId, sourceName, item, db.read((r) => readHeld(r, importId, item.itemId)?.held ?? null), files)),
    )
    return { items, aliases: db.read((r) => listAliases(r, caseId)), others: others() }
  }

  function leaveOut({ caseId, importId, itemId }: OfItem): Record<string, never> {
    bundles.decide({ caseId: CaseId.parse(caseId), importId, itemId, decision: 'leftOut', reason: 'left out' })
    return {}
  }

  /** @throws CaseError SECOND_PERSON_NEEDED when somebody else is at hand and it is not they who confirm; NOT_ALLOWED, PASSPHRASE_WRONG */
  async function release({ caseId, importId, itemId, reason, confirmedBy, passphrase }: OfItem & { reason: string; confirmedBy: string; passphrase: string }): Promise<Record<string, never>> {
    const people = others()
    const isSecond = people.some(({ id }) => id === confirmedBy)
    if (!isSecond && (people.length > 0 || confirmedBy !== user.id)) throw caseError('SECOND_PERSON_NEEDED', {})
    const item = bundles.imports({ caseId }).find((result) => result.importId === importId)?.items.find((one) => one.itemId === itemId)
    if (item?.outcome !== 'quarantined' || item.decision !== null) throw caseError('NOT_ALLOWED', {})
    const initials = await confirm({ userId: confirmedBy, passphrase })
    bundles.decide({ caseId: CaseId.parse(caseId), importId, itemId, decision: 'released', reason }, { userId: confirmedBy, name: isSecond ? initials : user.name, how: isSecond ? 'secondPerson' : 'sameAgain' })
    return {}
  }

  /**
   * Which of the dates that a study's own objects state holds, or that it is open again; it can be said anew.
   * @throws CaseError NOT_ALLOWED when they do not contradict each other, or none states this date
   */
  function dateStudy({ caseId: id, StudyInstanceUID, studyDate }: { caseId: string; StudyInstanceUID: string; studyDate: string | null }): Record<string, never> {
    const caseId = CaseId.parse(id)
    const now = clock.now()
    db.write((tx) => {
      const study = listStudies(tx, caseId).find((one) => one.StudyInstanceUID === StudyInstanceUID)
      const file = findFileOfStudy(tx, caseId, StudyInstanceUID, studyDate)
      if (!study?.studyDates || !file || (studyDate !== null && !study.studyDates.includes(studyDate))) throw caseError('NOT_ALLOWED', {})
      if (study.studyDate === studyDate) return
      const act = { type: 'dateStudy' as const, sha256: Sha256.parse(file), StudyInstanceUID: study.StudyInstanceUID, studyDate }
      const event = { id: newUuid(now), caseId, actor: user, at: isoInstant(now), act }
      quarantineActs.add(tx, event)
      followDate(tx, event, act)
      audit.append(tx, 'study.dated', { userId: user.id, role: user.role }, { caseId, act: event.id, isKnown: studyDate !== null })
    })
    live.publish('case', caseId)
    return {}
  }

  return { list, leaveOut, release, dateStudy }
}

function describe(importId: string, sourceName: string, { itemId, name, code, identity, decision }: ImportItem, held: HeldItem | null, files: ReturnType<typeof foldQuarantine>): HeldObject {
  const common = { importId: importId as HeldObject['importId'], itemId, name, sourceName, code, identity, decision }
  if (!held) return { ...common, kind: null, sha256: null, documentId: null, setAside: null, words: [], date: null, picture: null, recognised: null }
  const sha256 = Sha256.parse(fileOf(held))
  const act = files.get(sha256)?.setAside
  const file = { ...common, sha256, documentId: held.document?.id ?? null, setAside: act ? { by: act.actor.name, at: act.at } : null }
  if (held.kind === 'document') {
    const { document } = held
    return { ...file, kind: 'document', words: [document.kind], date: document.documentDate, picture: PICTURES.includes(document.mediaType) ? document.sha256 : null, recognised: held.recognised ?? null }
  }
  const { study, series } = held.filed.object
  const words = [series.Modality, study.StudyDescription, series.SeriesDescription].filter((text) => text !== '' && text !== null) as string[]
  return { ...file, kind: 'image', words, date: study.studyDate, picture: held.document && PICTURES.includes(held.document.mediaType) ? Sha256.parse(held.document.sha256) : null, recognised: null }
}
