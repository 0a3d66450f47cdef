// What the team decided about foreign material that contradicts the case (H1) or itself: the acts as they travel, and what they come to. The same fold on every machine. Pure.
import { z } from 'zod'
import { CaseId, DicomUid, Sha256 } from '../kit/ids.ts'
import { IdentityCheck } from './identity.ts'
import { ItemCode } from './importing.ts'
import { User } from './people.ts'

export const QuarantineAct = z.discriminatedUnion('type', [
  /** A document of the case turned out to be somebody else's, or nobody can tell: out of the case until a person decides. */
  z.object({
    type: z.literal('setAside'),
    sha256: Sha256,
    code: ItemCode,
    check: IdentityCheck,
    /** The lines of a recognised page that say so; confidence in per cent. */
    statement: z.object({ page: z.number().int().positive(), quote: z.string().max(400), confidence: z.number() }),
  }),
  z.object({ type: z.literal('leaveOut'), sha256: Sha256 }),
  /** Taken into the case by two people, or by one who proved twice who they are. */
  z.object({
    type: z.literal('release'),
    sha256: Sha256,
    name: z.string().max(1024),
    check: IdentityCheck.nullable(),
    reason: z.string().min(1).max(500),
    confirmedBy: z.string().max(200),
    confirmedHow: z.enum(['secondPerson', 'sameAgain']),
  }),
  /** The objects of one study state several dates: which one holds, or null: open again. The file is one that states it. */
  z.object({ type: z.literal('dateStudy'), sha256: Sha256, StudyInstanceUID: DicomUid, studyDate: z.iso.date().nullable() }),
])
export type QuarantineAct = z.infer<typeof QuarantineAct>

export const QuarantineEvent = z.object({
  id: z.uuid(),
  caseId: CaseId,
  /** The person the server authenticated. */
  actor: User,
  at: z.string(),
  act: QuarantineAct,
})
export type QuarantineEvent = z.infer<typeof QuarantineEvent>

export interface Standing {
  state: 'open' | 'leftOut' | 'released'
  /** The act that made it so. */
  by: QuarantineEvent
  /** Why it was set aside; null for what an import had held back and somebody released. */
  setAside: (QuarantineEvent & { act: Extract<QuarantineAct, { type: 'setAside' }> }) | null
}

/** By hash of the file. Whoever decides first decides: what comes later changes nothing. */
export function foldQuarantine(events: readonly QuarantineEvent[]): ReadonlyMap<string, Standing> {
  const files = new Map<string, Standing>()
  for (const event of events) {
    const { act } = event
    if (act.type === 'dateStudy') continue
    const known = files.get(act.sha256)
    if (isDecidedBefore(known, act)) continue
    if (act.type === 'setAside') {
      if (!known) files.set(act.sha256, { state: 'open', by: event, setAside: { ...event, act } })
    } else files.set(act.sha256, { state: act.type === 'release' ? 'released' : 'leftOut', by: event, setAside: known?.setAside ?? null })
  }
  return files
}

/** By study: the date that holds, as the team said last. */
export function foldStudyDates(events: readonly QuarantineEvent[]): ReadonlyMap<string, { studyDate: string | null; by: QuarantineEvent }> {
  return new Map(events.flatMap((by) => (by.act.type === 'dateStudy' ? [[by.act.StudyInstanceUID as string, { studyDate: by.act.studyDate, by }] as const] : [])))
}

/** A second person who sets the same file aside adds evidence; a decision is made once, and only on what waits for one or never was in the case. */
export function isDecidedBefore(known: Pick<Standing, 'state'> | undefined, { type }: QuarantineAct): boolean {
  if (type === 'setAside' || type === 'dateStudy') return false
  return type === 'release' ? known !== undefined && known.state !== 'open' : known?.state !== 'open'
}
