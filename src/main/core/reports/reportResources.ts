// Templates, programmes and legal notices shipped with the product, read and validated once. Knows no case.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Illness } from '#shared/domain/illness.ts'
import { PhraseSet } from '#shared/domain/phrase.ts'
import { Disclaimer, Programme, type LegalStatus } from '#shared/domain/programme.ts'
import { ReportTemplate } from '#shared/domain/report.ts'
import { ILLNESSES, type IllnessId, type PackId, type PolicyId } from '#shared/domain/reviewCase.ts'

export interface ReportResources {
  template(id: PackId): ReportTemplate
  programme(id: PolicyId): Programme
  /** The clinic's phrases of all sets. */
  phrases(): PhraseSet['phrases']
  programmes(): Programme[]
  illness(id: IllnessId): Illness
  /** In the order of the sources. */
  illnesses(): Illness[]
  /** null when the programme names a notice that is not shipped: signing is blocked then. */
  disclaimer(programme: Programme, legalStatus: LegalStatus): Disclaimer | null
}

/** @throws when a shipped file is missing or not of its schema: the installation is damaged */
export function loadReportResources(resourcesDirectory: string): ReportResources {
  const files = (folder: string): unknown[] =>
    readdirSync(join(resourcesDirectory, folder))
      .filter((name) => name.endsWith('.json'))
      .map((name) => JSON.parse(readFileSync(join(resourcesDirectory, folder, name), 'utf8')) as unknown)
  const templates = new Map(files('report-templates').map((json) => ReportTemplate.parse(json)).map((template) => [template.id, template]))
  const programmes = new Map(files('programmes').map((json) => Programme.parse(json)).map((programme) => [programme.id, programme]))
  const disclaimers = new Map(files('disclaimers').map((json) => Disclaimer.parse(json)).map((notice) => [`${notice.id}-${notice.version}`, notice]))
  const illnesses = new Map(files('illnesses').map((json) => Illness.parse(json)).map((illness) => [illness.id, illness]))
  const phrases = files('phrases').flatMap((json) => PhraseSet.parse(json).phrases)
  return {
    phrases: () => phrases,
    programmes: () => [...programmes.values()],
    illness: (id) => present(illnesses.get(id)),
    illnesses: () => ILLNESSES.map((id) => present(illnesses.get(id))),
    template: (id) => present(templates.get(id)),
    programme: (id) => present(programmes.get(id)),
    disclaimer: (programme, legalStatus) => disclaimers.get(programme.disclaimers[legalStatus]) ?? null,
  }
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('a shipped report resource is missing')
  return value
}
