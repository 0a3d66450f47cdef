// Owns the decision on objects that may be another patient's (H1): evidence, second person, alias trail. Filing what is released is the bundles' room.
import type { z } from 'zod'
import { caseError } from '#shared/contract/errors.ts'
import type { Alias, HeldObject } from '#shared/contract/workstation/quarantine.contract.ts'
import type { ImportItem } from '#shared/domain/importing.ts'
import { isoInstant } from '#shared/kit/clock.ts'
import { CaseId, newUuid, Sha256 } from '#shared/kit/ids.ts'
import type { BundlesService } from '../bundles/bundlesService.ts'
import { type HeldItem, readHeld } from '../bundles/importStore.ts'
import type { Readable, Writable } from '../storage/handles.ts'
import type { IntakePorts } from './intakeService.ts'

export interface QuarantinePorts extends Omit<IntakePorts, 'resources' | 'live'> {
  bundles: Pick<BundlesService, 'imports' | 'decide'>
  /** People of this workstation besides whoever is at it. */
  others(): { id: string; initials: string }[]
  /** @throws CaseError PASSPHRASE_WRONG, PASSPHRASE_LOCKED, PROFILE_NOT_FOUND @returns how the person is named where only initials show */
  confirm(person: { userId: string; passphrase: string }): Promise<string>
}

type OfItem = { caseId: string; importId: string; itemId: string }

/** Pictures a browser shows as they are. */
const PICTURES = ['image/jpeg', 'image/png']

export function createQuarantineService({ session: { db, user }, clock, audit, bundles, others, confirm }: QuarantinePorts) {
  function list({ caseId }: { caseId: string }) {
    const items = bundles.imports({ caseId }).flatMap(({ importId, sourceName, items: all }) =>
      all.filter(({ outcome }) => outcome === 'quarantined').map((item) => describe(importId, sourceName, item, db.read((r) => readHeld(r, importId, item.itemId)?.held ?? null))),
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
    const how = isSecond ? 'secondPerson' : 'sameAgain'
    const trail = (tx: Writable) => {
      tx.run(
        `INSERT INTO patient_alias (id, case_id, import_id, item_id, item_name, stated, differing, reason, released_by, confirmed_by, confirmed_how, at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        [newUuid(clock.now()), caseId, importId, itemId, item.name, JSON.stringify(item.identity?.stated ?? NOTHING), JSON.stringify(item.identity?.differing ?? []), reason, user.name, isSecond ? initials : user.name, how, isoInstant(clock.now())],
      )
      audit.append(tx, 'bundle.releaseConfirmed', { userId: user.id, role: user.role }, { caseId, importId, itemId, confirmedBy, how })
    }
    bundles.decide({ caseId: CaseId.parse(caseId), importId, itemId, decision: 'released', reason }, trail)
    return {}
  }

  return { list, leaveOut, release }
}

const NOTHING = { familyName: null, givenName: null, birthDate: null, sex: null, identifier: null }

function describe(importId: string, sourceName: string, { itemId, name, code, identity, decision }: ImportItem, held: HeldItem | null): HeldObject {
  const common = { importId: importId as HeldObject['importId'], itemId, name, sourceName, code, identity, decision }
  if (!held) return { ...common, kind: null, words: [], date: null, picture: null, recognised: null }
  if (held.kind === 'document') {
    const { document } = held
    return { ...common, kind: 'document', words: [document.kind], date: document.documentDate, picture: PICTURES.includes(document.mediaType) ? document.sha256 : null, recognised: held.recognised ?? null }
  }
  const { study, series } = held.filed.object
  const words = [series.Modality, study.StudyDescription, series.SeriesDescription].filter((text) => text !== '' && text !== null) as string[]
  return { ...common, kind: 'image', words, date: study.studyDate, picture: held.document && PICTURES.includes(held.document.mediaType) ? Sha256.parse(held.document.sha256) : null, recognised: null }
}

function listAliases(r: Readable, caseId: string): z.infer<typeof Alias>[] {
  return r
    .all<{ itemName: string; stated: string; differing: string; reason: string; releasedBy: string; confirmedBy: string; confirmedHow: 'secondPerson' | 'sameAgain'; at: string }>(
      `SELECT item_name AS itemName, stated, differing, reason, released_by AS releasedBy, confirmed_by AS confirmedBy, confirmed_how AS confirmedHow, at
       FROM patient_alias WHERE case_id = ? ORDER BY at, id`,
      [caseId],
    )
    .map(({ stated, differing, ...row }) => ({ ...row, identity: JSON.parse(stated) as Alias['identity'], differing: JSON.parse(differing) as Alias['differing'] }))
}
