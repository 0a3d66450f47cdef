// Contradictions between sections, and what an opinion as a whole must say. Pure; part of signingObstacles.
import { blamingWords } from './blamingWords.ts'
import { EARLIER_OPINIONS } from './earlierOpinions.ts'
import { openingOf } from './claims.ts'
import { differsFrom, LEDD_TABLE, leddOf, saidLedd } from './ledd.ts'
import { daysBetween, formatDate } from './localFormat.ts'
import type { SigningObstacle } from './report.ts'
import { isBlank, paragraphsOf, plainText } from './reportContent.ts'
import { fieldOf, sectionOf, type ReportFacts } from './reportFacts.ts'
import { axesOf, isExplained } from './difference.ts'
import { conditionInput, rowsOf, rowValue } from './templateFacts.ts'
import { checkTnm } from './tnm.ts'

type Found = SigningObstacle[]

function obstacle(code: SigningObstacle['code'], severity: SigningObstacle['severity'], sectionKey: string, fieldKey: string | null, detail = ''): SigningObstacle {
  return { code, severity, sectionKey, fieldKey, detail: detail.slice(0, 200) }
}

/** @param today calendar day at the workstation, YYYY-MM-DD */
export function opinionObstacles(facts: ReportFacts, today: string): Found {
  return [...rereadObstacles(facts), ...leddObstacles(facts), ...stagingObstacles(facts), ...differenceObstacles(facts), ...optionObstacles(facts), ...trialObstacles(facts, today), ...panelObstacles(facts), ...commentObstacles(facts), ...wordObstacles(facts), ...easeObstacles(facts)]
}

/** Sections that discuss what was read again, by the name of its fields. */
const READ_AGAIN = { pathology: ['diagnosis', 'biomarkers', 'material'], imaging: ['imaging'] } as const

/** A major difference from the first reading shows on what it rests (F1, section 2): where it is discussed. */
function rereadObstacles(facts: ReportFacts): Found {
  const isShown = (sections: readonly string[]) => sections.some((key) => paragraphsOf(sectionOf(facts, key).body).some((paragraph) => paragraph.some(({ type }) => type === 'proof')))
  return Object.entries(READ_AGAIN)
    .filter(([what, sections]) => fieldOf(facts, 'material', `${what}Agreement`) === 'major' && !isShown(sections))
    .map(([what]) => {
      const field = facts.template.sections.flatMap((section) => section.fields).find(({ key }) => key === `${what}Explanation`)
      return obstacle('claimWithoutProof', 'blocker', 'material', `${what}Explanation`, field?.label[facts.report.language])
    })
}

/** A levodopa equivalent dose that is said to come from the table is what the listed medicines give. */
function leddObstacles(facts: ReportFacts): Found {
  const computed = leddOf(conditionInput(facts, 'medication').rowsOf('medication.antiparkinson'))
  const isOfTable = fieldOf(facts, 'medication', 'leddTable') === LEDD_TABLE
  if (computed.mgPerDay === null || !isOfTable || !differsFrom(fieldOf(facts, 'medication', 'ledd') ?? '', computed)) return []
  return [obstacle('ruleBroken', 'warning', 'medication', 'ledd', saidLedd(computed.mgPerDay, facts.report.language))]
}

/** Staging systems with TNM categories, by their code in the template. */
const TNM_EDITION: Readonly<Record<string, string>> = { '897275008': 'AJCC8', '1269566009': 'AJCC9', uicc8: 'UICC8', uicc9: 'UICC9' }
const CATEGORY_FIELDS = ['tumour', 'nodes', 'metastasis'] as const
/** Which category a fault of format belongs to; the others are shown at T. */
const FAULT_FIELD: Readonly<Record<string, (typeof CATEGORY_FIELDS)[number]>> = {
  mxNotAllowed: 'metastasis', pM0NotAllowed: 'metastasis', pNWithoutSpecimen: 'nodes', isolatedCellsOnlyWithN0: 'nodes', multiplicity: 'tumour',
}

