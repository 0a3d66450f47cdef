// The psychological lane and the team's care record as they lie in their shared documents: read whole, written one register at a time. Decides nothing.
import type * as Y from 'yjs'
import { z } from 'zod'
import { roomName } from '#shared/casedoc/layout.ts'
import { listRegisters, readRegister, setRegister } from '#shared/casedoc/registers.ts'
import {
  InstrumentRecord, LANE_FIELD_NAMES, LaneRecommendation, LaneSignature, LaneValue, LaneWishes, PromptAnswer, SafetyCard, SafetyFlag, SeenScores, TreatmentEvent, type Lane, type LaneField,
} from '#shared/domain/psychology.ts'
import { canonicalJson, type Json } from '#shared/kit/canonicalJson.ts'
import type { Rooms } from '../collab/rooms.ts'

export const LANE_SCHEMA = 'consilium-psychology/1'

export const laneRoom = (caseId: string) => roomName({ kind: 'psychology', caseId })
export const careRoom = (caseId: string) => roomName({ kind: 'care', caseId })

/** What the psychologist hands to the team: no score, no note. */
export const CareTask = z.object({ promptId: z.string(), medicines: z.tuple([z.string(), z.string()]), question: z.object({ en: z.string(), es: z.string() }), source: z.string(), note: z.string(), at: z.string(), byName: z.string() })
export type CareTask = z.infer<typeof CareTask>
const Written = z.object({ blocks: z.array(z.string()) })
const Changed = z.object({ changed: z.boolean() })

export interface Care {
  readonly flags: readonly SafetyFlag[]
  readonly tasks: readonly CareTask[]
  readonly signature: LaneSignature | null
  /** The lane was changed after it was signed. */
  readonly isChanged: boolean
  /** What the patient wants to hear and who may be told; null while nothing is recorded. */
  readonly wishes: LaneWishes | null
  /** Totals that the patient asked to see; empty for everybody else. */
  readonly seenScores: SeenScores['scores']
  /** Blocks of the report's section that the last signature wrote, as JSON: the next one takes their place. */
  readonly written: readonly string[]
  /** Recommendations that stay with the team. */
  readonly forClinicians: readonly LaneRecommendation[]
}

export function readLane(doc: Y.Doc): Lane {
  const fields: Partial<Record<LaneField, LaneValue>> = {}
  for (const name of LANE_FIELD_NAMES) {
    const value = readRegister(doc, `field/${name}`, LaneValue)
    if (value && value.value !== '') fields[name] = value
  }
  return {
    fields,
    instruments: listRegisters(doc, 'instrument', InstrumentRecord).entries,
    recommendations: listRegisters(doc, 'recommendation', LaneRecommendation).entries.filter(({ removed }) => !removed),
    events: listRegisters(doc, 'event', TreatmentEvent).entries.filter(({ removed }) => !removed),
    answers: listRegisters(doc, 'prompt', PromptAnswer).entries,
    cards: listRegisters(doc, 'safety', SafetyCard).entries,
  }
}

export function readCare(doc: Y.Doc): Care {
  return {
    flags: listRegisters(doc, 'safety', SafetyFlag).entries,
    tasks: listRegisters(doc, 'task', CareTask).entries,
    signature: readRegister(doc, 'psychology', LaneSignature) ?? null,
    isChanged: readRegister(doc, 'psychologyChanged', Changed)?.changed ?? false,
    written: readRegister(doc, 'outcome', Written)?.blocks ?? [],
    wishes: readRegister(doc, 'wishes', LaneWishes) ?? null,
    seenScores: readRegister(doc, 'seenScores', SeenScores)?.scores ?? [],
    forClinicians: listRegisters(doc, 'forClinicians', LaneRecommendation).entries.filter(({ removed }) => !removed),
  }
}

/** What the psychologist signs: everything of the lane but the private notes. */
export function laneText(caseId: string, { fields, ...rest }: Lane): string {
  const { privateNotes: _, ...signed } = fields
  return canonicalJson({ schema: LANE_SCHEMA, caseId, fields: signed, ...rest } as unknown as Json)
}

export function createLaneStore(rooms: Pick<Rooms, 'snapshot' | 'edit'>, actorId: string) {
  const put = (room: string, key: string, value: object) => {
    const origin = { actorId, room, tool: 'psychology' }
    return rooms.edit(room, origin, (doc) => setRegister(doc, origin, key, value))
  }
  return {
    lane: async (caseId: string) => readLane(await rooms.snapshot(laneRoom(caseId))),
    care: async (caseId: string) => readCare(await rooms.snapshot(careRoom(caseId))),
    putLane: (caseId: string, key: string, value: object) => put(laneRoom(caseId), key, value),
    putCare: (caseId: string, key: string, value: object) => put(careRoom(caseId), key, value),
  }
}
