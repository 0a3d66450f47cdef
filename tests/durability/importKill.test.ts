import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { slice } from '../support/dicomFile.ts'
import { pseudoRandom, runAndKill } from '../support/durability/killed.ts'
import { openIntakeClinic } from '../support/intakeClinic.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const IMAGES = 60
const KILLS = 8

test('a killed import is told as failed and goes on where it was; one that was told as done is whole', async () => {
  const directory = temporaryFolder()
  const bundle = temporaryFolder()
  mkdirSync(join(bundle, 'images'))
  for (let n = 1; n <= IMAGES; n++) writeFileSync(join(bundle, 'images', `${n}.dcm`), slice({ number: n, instance: `2.25.5.${n}` }))
  const wait = pseudoRandom(20261122)
  let interrupted = 0
  let resumed = 0
  for (let kill = 0; kill < KILLS; kill++) {
    const said = await runAndKill('importer.ts', [directory, bundle], wait(1500))
    const clinic = openIntakeClinic(directory)
    await clinic.content.recover()
    expect(await clinic.content.verifyAll()).toMatchObject({ damaged: [] })
    const states = clinic.db.read((r) => r.all<{ id: string; state: string; caseId: string | null }>('SELECT id, state, case_id AS caseId FROM import'))
    expect(states.filter(({ state }) => state === 'running')).toEqual([])
    interrupted += states.filter(({ state }) => state === 'failed').length
    // Whatever was told as done is done, and every case is whole.
    for (const line of said.filter((text) => text.startsWith('done'))) expect(states).toContainEqual({ id: line.split(' ')[1], state: 'done', caseId: line.split(' ')[2] })
    expect(clinic.cases.list().map(({ reviewCase }) => reviewCase.id).sort()).toEqual(states.flatMap(({ state, caseId }) => (state === 'done' && caseId ? [caseId] : [])).sort())
    for (const { reviewCase } of clinic.cases.list()) {
      expect(clinic.imaging.studies({ caseId: reviewCase.id })).toMatchObject([{ series: [{ instances: IMAGES, complete: true }] }])
    }
    for (const { importId } of clinic.bundles.unfinished().imports) {
      const { jobId } = await clinic.bundles.resume({ importId })
      expect(await clinic.finished(jobId)).toMatchObject({ state: 'done' })
      expect(clinic.bundles.result({ importId })).toMatchObject({ state: 'done', images: IMAGES })
      resumed++
    }
    // Nothing lies in the pool that no case names.
    const named = clinic.db.read((r) => r.get<{ n: number }>('SELECT count(*) AS n FROM blob'))?.n
    expect(readdirSync(join(directory, 'blobs'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())).toHaveLength(named ?? -1)
    await clinic.close()
  }
  expect(interrupted).toBeGreaterThan(0)
  expect(resumed).toBe(interrupted)
})
