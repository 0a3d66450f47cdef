// A dated happening of the case in words: documents by their kind, images by their description, our own steps as sentences.
import type { CaseEvent } from '#shared/contract/workstation/cases.contract.ts'
import type { Translate } from './useT.ts'

export function eventWords(event: CaseEvent, t: Translate): string {
  if (event.labelKey.startsWith('documentKind.')) return t(event.labelKey)
  if (event.labelKey.startsWith('event.')) return t(event.labelKey, { title: event.title })
  return event.title || t(`overview.lane.${event.lane}`)
}
