// An item of the case's history in words: what it is, and where it stands.
import { registerField, registerName } from '#shared/casedoc/registerName.ts'
import type { HistoryItem } from '#shared/domain/caseHistory.ts'
import type { ReportTemplate } from '#shared/domain/report.ts'
import { displayFieldValue } from '#shared/domain/reportFields.ts'
import { eventWords } from '../../i18n/eventWords.ts'
import type { Localised } from '../../i18n/useT.ts'

/** @returns what it is, then what it says; either may be empty */
export function historyWords(item: HistoryItem, t: Localised, template: ReportTemplate | null): { what: string; says: string } {
  const { kind, words, place } = item
  if (kind === 'step') {
    const [labelKey = '', title = ''] = words.split('\n')
    return { what: '', says: eventWords({ at: item.at ?? '', lane: 'own', labelKey, title, documentId: null, StudyInstanceUID: null, actorName: null }, t) }
  }
  if (kind === 'panel' || kind === 'board') return actWords(item, t)
  if (kind !== 'field' && kind !== 'text') return { what: kindWords(item, t), says: words }
  const section = template?.sections.find(({ key }) => key === place.section)
  const title = section ? `§${section.number} ${section.title[t.language]}` : (place.section ?? '')
  const question = place.register && /^([1-9]\d?)\.(answer|confidence|body)$/.exec(place.register)
  const part = question ? [t('documents.uses.question', { question: question[1] ?? '' })] : place.register === 'noneBecause' ? [t('history.noneBecause')] : place.register ? [registerName(section, place.register, t.language)] : []
  const field = place.register ? registerField(section, place.register) : undefined
  const value = words === '' ? t('history.cleared') : field ? displayFieldValue(field, words, t.language) : words
  return { what: [title, ...part].join(', '), says: value }
}

/** Of the panel only how many opinions were opened; of the board its words. */
function actWords({ kind, look, words }: HistoryItem, t: Localised): { what: string; says: string } {
  return { what: t(`history.${kind}.${look}`, { count: Number(words) || 0 }), says: look === 'reveal' ? '' : words }
}

function kindWords({ kind, look }: HistoryItem, t: Localised): string {
  if (!look || look === 'highlight') return t(`history.kind.${kind}`)
  return t(look === 'ink' ? 'documents.mark.ink' : `documents.tool.${look}`)
}
