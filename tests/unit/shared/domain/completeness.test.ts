import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { blockedQuestions, checkMaterial, completenessOf } from '../../../../src/shared/domain/completeness.ts'
import { Illness } from '../../../../src/shared/domain/illness.ts'
import { ReportTemplate } from '../../../../src/shared/domain/report.ts'
import { ILLNESSES, STANDARD_QUESTIONS, standardQuestions } from '../../../../src/shared/domain/reviewCase.ts'

const resources = join(import.meta.dirname, '../../../../resources')
const read = (folder: string) => readdirSync(join(resources, folder)).map((name) => JSON.parse(readFileSync(join(resources, folder, name), 'utf8')) as unknown)
const illnesses = new Map(read('illnesses').map((json) => Illness.parse(json)).map((illness) => [illness.id, illness]))
const templates = new Map(read('report-templates').map((json) => ReportTemplate.parse(json)).map((template) => [template.id, template]))
const cancer = illnesses.get('cancer')!
const material = (kinds: Parameters<typeof checkMaterial>[1]['kinds'], modalities: string[] = [], hasRequest = false) => ({ kinds, modalities, hasRequest })

describe('the illnesses of source page 000', () => {
  test('all eleven have a checklist of their own, and there is one for everything else', () => {
    expect([...illnesses.keys()].sort()).toEqual([...ILLNESSES].sort())
    expect(ILLNESSES.filter((id) => id !== 'other')).toHaveLength(11)
    const lists = [...illnesses.values()].map(({ checklist }) => checklist.map(({ code, label }) => code + label.en).join())
    expect(new Set(lists).size).toBe(12)
  })

  test('each asks for request, consent and current treatment (S0-16, S1-14, S2-4); codes repeat nowhere', () => {
    for (const { id, checklist } of illnesses.values()) {
      const required = checklist.filter((item) => item.required)
      for (const kind of ['request', 'consent', 'medicationList'] as const) expect(required.some(({ documents }) => documents.includes(kind)), `${id} ${kind}`).toBe(true)
      expect(new Set(checklist.map(({ code }) => code)).size, id).toBe(checklist.length)
    }
  })

  test('every section an item blocks is one of the report it is written on; every question is a standard one', () => {
    for (const { id, packId, checklist } of illnesses.values()) {
      const known = new Set(templates.get(packId)?.sections.map(({ key }) => key))
      for (const { code, blocks } of checklist) {
        for (const key of blocks.sections) expect(known.has(key), `${id} ${code} ${key}`).toBe(true)
        for (const question of blocks.questions) expect(STANDARD_QUESTIONS).toContain(question)
        expect(blocks.sections.length, `${id} ${code}`).toBeGreaterThan(0)
      }
    }
  })
})

describe('what is there and what is missing', () => {
  test('required items that are neither there nor waived are named', () => {
    expect(completenessOf(checkMaterial(cancer, material(['pathology', 'imagingReport', 'other'], [], true)))).toEqual({ present: 3, required: 6, missing: ['laboratory', 'medication', 'consent'] })
    expect(completenessOf(checkMaterial(cancer, material(['pathology', 'imagingReport'], [], true), { laboratory: 'done last week elsewhere', consent: 'not needed' })).missing).toEqual(['medication', 'consent'])
  })

  test('images count where images are what is needed; a report of them does not stand for the images of a stroke', () => {
    const stroke = illnesses.get('stroke')!
    expect(completenessOf(checkMaterial(cancer, material([], ['CT']))).missing).not.toContain('imaging')
    expect(completenessOf(checkMaterial(stroke, material(['imagingReport']))).missing).toContain('imaging')
    expect(completenessOf(checkMaterial(stroke, material([], ['MR']))).missing).not.toContain('imaging')
  })

  test('a gap shows the numbers of the asked questions that it leaves without ground', () => {
    const pathology = cancer.checklist.find(({ code }) => code === 'pathology')!
    expect(blockedQuestions(pathology, standardQuestions())).toEqual([1, 2, 5])
    expect(blockedQuestions(pathology, standardQuestions().map((question) => ({ ...question, asked: question.number !== 2 })))).toEqual([1, 5])
  })
})
