// The checks that templates carry as data (requirements F1, F5): each fires and each clears, and the clinical ones by their own table.
import { expect, test } from 'vitest'
import type { FieldValue, TemplateRule } from '#shared/domain/report.ts'
import { EMPTY_SECTION, type RowContent, type SectionContent } from '#shared/domain/reportContent.ts'
import { PackId } from '#shared/domain/reviewCase.ts'
import { sectionObstacles } from '#shared/domain/sectionObstacles.ts'
import type { FieldCondition, TemplateCondition } from '#shared/domain/templateConditions.ts'
import { carriedOver } from '#shared/domain/templateFacts.ts'
import { lungFacts, template, value } from '../../../support/reports/lungCase.ts'

type Values = Record<string, Record<string, string>>
type Rows = Record<string, Record<string, string>[]>

function sectionsOf(values: Values, rows: Rows): Record<string, SectionContent> {
  const sections: Record<string, SectionContent> = {}
  const registers = (all: Record<string, string>): Record<string, FieldValue> => Object.fromEntries(Object.entries(all).map(([key, text]) => [key, value(text)]))
  for (const [section, fields] of Object.entries(values)) sections[section] = { ...EMPTY_SECTION, fields: registers(fields) }
  for (const [place, all] of Object.entries(rows)) {
    const [section = '', list = ''] = place.split('.')
    const content = all.map((fields, i): RowContent => ({ id: `018f0000-0000-7000-8000-00000000000${i}`, order: i, fields: registers(fields) }))
    sections[section] = { ...(sections[section] ?? EMPTY_SECTION), lists: { [list]: content } }
  }
  return sections
}

/** Messages of the rules that are broken, by their key. */
function broken(pack: PackId, values: Values, rows: Rows = {}): string[] {
  const of = template(pack)
  const facts = lungFacts({}, { template: of, sections: sectionsOf(values, rows) })
  return of.sections.flatMap((section) => {
    const messages = sectionObstacles(facts, section).filter(({ code }) => code === 'ruleBroken').map(({ detail }) => detail)
    return section.rules.filter(({ message }) => messages.includes(message.es)).map(({ key }) => key)
  })
}

const SAMPLES = ['C50.1', '8140/6', 'C83.3', 'C71.9', 'C34.1', 'M1a', 'M0', 'IIIA', 'IVA', '1', 'comorbidities', 'medicines', 'treatments', 'x']

function satisfying({ is, isNot, isEmpty, matches, lacks, below, above }: FieldCondition): string {
  if (isEmpty === true) return ''
  if (is) return is[0] ?? ''
  if (below !== undefined) return String(below - 1)
  if (above !== undefined) return String(above + 1)
  const pattern = matches === undefined ? /./ : new RegExp(`^(?:${matches})$`, 'u')
  if (lacks !== undefined && isEmpty === undefined) return ''
  return SAMPLES.find((text) => pattern.test(text) && !(isNot ?? []).includes(text) && text !== lacks) ?? ''
}

/** Values under which all conditions hold; two on one field are merged. */
function inputOf(section: string, when: readonly TemplateCondition[]): { values: Values; rows: Rows } {
  const values: Values = {}
  const rows: Rows = {}
  const merged = new Map<string, FieldCondition>()
  for (const condition of when) {
    if ('list' in condition) {
      if (!condition.absent) rows[condition.list] = [Object.fromEntries(Object.entries(condition.rowIs).map(([field, [first]]) => [field, first ?? '']))]
    } else merged.set(condition.field, { ...merged.get(condition.field), ...condition })
  }
  for (const [field, condition] of merged) {
    const [of, key] = field.includes('.') ? field.split('.') : [section, field]
    const text = satisfying(condition)
    if (of && key && text !== '') values[of] = { ...values[of], [key]: text }
  }
  return { values, rows }
}

test('every rule of every template fires under its conditions, and not in an empty report', () => {
  for (const pack of PackId.options) {
    for (const section of template(pack).sections) {
      for (const rule of section.rules) {
        const { values, rows } = inputOf(section.key, rule.when)
        expect(broken(pack, values, rows), `${pack} ${rule.key}`).toContain(rule.key)
        expect(broken(pack, {}), `${pack} ${rule.key}`).not.toContain(rule.key)
      }
    }
  }
})

