import { expect, test } from 'vitest'
import { pseudoRandom, runAndKill } from '../support/durability/killed.ts'
import { PASSPHRASE, profilesOf } from '../support/durability/profileMaker.ts'
import { faultsAfterCrash, openVault } from '../support/durability/vault.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const KILLS = Number(process.env.CONSILIUM_KILLS ?? 40)

test(`killed ${KILLS} times at work, nothing acknowledged is lost, nothing is damaged, the audit holds`, async () => {
  const directory = temporaryFolder()
  const wait = pseudoRandom(20261122)
  const rows: number[] = []
  const blobs: string[] = []
  for (let kill = 0; kill < KILLS; kill++) {
    // By turns at its very start, and in the middle of its work.
    const lines = kill % 2 === 0 ? 1 : 7 + wait(6)
    // Number ranges far apart: what was committed but not acknowledged must not stand in the next run's way.
    const said = await runAndKill('writer.ts', [directory, String(kill * 100_000)], wait(60), lines)
    for (const line of said) {
      const [kind, what = ''] = line.split(' ')
      if (kind === 'row') rows.push(Number(what))
      if (kind === 'blob') blobs.push(what)
    }
    expect(await faultsAfterCrash(directory, { rows, blobs }), `after kill ${kill}`).toEqual([])
  }
  expect(rows.length).toBeGreaterThan(KILLS)
  expect(blobs.length).toBeGreaterThan(KILLS / 2)
  const vault = openVault(directory)
  expect(await vault.content.verifyAll()).toMatchObject({ damaged: [] })
  await vault.close()
})

test('killed while profiles are made and rewrapped, each that was told opens with its passphrase', async () => {
  const wait = pseudoRandom(7)
  for (let kill = 0; kill < 6; kill++) {
    const directory = temporaryFolder()
    const said = await runAndKill('profileMaker.ts', [directory], wait(250))
    const told = new Set(said.map((line) => line.split(' ')[1] ?? ''))
    expect(told.size).toBeGreaterThan(0)
    const service = profilesOf(directory)
    const shown = service.status().profiles
    expect(shown.map(({ id }) => id)).toEqual(expect.arrayContaining([...told]))
    // Also one that was not told yet is whole as soon as it is shown.
    for (const { id } of shown) expect((await service.unlock({ userId: id, passphrase: PASSPHRASE })).user.id).toBe(id)
    service.lock()
  }
})
