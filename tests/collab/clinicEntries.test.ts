// What somebody keeps for the clinic reaches every workstation of the server, and what is taken out goes everywhere; nothing of it needs a case.
import { afterEach, expect, test } from 'vitest'
import { CalendarDate } from '../../src/shared/domain/patient.ts'
import { clinicWord } from '../../src/shared/domain/phrase.ts'
import { startServerProcess } from '../support/serverProcess.ts'
import { openTestWorkstation, type TestWorkstation, until } from '../support/workstation.ts'

const open: { stop(): Promise<unknown> | unknown }[] = []
afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.stop()
})

const texts = async (ws: TestWorkstation) => (await ws.client.workspace.clinic()).map(({ text }) => text)
const settled = async (ws: TestWorkstation) => (await ws.client.sync.syncNow()).state === 'synced'

test('a word and a phrase travel to a colleague; taking the word out travels, too; kept offline they go later', async () => {
  const at = await startServerProcess()
  open.push(at)
  const [a, b] = [await openTestWorkstation(), await openTestWorkstation()]
  open.push(a, b)
  await a.signUp('Dr One', 'physician', 'L-1')
  await b.signUp('Dr Two', 'radiologist', 'L-2')
  // Before there is a server: kept here.
  await a.client.workspace.keepForClinic(clinicWord('Reestadificación'))
  expect(await texts(a)).toEqual(['Reestadificación'])
  for (const ws of [a, b]) await ws.client.sync.connect({ serverUrl: at.url, enrolmentCode: at.enrolmentCode ?? '' })
  await until('a has told it', () => settled(a))
  await until('b has it', async () => (await settled(b)) && (await texts(b)).includes('Reestadificación'))
  const phrase = { id: '018f0000-0000-7000-8000-000000000001', kind: 'phrase' as const, name: 'Decidir', text: 'La decisión se toma mejor en común.', removed: false }
  await b.client.workspace.keepForClinic(phrase)
  await b.client.workspace.keepForClinic(clinicWord('reestadificación', true))
  expect(await texts(b)).toEqual([phrase.text])
  await until('b has told both', () => settled(b))
  await until('a has both', async () => (await settled(a)) && (await texts(a)).join() === phrase.text)
})

test('the directory’s day for one’s licence is known at the workstation, beside the day one stated', async () => {
  const at = await startServerProcess()
  open.push(at)
  const ws = await openTestWorkstation()
  open.push(ws)
  await ws.signUp('Dr One', 'physician', 'L-1')
  await ws.client.profile.stateLicenceTerm({ expiresOn: CalendarDate.parse('2027-12-31') })
  await ws.client.sync.connect({ serverUrl: at.url, enrolmentCode: at.enrolmentCode ?? '' })
  await until('it is told', () => settled(ws))
  const { me } = await ws.client.profile.status()
  await ws.client.administration.putExpert({ userId: me!.id, credentials: '', specialty: '', licenceExpiresOn: CalendarDate.parse('2027-11-30'), country: 'ES', languages: ['es'], timeZone: 'Europe/Madrid' })
  await ws.client.administration.experts()
  expect(await ws.client.profile.licenceTerm()).toEqual({ term: { expiresOn: '2027-12-31' }, directory: { expiresOn: '2027-11-30' } })
})