test('every rule leads to a field or list of its own section, and names fields that exist', () => {
  for (const pack of PackId.options) {
    const { sections } = template(pack)
    const known = new Set<string>(sections.flatMap((s) => [`${s.key}.noneBecause`, ...s.fields.map(({ key }) => `${s.key}.${key}`)]))
    const lists = new Set<string>(sections.flatMap((s) => s.lists.map((list) => `${s.key}.${list.key}`)))
    for (const section of sections) {
      const checked: { key: string; when: readonly TemplateCondition[]; own?: readonly string[] }[] = [
        ...section.rules,
        ...section.fields.map(({ key, requiredWhen = [] }) => ({ key, when: requiredWhen })),
        ...section.lists.flatMap((list) => list.fields.map(({ key, requiredWhen = [] }) => ({ key, when: requiredWhen, own: list.fields.map((field) => field.key) }))),
      ]
      for (const { field } of section.rules as TemplateRule[]) expect(known.has(`${section.key}.${field}`) || lists.has(`${section.key}.${field}`), `${pack} ${field}`).toBe(true)
      const nameOf = (condition: TemplateCondition) => ('list' in condition ? condition.list : condition.field.includes('.') ? condition.field : `${section.key}.${condition.field}`)
      const asked = checked.flatMap(({ when, own = [] }) => when.filter((one) => 'list' in one || !own.includes(one.field)).map(nameOf))
      expect(asked.filter((name) => !known.has(name) && !lists.has(name)), pack).toEqual([])
    }
  }
})

test('oncology: ECOG against Karnofsky, death, metastasis against group, status against response, criteria against tumour', () => {
  const onc = (values: Values, rows?: Rows) => broken('onc/1', values, rows)
  const ability = (ecog: string, karnofsky: string) => onc({ patientAndTreatment: { ecog, karnofsky } })
  for (const [ecog, karnofsky] of [['0', '90'], ['0', '100'], ['1', '80'], ['1', '70'], ['2', '50'], ['3', '40'], ['4', '10']] as const) expect(ability(ecog, karnofsky)).toEqual([])
  for (const [ecog, karnofsky] of [['0', '80'], ['1', '90'], ['1', '60'], ['2', '40'], ['3', '50'], ['4', '30']] as const) expect(ability(ecog, karnofsky)).not.toEqual([])
  expect(onc({ patientAndTreatment: { ecog: '5' } })).toEqual(['ecogDead'])
  const spread = (metastasis: string, stageGroup: string, topography: string) => onc({ stage: { metastasis, stageGroup }, diagnosis: { topography } })
  expect(spread('M1b', 'IIIB', 'C34.1')).toEqual(['metastasisGroup'])
  expect(spread('M1b', 'IVA', 'C34.1')).toEqual([])
  // Group IV of the lung has a metastasis; that of other organs may not (larynx: T4b N0 M0 is IVB).
  expect(spread('M0', 'IVA', 'C34.1')).toEqual(['groupWithoutMetastasis'])
  expect(spread('M0', 'IIIA', 'C34.1')).toEqual([])
  expect(spread('M0', 'IVB', 'C32.0')).toEqual([])
  // A differentiated thyroid cancer under 55 stays in group II with metastases (AJCC 8, 73).
  expect(spread('M1', 'II', 'C73.9')).toEqual([])
  const status = (diseaseStatus: string, timepointResponse: string, statusReason = '') => onc({ statusAndOutlook: { diseaseStatus, ...(statusReason && { statusReason }) }, response: { timepointResponse } })
  expect(status('268910001', 'PD')).toEqual(['improvedButProgressed'])
  expect(status('268910001', 'PR')).toEqual([])
  expect(status('271299001', 'PR')).toEqual(['worsenedButResponded'])
  expect(status('271299001', 'PR', 'New bleeding, not of the tumour')).toEqual([])
  expect(onc({ diagnosis: { icd10: 'C83.3' }, response: { criteria: 'recist11' } })).toEqual(['lymphomaCriteria'])
  expect(onc({ diagnosis: { icd10: 'C83.3' }, response: { criteria: 'lugano2014' } })).toEqual([])
  for (const germline of ['class45', 'class4', 'class5']) expect(onc({ biomarkers: { germline } })).toEqual(['germlineNoCounselling'])
  expect(onc({ biomarkers: { germline: 'class3' } })).toEqual([])
  expect(onc({ biomarkers: { germline: 'class45' } }, { 'medicalRecommendations.recommendations': [{ kind: 'referral' }] })).toEqual([])
})

