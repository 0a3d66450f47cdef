import { expect, test } from 'vitest'
import { openTestWorkstation, PASSPHRASE } from '../../../../support/workstation.ts'

test('a licence number that was not stated at the beginning is stated once, and holds from the next unlocking on', async () => {
  const ws = await openTestWorkstation()
  try {
    const { id } = await ws.signUp('Dr Helen Okafor', 'physician', null)
    expect(await ws.client.profile.stateLicence({ licence: ' 28/1234 ' })).toEqual({ licence: '28/1234' })
    expect((await ws.client.profile.status()).me?.licence).toBeNull()
    await ws.client.profile.lock({})
    await ws.client.profile.unlock({ userId: id, passphrase: PASSPHRASE })
    expect((await ws.client.profile.status()).me?.licence).toBe('28/1234')
    // Signatures carry it: another one is not taken.
    expect(await ws.client.profile.stateLicence({ licence: '99/9999' })).toEqual({ licence: '28/1234' })
    const kept = ws.core.work().session.db.read((r) => r.all<{ fields: string }>("SELECT fields FROM audit WHERE event = 'profile.licenceStated'"))
    expect(kept).toEqual([{ fields: '{"number":"stated"}' }])
  } finally {
    await ws.stop()
  }
})
