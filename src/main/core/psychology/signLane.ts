// The psychologist's own signature: over the lane as it was shown, with its outcome written into the report's section. Never signs the rest of the report.
import { createHash } from 'node:crypto'
import { sectionText } from '#shared/casedoc/digest.ts'
import { setField, setNarrative } from '#shared/casedoc/edit.ts'
import { NONE_BECAUSE, roomName } from '#shared/casedoc/layout.ts'
import { readSection } from '#shared/casedoc/read.ts'
import { caseError } from '#shared/contract/errors.ts'
import type { LaneView } from '#shared/contract/workstation/psychology.contract.ts'
import { type LaneSignature, wishesOf } from '#shared/domain/psychology.ts'
import { FieldValue } from '#shared/domain/report.ts'
import { type Block, isBlank } from '#shared/domain/reportContent.ts'
import { canonicalJson } from '#shared/kit/canonicalJson.ts'
import { zoneAt } from '#shared/domain/zones.ts'
import { isoInstant } from '#shared/kit/clock.ts'
import { outcomeBlocks, outcomeFields } from './laneOutcome.ts'
import { type Care, laneText } from './laneStore.ts'
import { type PsychologyPorts, type PsychologyService, scoresToSee } from './psychologyService.ts'

/** Domain separation: this signature never serves as the one of a report. The second format holds the signatory's time zone. */
const LANE_SIGNATURE_DOMAINS = ['consilium/psychology/1', 'consilium/psychology/2'] as const
/** What the psychologist's key signs. @param act of any format: one from before the zone was kept gives its own text */
export function laneStatement({ caseId, contentHash, signer, signedAt, zone, reportNumber }: Pick<LaneSignature, 'contentHash' | 'signer' | 'signedAt' | 'zone' | 'reportNumber'> & { readonly caseId: string }): string {
  return canonicalJson({ domain: LANE_SIGNATURE_DOMAINS[zone === undefined ? 0 : 1], caseId, contentHash, signer, signedAt, zone, reportNumber })
}

const SECTION_KEY = 'psychologicalRecommendations'

export function createLaneSigning({ session, rooms, audit, live, clock, currentReport }: PsychologyPorts, service: PsychologyService) {
  const { db, user } = session
  const { store } = service

  /**
   * The part stands on its own: a case whose report nobody has begun gets its first draft here, with the outcome in its section.
   * @param seenHash of the lane that the signer's screen showed
   * @throws CaseError NOT_ALLOWED, REPORT_CHANGED, REPORT_HAS_OBSTACLES, REPORT_SIGNED when the report is signed already, PASSPHRASE_WRONG
   */
  async function sign({ caseId, seenHash, passphrase }: { caseId: string; seenHash: string; passphrase: string }): Promise<LaneView> {
    const seen = await service.lane({ caseId })
    if (seen.contentHash !== seenHash) throw caseError('REPORT_CHANGED', { contentHash: seen.contentHash })
    if (seen.gaps.includes('reportSigned')) throw caseError('REPORT_SIGNED', {})
    if (seen.gaps.length > 0) throw caseError('REPORT_HAS_OBSTACLES', { count: seen.gaps.length })
    const report = currentReport({ caseId })
    const section = roomName({ kind: 'section', caseId, report: report.number, section: SECTION_KEY })
    await session.withSigningKeys(passphrase, async (keys) => {
      const lane = await store.lane(caseId)
      const text = laneText(caseId, lane)
      if (hash(text) !== seenHash) throw caseError('REPORT_CHANGED', { contentHash: hash(text) })
      const now = clock.now()
      const signedAt = isoInstant(now)
      const zone = zoneAt(now)
      const before = await store.care(caseId)
      await writeSection(section, before)
      const signer = { id: user.id, name: user.name, role: user.role, licence: user.licence }
      const statement = laneStatement({ caseId, contentHash: seenHash, signer, signedAt, zone, reportNumber: report.number })
      const signature: LaneSignature = {
        contentHash: seenHash, signedAt, zone, signer, publicKey: keys.publicKey, signature: keys.sign(Buffer.from(statement, 'utf8')),
        sectionSha256: hash(sectionText(await rooms.snapshot(section))), reportNumber: report.number,
      }
      db.write((tx) => {
        audit.append(tx, 'psychology.signed', { userId: user.id, role: user.role }, { caseId, contentHash: seenHash, reportNumber: report.number })
        audit.sealHead(tx)
      })
      for (const one of lane.recommendations.filter(({ audience }) => audience === 'clinicians')) await store.putCare(caseId, `forClinicians/${one.id}`, one)
      await store.putCare(caseId, 'wishes', wishesOf(lane))
      await store.putCare(caseId, 'seenScores', { scores: scoresToSee(lane) })
      await store.putCare(caseId, 'psychologyChanged', { changed: false })
      await store.putCare(caseId, 'psychology', signature)

      /** The psychologist's own words in the report stay and the outcome stands below them; what an earlier signature wrote is written anew. */
      async function writeSection(room: string, { signature: earlier, written }: Pick<Care, 'signature' | 'written'>): Promise<void> {
        const doc = await rooms.snapshot(room)
        const { body } = readSection(doc)
        const isOurs = isBlank(body) || (written.length === 0 && earlier?.sectionSha256 === hash(sectionText(doc)))
        const own = isOurs ? [] : body.filter((block) => !written.includes(jsonOf(block)))
        const value = (words: string) => FieldValue.parse({ value: words, changedAt: signedAt, changedBy: user.id })
        const origin = { actorId: user.id, room, tool: 'psychology' }
        const isAssessed = lane.fields.assessedHow?.value !== 'notAssessed'
        await rooms.edit(room, origin, (open) => {
          setField(open, origin, NONE_BECAUSE, value(isAssessed ? '' : (lane.fields.notAssessedReason?.value ?? '')))
          if (!isAssessed && written.length > 0) setNarrative(open, origin, own)
          if (!isAssessed) return
          for (const [key, words] of Object.entries(outcomeFields(lane))) setField(open, origin, key, value(words))
          setNarrative(open, origin, [...own, ...outcomeBlocks(lane, report.language)])
        })
        await store.putCare(caseId, 'outcome', { blocks: isAssessed ? readSection(await rooms.snapshot(room)).body.slice(own.length).map(jsonOf) : [] })
      }
    })
    for (const topic of ['psychology', 'reports'] as const) live.publish(topic, caseId)
    live.publish('cases')
    return service.lane({ caseId })
  }

  return { sign }
}

/** As readSection gives it: the same block twice is the same text. */
const jsonOf = (block: Block) => JSON.stringify(block)

function hash(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}