test('oncology: a response has the name its criteria give it; what nobody knows of is stated as none', () => {
  const named = (criteria: string, timepointResponse: string) => broken('onc/1', { response: { criteria, timepointResponse } })
  for (const [criteria, response] of [['recist11', 'nonCR/nonPD'], ['irecist', 'iUPD'], ['lugano2014', 'NMR'], ['percist', 'SMD'], ['rano2', 'SD']] as const) expect(named(criteria, response)).toEqual([])
  for (const [criteria, response] of [['recist11', 'iUPD'], ['irecist', 'PD'], ['lugano2014', 'SMD'], ['percist', 'SD'], ['rano2010', 'CMR']] as const) expect(named(criteria, response)).toHaveLength(1)
  const given = { outcomeAndLimits: { outcome: 'definitive' } }
  const unstated = ['comorbiditiesNotStated', 'medicinesNotStated', 'treatmentsNotStated']
  expect(broken('onc/1', given)).toEqual(unstated)
  expect(broken('onc/1', { ...given, patientAndTreatment: { noKnown: 'comorbidities medicines treatments' } })).toEqual([])
  const listed = { 'patientAndTreatment.medicines': [{ medicine: 'Enalapril' }] }
  expect(broken('onc/1', { ...given, patientAndTreatment: { noKnown: 'comorbidities treatments' } }, listed)).toEqual([])
  expect(broken('onc/1', { ...given, patientAndTreatment: { noKnown: 'comorbidities medicines treatments' } }, listed)).toEqual(['medicinesContradicted'])
})

test('stroke: antithrombotic advice needs the bleeding risk and haemorrhage excluded; "undetermined" needs the whole work-up', () => {
  const advice = { 'options.options': [{ kind: 'antithrombotic', standing: 'recommended' }] }
  expect(broken('str/1', {}, advice)).toEqual(['antithromboticBleedingRisk', 'antithromboticHaemorrhage'])
  expect(broken('str/1', { aetiology: { hasBled: '2' } }, advice)).toEqual(['antithromboticHaemorrhage'])
  expect(broken('str/1', { aetiology: { hasBled: '2' }, imaging: { haemorrhageExcludedOn: '2026-11-20' } }, advice)).toEqual([])
  expect(broken('str/1', {}, { 'options.options': [{ kind: 'antithrombotic', standing: 'notAdvised' }] })).toEqual([])
  const workUp = (done: string) => broken('str/1', { aetiology: { toast: 'undeterminedNegative', ...(done && { workUp: done }) } })
  expect(workUp('')).toHaveLength(6)
  expect(workUp('brainImaging vesselImaging ecgRhythm echo lipids')).toEqual(['undeterminedHba1c'])
  expect(workUp('brainImaging vesselImaging ecgRhythm echo lipids hba1c')).toEqual([])
})

test('Parkinson: stimulation needs cognition, mood and the response to levodopa; a dopamine blocker is acknowledged', () => {
  const dbs = { 'options.options': [{ kind: 'dbs', standing: 'conditional' }] }
  expect(broken('pd/1', { evolution: { cognition: 'notStated', mood: 'notAssessed' } }, dbs)).toEqual(['dbsCognition', 'dbsMood', 'dbsLevodopa'])
  expect(broken('pd/1', { evolution: { cognition: 'normal', mood: 'normal' }, medication: { levodopaResponse: '40' } }, dbs)).toEqual([])
  expect(broken('pd/1', { patientAndTreatment: { dopamineBlocker: 'yes' } })).toEqual(['dopamineBlocker'])
  expect(broken('pd/1', { patientAndTreatment: { dopamineBlocker: 'yes', blockerAcknowledged: 'true' } })).toEqual([])
  expect(broken('pd/1', { diagnosis: { mdsCriteria: 'established', exclusions: 'cerebellar' } })).toEqual(['establishedWithExclusion'])
  expect(broken('pd/1', { diagnosis: { mdsCriteria: 'established', exclusions: 'none', redFlags: 'none' } })).toEqual([])
})

test('a document of an earlier version of a template is read under the names of today', () => {
  const [section] = template('onc/1').sections
  const [field] = section?.fields ?? []
  if (!section || !field) throw new Error('the template has a first field')
  const renamed = { ...section, fields: [{ ...field, formerly: ['centre'] }] }
  expect(carriedOver(renamed, { fields: { centre: value('A'), sponsor: value('B') } }).fields).toEqual({ [field.key]: value('A'), sponsor: value('B') })
  expect(carriedOver(renamed, { fields: { centre: value('A'), [field.key]: value('C') } }).fields).toEqual({ [field.key]: value('C') })
})
