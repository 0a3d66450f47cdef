// The licence of this profile's person as they state it, number and last day: what the signature looks at (requirements F3 B16). Knows no report.
import type { Expert } from '#shared/domain/expert.ts'
import { licenceInForce, type LicenceKnown, type LicenceTerm } from '#shared/domain/licenceTerm.ts'
import { type Clock, isoInstant } from '#shared/kit/clock.ts'
import type { DeviceAuditLog } from '../audit/createAuditLog.ts'
import type { Readable, Writable } from '../storage/handles.ts'
import type { LiveBus } from '../workspace/liveBus.ts'
import type { Session } from './session.ts'

interface LicencePorts {
  readonly session: Pick<Session, 'db' | 'user'>
  readonly audit: Pick<DeviceAuditLog, 'append'>
  readonly live: Pick<LiveBus, 'publish'>
  readonly clock: Clock
}

/** What the person stated, and what the directory said when it was last asked. */
export function findLicence(r: Readable): LicenceKnown {
  const termIn = (table: 'licence_term' | 'directory_licence') => {
    const row = r.get<{ expires_on: string | null }>(`SELECT expires_on FROM ${table}`)
    return row ? { expiresOn: row.expires_on as LicenceTerm['expiresOn'] } : null
  }
  return { own: termIn('licence_term'), directory: termIn('directory_licence') }
}

/** The term that holds; null while nothing is recorded. */
export function findLicenceTerm(r: Readable): LicenceTerm | null {
  return licenceInForce(findLicence(r))
}

/** Keeps what the directory says of this person, for the hours without a server. @returns whether it is another than before */
export function hearDirectory(tx: Writable, experts: readonly Expert[], { userId, at }: { userId: string; at: string }): boolean {
  const { directory } = findLicence(tx)
  const said = experts.find((expert) => expert.userId === userId)
  if (!said) tx.run('DELETE FROM directory_licence')
  else tx.run('INSERT INTO directory_licence (one, expires_on, heard_at) VALUES (1, ?, ?) ON CONFLICT (one) DO UPDATE SET expires_on = excluded.expires_on, heard_at = excluded.heard_at', [said.licenceExpiresOn, at])
  return said === undefined ? directory !== null : directory === null || directory.expiresOn !== said.licenceExpiresOn
}

export function createLicence({ session: { db, user }, audit, live, clock }: LicencePorts) {
  const term = () => {
    const { own, directory } = db.read(findLicence)
    return { term: own, directory }
  }

  /** Recorded in the audit with the day: a statement of the person about themselves. */
  function state({ expiresOn }: LicenceTerm): ReturnType<typeof term> {
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

  /** What the directory says, whenever somebody looks into it. */
  function heard(experts: readonly Expert[]): void {
    if (db.write((tx) => hearDirectory(tx, experts, { userId: user.id, at: isoInstant(clock.now()) }))) live.publish('sync')
  }

  return { term, state, stateNumber, heard }
}
