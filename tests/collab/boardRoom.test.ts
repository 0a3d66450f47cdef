// What the room's window is told: one case of twelve, no sealed word before the reveal, then who agrees with whom, then the next case and nothing of the last.
import { expect, test } from 'vitest'
import { agreementMatrix } from '../../src/shared/domain/panel/agreement.ts'
import { CASES, DISSENT, openBoardClinic } from '../support/boardClinic.ts'
import { openTestWorkstation, PASSPHRASE } from '../support/workstation.ts'

test('the room knows one of twelve cases, no sealed opinion before the reveal, and the next case locks the last', { timeout: 180_000 }, async () => {
  const clinic = await openBoardClinic()
  const { client, stop } = await openTestWorkstation({ directory: clinic.directory })
  try {
    const [profile] = (await client.profile.status({})).profiles
    if (!profile) throw new Error('no profile')
    await client.profile.unlock({ userId: profile.id, passphrase: PASSPHRASE })
    const [first, second] = clinic.caseIds
    if (!first || !second) throw new Error('two cases')
    const [meeting] = await client.board.list()
    const meetingId = meeting?.meetingId ?? ''
    await client.board.join({ meetingId })
    const told = async () => (await client.board.shown({ masked: true, language: 'en' }))?.shown ?? null

    await client.board.act({ meetingId, act: { type: 'begin', caseId: first } })
    const sealed = await told()
    expect(sealed?.opinions.seats.filter(({ sealedAt }) => sealedAt !== null)).toHaveLength(3)
    expectOnly(sealed, 0)
    expect(JSON.stringify(sealed)).not.toContain(DISSENT)

    await client.panel.reveal({ caseId: first })
    const opinions = (await told())?.opinions
    const systemic = agreementMatrix(opinions?.subjects ?? [], opinions?.opinions ?? []).find(({ subject }) => subject === 'axis:systemic')
    expect(systemic?.cells.map(({ item }) => item?.position).sort()).toEqual(['agree', 'agree', 'differ'])
    expect(JSON.stringify(opinions)).toContain(DISSENT)

    await client.board.actOnCase({ meetingId, caseId: first, act: { type: 'minute', text: 'Sleeve resection is possible.' } })
    const { agenda } = await client.board.act({ meetingId, act: { type: 'begin', caseId: second } })
    expect(agenda[0]).toMatchObject({ caseId: first, lockedAt: expect.any(String) })
    await expect(client.board.actOnCase({ meetingId, caseId: first, act: { type: 'decide', text: 'Too late.', formal: false, recommendations: [] } })).rejects.toMatchObject({ data: { reason: 'locked' } })
    const next = await told()
    expectOnly(next, 1)
    for (const words of [DISSENT, 'Sleeve resection', first]) expect(JSON.stringify(next)).not.toContain(words)
  } finally {
    await stop()
    await clinic.discard()
  }
})

/** Of eleven cases not a word, of the twelfth its condition and no name. */
function expectOnly(shown: unknown, n: number): void {
  const words = JSON.stringify(shown)
  expect(words).toContain(CASES[n]?.[2])
  for (const [i, [familyName, givenName, condition]] of CASES.entries()) {
    for (const name of [...familyName.split(' '), givenName]) expect(words, name).not.toMatch(new RegExp(`(?<!\\p{L})${name}(?!\\p{L})`, 'u'))
    if (i !== n) expect(words).not.toContain(condition)
  }
}
