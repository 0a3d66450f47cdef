// The difference engine: first opinion and ours, axis by axis, as coded values. Drafts the words from the codes alone; pure.
import { plainText, paragraphsOf, type Block } from './reportContent.ts'
import { fieldOf, sectionOf, type ReportFacts } from './reportFacts.ts'
import type { Language } from './reviewCase.ts'

const AGREEMENTS = ['agree', 'refined', 'partlyDiffer', 'differ', 'cannotJudge', 'notApplicable'] as const
type Agreement = (typeof AGREEMENTS)[number]

export interface Axis {
  /** Its agreement field, e.g. "agreementSurgery". */
  readonly field: string
  readonly reasonField: string
  readonly label: string
  readonly agreement: Agreement | null
  /** What each says, as written; empty when it is not stated. */
  readonly first: string
  readonly ours: string
  readonly significance: string | null
  /** Code of the reason, its own or the section's. */
  readonly reason: string | null
  readonly reasonLabel: string
  readonly significanceLabel: string
}

type Facts = Pick<ReportFacts, 'sections' | 'template' | 'report'>

/** In the order of the template. Words are in the report's language. */
export function axesOf(facts: Facts): Axis[] {
  const { language } = facts.report
  const section = facts.template.sections.find(({ key }) => key === 'comparison')
  if (!section) return []
  const value = (field: string) => fieldOf(facts, 'comparison', field)
  const labelOf = (field: string, code: string | null) => section.fields.find(({ key }) => key === field)?.options?.find((option) => option.code === code)?.label[language] ?? ''
  return section.fields.flatMap(({ key, label }) => {
    const name = /^agreement([A-Z]\w*)$/.exec(key)?.[1]
    if (!name) return []
    const agreement = AGREEMENTS.find((code) => code === value(key)) ?? null
    const reason = value(`reason${name}`) ?? value('reasonForDifference')?.split(' ')[0] ?? null
    const significance = value(`significance${name}`)
    return [{
      field: key, reasonField: `reason${name}`, label: label[language], agreement,
      first: value(`first${name}`) ?? '', ours: value(`ours${name}`) ?? '',
      significance, significanceLabel: labelOf(`significance${name}`, significance),
      reason, reasonLabel: labelOf(`reason${name}`, reason) || labelOf('reasonForDifference', reason),
    }]
  })
}

/** Whether a field of the comparison leads those after it: what is compared, before what both said and why they differ. */
export function leadsComparison(sectionKey: string, fieldKey: string): boolean {
  return sectionKey === 'comparison' && (fieldKey.startsWith('agreement') || fieldKey === 'significance' || fieldKey === 'reasonForDifference')
}

/** Fields of an axis, by what their keys begin with. */
const OF_AXIS = ['agreement', 'first', 'ours', 'significance', 'reason'] as const

/** A difference has its reason, and a proof: behind one of the axis's values, or in a paragraph of the section that names the axis. */
export function isExplained(facts: Facts, axis: Axis): boolean {
  if (axis.reason === null) return false
  const { fieldProofs = {} } = sectionOf(facts, 'comparison')
  const name = axis.field.slice('agreement'.length)
  if (OF_AXIS.some((detail) => (fieldProofs[`${detail}${name}`] ?? []).length > 0)) return true
  // The authors write in one language, the pages can be asked for in the other: the axis counts by either name.
  const label = facts.template.sections.find(({ key }) => key === 'comparison')?.fields.find(({ key }) => key === axis.field)?.label
  const names = [axis.label, label?.en ?? '', label?.es ?? ''].filter((name) => name !== '').map(folded)
  return paragraphsOf(sectionOf(facts, 'comparison').body).some((paragraph) => paragraph.some(({ type }) => type === 'proof') && names.some((name) => folded(plainText(paragraph)).includes(name)))
}

function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

interface DraftWords {
  agreeAll: string
  agree(labels: string): string
  differ(axis: Axis): string
  cannot(labels: string): string
  and: string
}

const quoted = (text: string, open: string, close: string) => `${open}${text.replace(/[.\s]+$/u, '')}${close}`

const WORDS: Readonly<Record<Language, DraftWords>> = {
  en: {
    agreeAll: 'We agree with the first opinion on every point that was compared.',
    agree: (labels) => `We agree with the first opinion on: ${labels}.`,
    cannot: (labels) => `With what was provided we cannot judge: ${labels}.`,
    differ: ({ label, agreement, first, ours, reasonLabel, significanceLabel }) =>
      [
        `${label}: ${{ refined: 'our opinion is more precise', partlyDiffer: 'our opinion differs in part', differ: 'our opinion differs' }[agreement as 'refined' | 'partlyDiffer' | 'differ']}.`,
        first && `The first opinion says ${quoted(first, '“', '”')}${ours ? `; we say ${quoted(ours, '“', '”')}` : ''}.`,
        !first && ours && `We say ${quoted(ours, '“', '”')}.`,
        reasonLabel && `The reason: ${reasonLabel.toLowerCase()}.`,
        significanceLabel && `What it changes: ${significanceLabel.toLowerCase()}.`,
      ].filter(Boolean).join(' '),
    and: ' and ',
  },
  es: {
    agreeAll: 'Coincidimos con la primera opinión en todos los puntos comparados.',
    agree: (labels) => `Coincidimos con la primera opinión en: ${labels}.`,
    cannot: (labels) => `Con lo aportado no podemos valorar: ${labels}.`,
    differ: ({ label, agreement, first, ours, reasonLabel, significanceLabel }) =>
      [
        `${label}: ${{ refined: 'nuestra opinión es más precisa', partlyDiffer: 'nuestra opinión difiere en parte', differ: 'nuestra opinión difiere' }[agreement as 'refined' | 'partlyDiffer' | 'differ']}.`,
        first && `La primera opinión dice ${quoted(first, '«', '»')}${ours ? `; la nuestra, ${quoted(ours, '«', '»')}` : ''}.`,
        !first && ours && `La nuestra dice ${quoted(ours, '«', '»')}.`,
        reasonLabel && `El motivo: ${reasonLabel.toLowerCase()}.`,
        significanceLabel && `Qué cambia: ${significanceLabel.toLowerCase()}.`,
      ].filter(Boolean).join(' '),
    and: ' y ',
  },
}

const DIFFERING: readonly (Agreement | null)[] = ['refined', 'partlyDiffer', 'differ']

/**
 * "Why is your opinion different?" from the codes: deterministic, in the report's language, one paragraph per difference.
 * The same codes give the same words; nothing is added to what was coded.
 */
export function draftDifference(facts: Facts): Block[] {
  const axes = axesOf(facts)
  const words = WORDS[facts.report.language]
  const named = (code: Agreement) => axes.filter(({ agreement }) => agreement === code).map(({ label }) => label)
  const differing = axes.filter(({ agreement }) => DIFFERING.includes(agreement))
  const agreed = named('agree')
  const unknown = named('cannotJudge')
  const sentences = [
    ...(differing.length === 0 && unknown.length === 0 && agreed.length > 0 ? [words.agreeAll] : agreed.length > 0 ? [words.agree(joined(agreed, words.and))] : []),
    ...differing.map(words.differ),
    ...(unknown.length > 0 ? [words.cannot(joined(unknown, words.and))] : []),
  ]
  return sentences.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] }))
}

function joined(labels: readonly string[], and: string): string {
  const lower = labels.map((label) => label.charAt(0).toLowerCase() + label.slice(1))
  return [lower.slice(0, -1).join(', '), lower.at(-1) ?? ''].filter((part) => part !== '').join(and)
}
