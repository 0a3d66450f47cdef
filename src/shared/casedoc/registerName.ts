// What a register of a section is called on the screen, and the field of the template behind it.
import type { TemplateField, TemplateSection } from '../domain/report.ts'
import type { Language } from '../domain/reviewCase.ts'
import { parseRowKey } from './rows.ts'

/** @returns undefined for what no field of the template stands for: a reason, an answer, a field of an older template */
export function registerField(section: TemplateSection | undefined, register: string): TemplateField | undefined {
  const row = parseRowKey(register)
  const fields = row ? section?.lists.find(({ key }) => key === row.list)?.fields : section?.fields
  return fields?.find(({ key }) => key === (row?.field ?? register))
}

/** e.g. "Earlier opinion: Diagnosis"; the register itself when the template does not know it. */
export function registerName(section: TemplateSection | undefined, register: string, language: Language): string {
  const row = parseRowKey(register)
  const one = row && section?.lists.find(({ key }) => key === row.list)?.one[language]
  const label = registerField(section, register)?.label[language] ?? row?.field ?? register
  return one ? `${one}: ${label}` : label
}
