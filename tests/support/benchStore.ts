// A store as a physician leaves it in the evening: the lung case with its marks and opinion. Made once per bench process, closed, ready to be opened by a host.
import { changeCase } from '../../src/main/core/cases/caseStore.ts'
import { recordDemoIntake } from '../../src/main/core/demo/recordDemoIntake.ts'
import type { User } from '../../src/shared/domain/people.ts'
import type { CaseId, ReportId } from '../../src/shared/kit/ids.ts'
import { type DemoOnDisk, demoOnDisk } from './benchDemo.ts'
import { lengthenReport } from './benchLongReport.ts'
import { writeLungOpinion } from './benchOpinion.ts'
import { openBenchWorkstation, temporaryStore } from './benchWorkstation.ts'

export interface PreparedStore {
  directory: string
  demo: DemoOnDisk
  /** The lung case. */
  caseId: CaseId
  reportId: ReportId
  remove(): void
}

export interface PreparedStoreOptions {
  /** What time it is while the store is made; the system's own when left out. */
  now?: () => number
  /** Also the stroke and the Parkinson bundle. */
  all?: boolean
  /** The report has twenty pages and two hundred proofs. */
  long?: boolean
  quickPassphrase?: boolean
  /** Somebody else on the lung case's team. */
  colleague?: User
  directory?: string
}

export async function prepareStore({ now = Date.now, all = false, long = false, quickPassphrase = true, colleague, ...given }: PreparedStoreOptions = {}): Promise<PreparedStore> {
  const demo = await demoOnDisk()
  const store = given.directory ? { directory: given.directory, remove: () => undefined } : temporaryStore()
  const station = await openBenchWorkstation({ directory: store.directory, now, quickPassphrase })
  try {
    await station.signUp()
    const [lung = '', ...others] = demo.bundles
    const { caseId } = await station.takeIn(lung)
    const opened = [caseId]
    for (const path of all ? others : []) opened.push((await station.takeIn(path)).caseId)
    for (const one of opened) recordDemoIntake(station.core.work(), one)
    const { reportId } = await writeLungOpinion(station, demo, caseId, now)
    if (colleague) station.core.work().session.db.write((tx) => changeCase(tx, caseId, ({ team }) => ({ team: [...team, { user: colleague, role: colleague.role }] })))
    if (long) await lengthenReport(station, caseId)
    return { reportId, directory: store.directory, demo, caseId, remove: store.remove }
  } finally {
    await station.stop()
  }
}
