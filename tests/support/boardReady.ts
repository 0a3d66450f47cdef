// A small case that a board may take: what nobody may waive lies in its bundle, the rest is waived with a reason.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { CaseId } from '../../src/shared/kit/ids.ts'
import { writeSmallBundle } from './smallBundle.ts'
import type { TestWorkstation } from './workstation.ts'

/** The small bundle with the patient's consent. */
export function writeConsentedBundle(): string {
  const folder = writeSmallBundle()
  writeFileSync(join(folder, 'consent.txt'), 'Informed consent\nPatient: Ana Ruiz Mora. Date of birth: 8 April 1963. I consent to the remote second opinion and to the processing of my data.')
  return folder
}

/** Waives what is missing, as a case manager does with a reason. */
export async function waiveMissing({ client }: TestWorkstation, meetingId: string, caseId: CaseId): Promise<void> {
  const missing = async () => (await client.board.view({ meetingId })).names.find((one) => one.caseId === caseId)?.missing
  const { version } = (await client.cases.get({ caseId })).reviewCase
  await client.intake.record({ caseId, baseVersion: version, intake: { waived: Object.fromEntries(((await missing()) ?? []).map(({ code }) => [code, 'Not to be had for this test.'])) } })
  expect(await missing()).toEqual([])
}
