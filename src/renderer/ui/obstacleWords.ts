// Obstacles in the words of the screen's language: the core names places in the report's language. Pure.
import type { SigningObstacle, TemplateSection } from '#shared/domain/report.ts'
import type { Localised } from '../i18n/useT.ts'

/** The place an obstacle names: its value's label, its section's title, else the core's own words. */
export function detailOf(obstacle: SigningObstacle, sections: readonly TemplateSection[], t: Localised): string {
  const section = sections.find(({ key }) => key === obstacle.sectionKey)
  const answer = /^(\d+)\.confidence$/.exec(obstacle.fieldKey ?? '')?.[1]
  if (answer) return t('report.answers.confidenceOf', { number: answer })
  switch (obstacle.code) {
    case 'materialUnaddressed':
      return section?.lists.flatMap(({ fields }) => fields.flatMap(({ options }) => options ?? [])).find(({ code }) => code === obstacle.detail)?.label[t.language] ?? obstacle.detail
    case 'startGateClosed':
      return t(`intake.condition.${obstacle.detail}`)
    case 'tnmFormat':
      return t(`report.tnm.${obstacle.detail}`)
    case 'ruleBroken':
      return section?.rules.find(({ message }) => message.en === obstacle.detail || message.es === obstacle.detail)?.message[t.language] ?? obstacle.detail
    case 'listTooShort':
      return section?.lists.find(({ key }) => key === obstacle.fieldKey)?.title[t.language] ?? obstacle.detail
    case 'signingOrderBroken':
      return t(`signOff.order.fault.${obstacle.detail}`)
    case 'registerConflict':
      return obstacle.detail
    default:
      return fieldWords(obstacle, section, t)
  }
}

/** A value by its label; one of a row with the row's own name before it. */
function fieldWords({ fieldKey, detail }: SigningObstacle, section: TemplateSection | undefined, t: Localised): string {
  const [listKey, row, rowField] = (fieldKey ?? '').split('/')
  const list = row && section?.lists.find(({ key }) => key === listKey)
  if (!list) return section?.fields.find(({ key }) => key === fieldKey)?.label[t.language] ?? detail
  const label = list.fields.find(({ key }) => key === rowField)?.label[t.language]
  const name = detail.includes(': ') ? detail.slice(0, detail.lastIndexOf(': ')) : list.one[t.language]
  return label ? `${name}: ${label}` : detail
}

export interface ObstacleGroup {
  first: SigningObstacle
  /** More than one only for missing values of one section. */
  all: readonly SigningObstacle[]
}

/** Missing values of one section stand together; everything else stands alone. The order stays. */
export function grouped(obstacles: readonly SigningObstacle[]): ObstacleGroup[] {
  const groups: { first: SigningObstacle; all: SigningObstacle[] }[] = []
  for (const obstacle of obstacles) {
    const known = obstacle.code === 'fieldEmpty' && groups.find(({ first }) => first.code === 'fieldEmpty' && first.sectionKey === obstacle.sectionKey && first.severity === obstacle.severity)
    if (known) known.all.push(obstacle)
    else groups.push({ first: obstacle, all: [obstacle] })
  }
  return groups
}

/** Tells obstacles apart over refetches. */
export function obstacleKey({ code, sectionKey, fieldKey, detail }: SigningObstacle): string {
  return [code, sectionKey, fieldKey, detail].join('|')
}
