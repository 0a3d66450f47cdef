// All measurements of a case at once, from the annotation rooms of its studies. Own edits go through the rooms' own stores.
import { useEffect, useMemo, useState } from 'react'
import { roomName } from '#shared/casedoc/layout.ts'
import type { Measurement } from '#shared/domain/annotation.ts'
import { useProfile } from './queries.ts'
import type { Room } from './roomRegistry.ts'
import { rooms } from './rooms.ts'

export interface CaseMeasurements {
  measurements: readonly Measurement[]
  ready: boolean
  save(measurement: Measurement): void
}

/** @param studies StudyInstanceUIDs; a new list of the same studies changes nothing */
export function useCaseMeasurements(caseId: string, studies: readonly string[]): CaseMeasurements {
  const me = useProfile().data?.me?.id ?? null
  const names = studies.map((study) => roomName({ kind: 'studyAnnotations', caseId, study })).join(' ')
  const [held, setHeld] = useState<readonly Room[]>([])
  const [version, setVersion] = useState(0)
  useEffect(() => {
    if (!me || names === '') return
    const acquired = names.split(' ').map((name) => rooms.acquire(name))
    const changed = () => setVersion((n) => n + 1)
    const stops = acquired.flatMap((room) => [room.subscribe(changed), room.annotations(me).subscribe(changed)])
    setHeld(acquired)
    return () => {
      for (const stop of stops) stop()
      for (const room of acquired) rooms.release(room)
      setHeld([])
    }
  }, [names, me])
  return useMemo(() => {
    // Read again whenever a room says that it changed.
    void version
    const measurements = me ? held.flatMap((room) => room.annotations(me).list().filter((mark) => mark.type === 'measurement')) : []
    return {
      measurements,
      ready: held.length > 0 && held.every((room) => room.access().synced),
      save: (measurement) => {
        const room = held.find(({ name }) => name === roomName({ kind: 'studyAnnotations', caseId, study: measurement.anchor.StudyInstanceUID }))
        if (room && me && !room.access().readOnly) room.annotations(me).save(measurement)
      },
    }
  }, [held, version, me, caseId])
}
