import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { Disclaimer, Programme } from '#shared/domain/programme.ts'
import { ReportTemplate } from '#shared/domain/report.ts'
import { isFieldValue } from '#shared/domain/reportFields.ts'
import { PackId, PolicyId } from '#shared/domain/reviewCase.ts'
import { mayWriteSection } from '#shared/domain/sectionRights.ts'
import { reviewCase } from '../../../support/reports/lungCase.ts'

const folder = (name: string) => new URL(`../../../../resources/${name}/`, import.meta.url)
const all = (name: string) => readdirSync(folder(name)).map((file) => ({ file, json: JSON.parse(readFileSync(new URL(file, folder(name)), 'utf8')) as unknown }))
const templates = all('report-templates').map(({ file, json }) => ({ file, template: ReportTemplate.parse(json) }))

test('every illness pack has its template under its own name', () => {
  expect(templates.map(({ template }) => template.id).sort()).toEqual([...PackId.options].sort())
  for (const { file, template } of templates) expect(file).toBe(`${template.id.replace('/', '-')}.json`)
})

test('each template has the twenty-one sections in order, with medical and psychological recommendations as parts of their own', () => {
  for (const { template } of templates) {
    expect(template.sections.map(({ number }) => number)).toEqual(Array.from({ length: 21 }, (_, i) => i))
    expect(new Set(template.sections.map(({ key }) => key)).size).toBe(21)
    expect(template.sections.filter(({ kind }) => kind !== 'narrative').map(({ key, kind, restrictedTo }) => [key, kind, restrictedTo])).toEqual([
      ['answers', 'questions', null],
      ['medicalRecommendations', 'medicalRecommendations', null],
      ['psychologicalRecommendations', 'psychologicalRecommendations', 'psychologist'],
      ['signatures', 'signatures', null],
    ])
  }
})

test('every word is there in both languages and every option can be chosen', () => {
  for (const { template } of templates) {
    const words = template.sections.flatMap((s) => [s.title, s.hint, ...s.fields.flatMap((f) => [f.label, ...(f.options ?? []).map((o) => o.label)])])
    for (const { en, es } of [template.title, ...words]) expect([en.trim(), es.trim()]).not.toContain('')
    for (const field of template.sections.flatMap((s) => s.fields)) {
      expect(new Set((field.options ?? []).map(({ code }) => code)).size).toBe(field.options?.length ?? 0)
      expect((field.options !== undefined) === (field.kind === 'code' || field.kind === 'codes'), field.key).toBe(true)
      for (const { code } of field.options ?? []) expect(isFieldValue(field, code), `${template.id} ${field.key} ${code}`).toBe(true)
    }
  }
})

test('no word blames a colleague', () => {
  expect(templates.map(({ template }) => JSON.stringify(template)).join().match(/\b(wrong|failed|missed|incorrect|erróneo|fallo|omitió)\b/i)).toBeNull()
})

test('both programmes name notices that are shipped in both languages', () => {
  const notices = new Map(all('disclaimers').map(({ json }) => Disclaimer.parse(json)).map((d) => [`${d.id}-${d.version}`, d]))
  const programmes = all('programmes').map(({ json }) => Programme.parse(json))
  expect(programmes.map(({ id }) => id).sort()).toEqual([...PolicyId.options].sort())
  for (const { disclaimers } of programmes) {
    for (const status of ['informative', 'medicalReport'] as const) {
      const notice = notices.get(disclaimers[status])
      expect(notice?.legalStatus).toBe(status)
      expect(notice?.text.en.length).toBe(notice?.text.es.length)
    }
  }
})

test('the psychological part belongs to the psychologist of the team, and to the physicians only when there is none', () => {
  const section = { restrictedTo: 'psychologist' as const }
  const { team } = reviewCase()
  expect(mayWriteSection(section, 'physician', team)).toBe(false)
  expect(mayWriteSection(section, 'psychologist', team)).toBe(true)
  const alone = team.filter(({ role }) => role !== 'psychologist')
  expect([mayWriteSection(section, 'physician', alone), mayWriteSection(section, 'caseManager', alone)]).toEqual([true, false])
  expect(mayWriteSection({ restrictedTo: null }, 'caseManager', team)).toBe(true)
})
