// Where the person was and how they set up the workstation: kept so that a crash returns there. Knows no screen.
import type { z } from 'zod'
import { Preferences as PreferencesSchema } from '#shared/contract/workstation/workspace.contract.ts'
import { isoInstant, type Clock } from '#shared/kit/clock.ts'
import type { ClinicEntry } from '#shared/domain/phrase.ts'
import type { Session } from '../identity/session.ts'
import { keepClinicEntry, listClinicEntries } from './clinicEntries.ts'

type Preferences = z.infer<typeof PreferencesSchema>

const DEFAULTS: Preferences = { language: null, theme: 'dark', textScale: 1, panels: {} }

export function createWorkspaceService({ session, clock }: { session: Session; clock: Clock }) {
  const { db } = session

  const read = (name: string) => db.read((r) => r.get<{ value: string }>('SELECT value FROM workspace_state WHERE name = ?', [name]))?.value

  function write(name: string, value: string): string {
    const at = isoInstant(clock.now())
    db.write((tx) =>
      tx.run(
        'INSERT INTO workspace_state (name, value, saved_at) VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value, saved_at = excluded.saved_at',
        [name, value, at],
      ),
    )
    return at
  }

  return {
    place: () => ({ place: read('place') ?? null }),
    savePlace: ({ place }: { place: string }) => ({ savedAt: write('place', place) }),
    /** Settings of an older version that no longer parse give way to the defaults. */
    preferences(): Preferences {
      const stored = read('preferences')
      if (stored === undefined) return DEFAULTS
      const parsed = PreferencesSchema.safeParse(JSON.parse(stored))
      return parsed.success ? parsed.data : DEFAULTS
    },
    clinic: () => db.read(listClinicEntries),
    keepForClinic(entry: ClinicEntry): ClinicEntry[] {
      db.write((tx) => keepClinicEntry(tx, entry))
      return db.read(listClinicEntries)
    },
    savePreferences(preferences: Preferences): Preferences {
      write('preferences', JSON.stringify(preferences))
      return preferences
    },
  }
}
