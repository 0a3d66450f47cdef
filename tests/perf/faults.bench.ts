// Seeded fault schedules with four whole workstations and a server that is killed: how many edits are lost, how many states differ. Zero and one, or it is broken.
import type { BenchResult } from '../support/bench.ts'
import { openFaultClinic } from '../support/faultSchedules.ts'
import { postgresPrograms, startPostgres } from '../support/postgres.ts'

export const names = ['faultSchedules']

const SCHEDULES = Number(process.env['CONSILIUM_FAULT_SCHEDULES'] ?? 300)

export async function bench(): Promise<BenchResult[]> {
  const postgres = postgresPrograms() ? await startPostgres() : null
  const clinic = await openFaultClinic(postgres ? await postgres.database() : undefined)
  const began = performance.now()
  let lost = 0
  let differing = 0
  let kills = 0
  try {
    for (let seed = 1; seed <= SCHEDULES; seed++) {
      const told = await clinic.run(seed)
      lost += told.lost
      if (told.states !== 1) differing++
      if (told.killed) kills++
    }
  } finally {
    await clinic.stop()
    await postgres?.stop()
  }
  const seconds = Math.round((performance.now() - began) / 1000)
  return [
    {
      name: 'faultSchedules', value: lost, unit: `edits lost in ${SCHEDULES} schedules x 4 workstations, ${kills} with a killed server; ${differing} schedules ended in different states; ${seconds} s, ${postgres ? 'PostgreSQL' : 'PGlite'}`,
      spread: 0, against: null, ratio: null, goal: '300 schedules, 0 lost, identical states', ok: lost === 0 && differing === 0 && SCHEDULES >= 300,
    },
  ]
}
