// Release from quarantine (H1): never without a reason and a second look, and with a trail that stays.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openIntakeClinic } from '../../../../support/intakeClinic.ts'
import { writeSmallBundle } from '../../../../support/smallBundle.ts'
import { temporaryFolder } from '../../../../support/temporaryFolder.ts'

const SECOND = '01936a00-0000-7000-8000-00000000000b'

async function withForeignLetter() {
  const clinic = openIntakeClinic(temporaryFolder())
  onTestFinished(clinic.close)
  const bundle = writeSmallBundle()
  mkdirSync(join(bundle, 'other'))
  writeFileSync(join(bundle, 'other', 'alta.txt'), 'Informe de alta\nPaciente: Juan López Vega\nFecha de nacimiento: 17/01/1941\n')
  const { caseId } = await clinic.takeIn(bundle)
  if (!caseId) throw new Error('no case')
  const list = () => clinic.quarantine.list({ caseId })
  const [item] = list().items
  if (!item) throw new Error('nothing was set aside')
  const release = (confirmedBy: string, passphrase: string) => clinic.quarantine.release({ caseId, importId: item.importId, itemId: item.itemId, reason: 'Same person, maiden name', confirmedBy, passphrase })
  return { ...clinic, caseId, item, list, release }
}

test('the evidence stands beside the case; nobody else at hand: one’s own passphrase again', async () => {
  const { item, list, release, user, cases, caseId } = await withForeignLetter()
  expect(item).toMatchObject({ name: 'other/alta.txt', kind: 'document', decision: null, identity: { verdict: 'mismatch', stated: { birthDate: '1941-01-17' } } })
  const documents = cases.documents({ caseId }).length
  await expect(release(user.id, 'wrong')).rejects.toMatchObject({ code: 'PASSPHRASE_WRONG' })
  expect(list().aliases).toEqual([])
  expect(cases.documents({ caseId })).toHaveLength(documents)
  await release(user.id, 'my own passphrase')
  expect(cases.documents({ caseId })).toHaveLength(documents + 1)
  expect(list()).toMatchObject({ items: [{ decision: 'released' }], aliases: [{ itemName: 'other/alta.txt', reason: 'Same person, maiden name', confirmedHow: 'sameAgain', releasedBy: 'Dr Helen Okafor' }] })
  // Decided once and for all.
  await expect(release(user.id, 'my own passphrase')).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
})

test('with a colleague at the workstation it is they who confirm', async () => {
  const { list, release, user, people } = await withForeignLetter()
  people.set(SECOND, 'theirs')
  await expect(release(user.id, 'my own passphrase')).rejects.toMatchObject({ code: 'SECOND_PERSON_NEEDED' })
  await release(SECOND, 'theirs')
  expect(list().aliases).toMatchObject([{ confirmedHow: 'secondPerson', confirmedBy: 'PS' }])
})

test('the trail cannot be changed or removed', async () => {
  const { db, release, user } = await withForeignLetter()
  await release(user.id, 'my own passphrase')
  expect(() => db.write((tx) => tx.run("UPDATE patient_alias SET reason = 'x'"))).toThrow('append-only')
  expect(() => db.write((tx) => tx.run('DELETE FROM patient_alias'))).toThrow('append-only')
})

test('left out: it stays out, and no trail is made', async () => {
  const { item, list, quarantine, caseId } = await withForeignLetter()
  quarantine.leaveOut({ caseId, importId: item.importId, itemId: item.itemId })
  expect(list()).toMatchObject({ items: [{ decision: 'leftOut' }], aliases: [] })
})