/** The categories as one TNM of the stated edition (E5.2). Format only: no licensed table is shipped. */
function stagingObstacles(facts: ReportFacts): Found {
  const value = (field: string) => fieldOf(facts, 'stage', field) ?? ''
  const edition = TNM_EDITION[value('stagingSystem')]
  const [tumour, nodes, metastasis] = CATEGORY_FIELDS.map(value)
  if (!edition || !tumour || !nodes || !metastasis) return []
  const prefix = value('stagePrefix')
  // What a treated or operated tumour has as M is found clinically unless a specimen of the metastasis says so.
  const ofMetastasis = metastasis === 'M0' ? prefix.replace('p', 'c') : prefix
  const site = (fieldOf(facts, 'diagnosis', 'topography') ?? '').startsWith('C34') ? 'lung' : 'other'
  const result = checkTnm({ edition, site, text: `${prefix}${tumour} ${prefix}${nodes} ${ofMetastasis}${metastasis}` })
  const faults = result.valid ? [] : result.codes.map((code) => obstacle('tnmFormat', 'blocker', 'stage', faultField(code, [tumour, nodes, metastasis], site, edition), code))
  return [...faults, ...(result.valid ? result.warnings.map((code) => obstacle('tnmFormat', 'warning', 'stage', nodes === 'N2' ? 'nodes' : 'metastasis', code)) : [])]
}

function faultField(code: string, [, nodes = ''] : readonly string[], site: string, edition: string): string {
  if (code === 'categoryNotInEdition') return site === 'lung' && !edition.endsWith('9') && /^N[1-3][a-c]/.test(nodes) ? 'nodes' : 'metastasis'
  return FAULT_FIELD[code] ?? 'tumour'
}

/** Each axis on which the opinions differ says why, and shows on what it rests (B6). */
function differenceObstacles(facts: ReportFacts): Found {
  return axesOf(facts)
    .filter((axis) => axis.agreement === 'differ' && !isExplained(facts, axis))
    .map((axis) => obstacle('differenceUnexplained', 'blocker', 'comparison', axis.reason === null ? axis.reasonField : axis.field, axis.label))
}

/** Waiting, or no treatment, is always looked at (B7); what is not possible is not advised (B18). */
function optionObstacles(facts: ReportFacts): Found {
  const found: Found = []
  const section = facts.template.sections.find(({ key }) => key === 'options')
  const stated = fieldOf(facts, 'options', 'waitAndSee')
  const isListed = rowsOf(facts, 'options', 'options').some((row) => rowValue(row, 'kind') === 'waitAndSee')
  if (section && stated === 'option' && !isListed) found.push(obstacle('waitAndSeeMissing', 'blocker', 'options', 'options'))
  const advises = !isBlank(sectionOf(facts, 'medicalRecommendations').body) || rowsOf(facts, 'medicalRecommendations', 'recommendations').some((row) => rowValue(row, 'kind') === 'treatment' || rowValue(row, 'kind') === 'medicine')
  if (fieldOf(facts, 'outcomeAndLimits', 'outcome') === 'notPossible' && advises) found.push(obstacle('notPossibleWithTreatment', 'blocker', 'outcomeAndLimits', 'outcome'))
  if (facts.reviewCase.allergies === null) {
    const medicine = rowsOf(facts, 'medicalRecommendations', 'recommendations').find((row) => rowValue(row, 'kind') === 'medicine' && ['start', 'change'].includes(rowValue(row, 'action')))
    if (medicine) found.push(obstacle('allergiesUnknown', 'warning', 'medicalRecommendations', `recommendations/${medicine.id}/what`, rowValue(medicine, 'what')))
  }
  return found
}

