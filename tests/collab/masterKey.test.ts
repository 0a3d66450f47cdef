// The server's master key renewed: what was sealed before is read, the old key opens nothing any more, and a start with a wrong one changes nothing.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CaseErased, createCaseVault, MasterKeyRefused } from '../../src/server/storage/caseVault.ts'
import { readOrMakeMasterKey } from '../../src/server/storage/keyFile.ts'
import { settleMasterKey } from '../../src/server/storage/masterKey.ts'
import { createServiceClient } from '../../src/main/core/sync/serverLink.ts'
import { newUuid } from '../../src/shared/kit/ids.ts'
import { enrolDevice } from '../support/serverDevice.ts'
import { startServerProcess } from '../support/serverProcess.ts'
import { aCase, openServiceRig } from '../support/serviceRig.ts'

test('every case key is wrapped anew in one transaction, once; the old key opens none of them and makes none', { timeout: 120_000 }, async () => {
  const rig = await openServiceRig()
  const clock = { now: rig.now }
  const next = createCaseVault({ masterKey: randomBytes(32), clock })
  const stranger = createCaseVault({ masterKey: randomBytes(32), clock })
  const renewals: number[] = []
  const settle = (own: typeof next, to: typeof next | null) => settleMasterKey(rig.db, { own, next: to, renewed: async (_trx, cases) => void renewals.push(cases) })
  try {
    const owner = await rig.person('physician')
    const [first, second] = [await rig.publish(owner), await rig.publish(owner)]
    const before = await rig.db.selectFrom('case_key').selectAll().orderBy('case_id').execute()
    const keyBefore = Buffer.from((await rig.vault.keyOf(rig.db, first.id)).bytes)
    const body = async (vault: typeof next, id: string) => {
      const { body: sealed } = await rig.db.selectFrom('case_record').select('body').where('case_id', '=', id).executeTakeFirstOrThrow()
      return JSON.parse((await vault.keyOf(rig.db, id)).openText(sealed)) as { caseNumber: string }
    }

    // A database that kept no check yet: what it holds decides.
    await expect(settle(stranger, null)).rejects.toThrow(MasterKeyRefused)
    expect(await settle(rig.vault, null)).toBe(rig.vault)
    await expect(settle(stranger, null)).rejects.toThrow(MasterKeyRefused)

    // One that fails on its way has not happened.
    const cut = settleMasterKey(rig.db, { own: rig.vault, next, renewed: () => Promise.reject(new Error('cut')) })
    await expect(cut).rejects.toThrow('cut')
    expect(await rig.db.selectFrom('case_key').selectAll().orderBy('case_id').execute()).toEqual(before)

    expect(await settle(rig.vault, next)).toBe(next)
    expect(await settle(rig.vault, next)).toBe(next)
    expect(await settle(next, null)).toBe(next)
    expect(renewals).toEqual([2])

    // The same case keys, so that files, texts and logs need not be sealed anew; cases are found by their numbers again.
    expect(Buffer.from((await next.keyOf(rig.db, first.id)).bytes)).toEqual(keyBefore)
    expect(await body(next, second.id)).toMatchObject({ caseNumber: second.caseNumber })
    const tags = await rig.db.selectFrom('case_record').select('number_tag').where('case_id', 'in', [first.id, second.id]).orderBy('case_id').execute()
    expect(tags.map((row) => row.number_tag).sort()).toEqual([first, second].map(({ caseNumber }) => next.numberTag(caseNumber)).sort())

    const stale = createCaseVault({ masterKey: rig.masterKey, clock })
    await expect(stale.keyOf(rig.db, first.id)).rejects.toThrow(MasterKeyRefused)
    await expect(settle(stale, null)).rejects.toThrow(MasterKeyRefused)
    // A process that was left running makes no key under the old one.
    await expect(rig.vault.keyOf(rig.db, newUuid(rig.now()))).rejects.toThrow(MasterKeyRefused)
    expect(await rig.db.selectFrom('case_key').select('case_id').execute()).toHaveLength(2)
    await rig.db.insertInto('erased_case').values({ case_id: newUuid(1), at: '', actor: owner.user.id, proof: '' }).execute()
    const { case_id: erased } = await rig.db.selectFrom('erased_case').select('case_id').executeTakeFirstOrThrow()
    await expect(next.keyOf(rig.db, erased)).rejects.toThrow(CaseErased)
  } finally {
    await rig.stop()
  }
})

test('the running server: renewed it serves what it had; with the old file it does not start and says so; a cut file is not a key', { timeout: 180_000 }, async () => {
  const directory = mkdtempSync(join(tmpdir(), 'consilium-renewal-'))
  const nextFile = join(directory, 'master.key.next')
  const reviewCase = aCase()
  const before = await startServerProcess({ directory })
  const person = await enrolDevice(before.url, before.enrolmentCode ?? '', 'Dr Renewal', 'physician')
  await person.submit(reviewCase.id, { type: 'case.publish', reviewCase })
  await before.stop()

  const renewed = await startServerProcess({ directory, renewMasterKey: nextFile })
  const read = createServiceClient(renewed.url, () => person.token).fetch({ caseId: reviewCase.id })
  expect(await read).toMatchObject({ reviewCase: { caseNumber: reviewCase.caseNumber } })
  await renewed.stop()
  await expect(startServerProcess({ directory })).rejects.toThrow('ended with 5')

  const made = readOrMakeMasterKey(nextFile)
  expect(made).toHaveLength(32)
  writeFileSync(nextFile, made.subarray(0, 16))
  expect(() => readOrMakeMasterKey(nextFile)).toThrow('exactly 32 bytes')
})
