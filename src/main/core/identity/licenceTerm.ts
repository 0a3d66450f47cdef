// The licence of this profile's person as they state it, number and last day: what the signature looks at (requirements F3 B16). Knows no report.
import type { LicenceTerm } from '#shared/domain/licenceTerm.ts'
import { type Clock, isoInstant } from '#shared/kit/clock.ts'
import type { DeviceAuditLog } from '../audit/createAuditLog.ts'
import type { Readable } from '../storage/handles.ts'
import type { LiveBus } from '../workspace/liveBus.ts'
import type { Session } from './session.ts'

interface LicencePorts {
  readonly session: Pick<Session, 'db' | 'user'>
  readonly audit: Pick<DeviceAuditLog, 'append'>
  readonly live: Pick<LiveBus, 'publish'>
  readonly clock: Clock
}

/** null while nothing is recorded. */
export function findLicenceTerm(r: Readable): LicenceTerm | null {
  const row = r.get<{ expires_on: string | null }>('SELECT expires_on FROM licence_term')
  return row ? { expiresOn: row.expires_on as LicenceTerm['expiresOn'] } : null
}

export function createLicence({ session: { db, user }, audit, live, clock }: LicencePorts) {
  const term = () => ({ term: db.read(findLicenceTerm) })

  /** Recorded in the audit with the day: a statement of the person about themselves. */
  function state({ expiresOn }: LicenceTerm): { term: LicenceTerm | null } {
    db.write((tx) => {
      audit.append(tx, 'profile.licenceStated', { userId: user.id, role: user.role }, { expiresOn: expiresOn ?? 'noEnd' })
      tx.run('INSERT INTO licence_term (one, expires_on, stated_at) VALUES (1, ?, ?) ON CONFLICT (one) DO UPDATE SET expires_on = excluded.expires_on, stated_at = excluded.stated_at', [expiresOn, isoInstant(clock.now())])
    })
    live.publish('cases')
    return term()
  }

  /** Only where none was stated: signatures carry the number. The open session keeps what it began with. */
  function stateNumber({ licence }: { licence: string }): { licence: string } {
    return db.write((tx) => {
      const { changes } = tx.run("UPDATE profile SET licence = ? WHERE licence IS NULL OR trim(licence) = ''", [licence])
      if (changes > 0) audit.append(tx, 'profile.licenceStated', { userId: user.id, role: user.role }, { number: 'stated' })
      return { licence: tx.get<{ licence: string }>('SELECT licence FROM profile')?.licence ?? licence }
    })
  }

  return { term, state, stateNumber }
}
