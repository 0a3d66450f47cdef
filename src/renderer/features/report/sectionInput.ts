// What a template's conditions are asked of on the screen: the values of the section that is open. Those of other sections are the core's to judge.
import { conditionInput } from '#shared/domain/templateFacts.ts'
import type { ConditionInput } from '#shared/domain/templateConditions.ts'
import { EMPTY_SECTION } from '#shared/domain/reportContent.ts'
import type { SectionRegisters } from '../../data/section.ts'

export function sectionInput(section: string, { fields, lists }: SectionRegisters): ConditionInput {
  return conditionInput({ sections: { [section]: { ...EMPTY_SECTION, fields, lists } } }, section)
}