function trialObstacles(facts: ReportFacts, today: string): Found {
  const { trialSearchMaxAgeDays } = facts.programme
  const isOld = (day: string) => /^\d{4}-\d{2}-\d{2}$/.test(day) && daysBetween(day, today) > trialSearchMaxAgeDays
  const words = (day: string) => formatDate(day, facts.report.language)
  const searched = fieldOf(facts, 'trials', 'trialsSearchedOn') ?? ''
  const rows = rowsOf(facts, 'trials', 'trials').filter((row) => isOld(rowValue(row, 'asOf')))
  return [
    ...(isOld(searched) ? [obstacle('trialSearchOld', 'warning', 'trials', 'trialsSearchedOn', words(searched))] : []),
    ...rows.map((row) => obstacle('trialSearchOld', 'warning', 'trials', `trials/${row.id}/asOf`, `${rowValue(row, 'registryId')}, ${words(rowValue(row, 'asOf'))}`)),
  ]
}

/** A consensus has its voters, a split its dissent (B13). */
function panelObstacles(facts: ReportFacts): Found {
  const consensus = fieldOf(facts, 'panel', 'consensus') ?? ''
  const found: Found = []
  if (['unanimous', 'majority', 'split'].includes(consensus) && rowsOf(facts, 'panel', 'experts').length < 2) found.push(obstacle('panelTooSmall', 'blocker', 'panel', 'experts'))
  if (consensus === 'split' && fieldOf(facts, 'panel', 'dissent') === null && isBlank(sectionOf(facts, 'panel').body)) found.push(obstacle('dissentMissing', 'blocker', 'panel', 'dissent'))
  return [...found, ...reviewObstacles(facts)]
}

/** What an expert reviewed is what is signed: changed since, they look again (B17). Without a fingerprint nobody can tell. */
function reviewObstacles({ reviewable, ...facts }: ReportFacts): Found {
  if (reviewable === undefined) return []
  return rowsOf(facts, 'panel', 'experts')
    .filter((row) => rowValue(row, 'reviewed') === 'true' && !['', reviewable].includes(rowValue(row, 'reviewedContent')))
    .map((row) => obstacle('reviewOutdated', 'blocker', 'panel', `experts/${row.id}/reviewed`, rowValue(row, 'name')))
}

/** Comments whose authors want them settled first (B10). */
function commentObstacles({ blockingThreads = [] }: ReportFacts): Found {
  return blockingThreads.map(({ section, quote }) => obstacle('threadOpen', 'blocker', section, null, openingOf(quote)))
}

/** The patient's version in plain words (W5). Too few words say nothing. */
function easeObstacles({ patientEase = null, programme }: ReportFacts): Found {
  if (patientEase === null || patientEase >= programme.readabilityMin) return []
  return [obstacle('patientTextHard', 'warning', 'answers', null, `${patientEase} < ${programme.readabilityMin}`)]
}

/** Words about colleagues (W7): "read differently", never "failed". What an earlier author wrote is quoted and is theirs. */
function wordObstacles(facts: ReportFacts): Found {
  const { language } = facts.report
  return facts.template.sections.flatMap((section) => {
    const content = sectionOf(facts, section.key)
    const blame = (text: string, fieldKey: string | null = null) => blamingWords(text, language).map((sentence) => obstacle('blamingWords', 'warning', section.key, fieldKey, openingOf(sentence)))
    const ofRows = section.lists.filter(({ key }) => key !== EARLIER_OPINIONS.list).flatMap((list) => {
      const texts = list.fields.filter(({ kind }) => kind === 'text')
      return rowsOf(facts, section.key, list.key).flatMap((row) =>
        texts
          .filter(({ key }) => blamingWords(rowValue(row, key), language).length > 0)
          .map(({ key, label }) => obstacle('blamingWords', 'warning', section.key, `${list.key}/${row.id}/${key}`, `${(rowValue(row, list.name) || list.one[language]).slice(0, 80)}: ${label[language]}`)),
      )
    })
    return [
      ...paragraphsOf(content.body).flatMap((paragraph) => blame(plainText(paragraph))),
      ...content.answers.flatMap(({ question, answer, body }) => [answer?.value ?? '', ...paragraphsOf(body).map(plainText)].flatMap((text) => blame(text, `${question}.answer`))),
      ...section.fields.filter(({ kind }) => kind === 'text').flatMap(({ key }) => blame(content.fields[key]?.value ?? '', key).slice(0, 1)),
      ...ofRows,
    ]
  })
}
