// Owns the decision on objects that may be another patient's (H1): evidence, second person, alias trail. Filing what is released is the bundles' room.
import { caseError } from '#shared/contract/errors.ts'
import type { HeldObject } from '#shared/contract/workstation/quarantine.contract.ts'
import type { ImportItem } from '#shared/domain/importing.ts'
import { foldQuarantine } from '#shared/domain/quarantineActs.ts'
import { CaseId, Sha256 } from '#shared/kit/ids.ts'
import { listAliases } from '../bundles/aliasTrail.ts'
import type { BundlesService } from '../bundles/bundlesService.ts'
import { type HeldItem, readHeld } from '../bundles/importStore.ts'
import { quarantineActs } from '../bundles/quarantineStore.ts'
import { fileOf } from '../bundles/teamQuarantine.ts'
import type { IntakePorts } from './intakeService.ts'

export interface QuarantinePorts extends Pick<IntakePorts, 'session'> {
  bundles: Pick<BundlesService, 'imports' | 'decide'>
  /** People of this workstation besides whoever is at it. */
  others(): { id: string; initials: string }[]
  /** @throws CaseError PASSPHRASE_WRONG, PASSPHRASE_LOCKED, PROFILE_NOT_FOUND @returns how the person is named where only initials show */
  confirm(person: { userId: string; passphrase: string }): Promise<string>
}

type OfItem = { caseId: string; importId: string; itemId: string }

/** Pictures a browser shows as they are. */
const PICTURES = ['image/jpeg', 'image/png']

export function createQuarantineService({ session: { db, user }, bundles, others, confirm }: QuarantinePorts) {
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

  return { list, leaveOut, release }
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
