// What leaves the lane into the report when it is signed: levels and recommendations for patient and family. Pure; no score, no note.
import type { Block } from '#shared/domain/reportContent.ts'
import { highestLevel, type Lane } from '#shared/domain/psychology.ts'
import type { Language } from '#shared/domain/reviewCase.ts'

export const OUTCOME_WORDS = {
  en: { patient: 'For the patient', family: 'For the family', screening: 'A screening result is not a diagnosis.', barriers: 'What may stand in the way', language: 'Language of the support', level: ['information', 'brief support', 'structured therapy', 'psychiatry or urgent care'], levelWord: 'level' },
  es: { patient: 'Para el paciente', family: 'Para la familia', screening: 'El resultado de un cribado no es un diagnóstico.', barriers: 'Posibles obstáculos', language: 'Idioma del apoyo', level: ['información', 'apoyo breve', 'terapia estructurada', 'psiquiatría o atención urgente'], levelWord: 'nivel' },
} as const satisfies Record<Language, unknown>

const text = (words: string, bold = false): Block => ({ type: 'paragraph', content: [{ type: 'text', text: words, ...(bold ? { bold: true } : {}) }] })

export function outcomeBlocks(lane: Lane, language: Language): Block[] {
  const words = OUTCOME_WORDS[language]
  const groups = (['patient', 'family'] as const).flatMap((audience): Block[] => {
    const items = lane.recommendations.filter((one) => one.audience === audience).toSorted((a, b) => a.level - b.level)
    if (items.length === 0) return []
    return [
      text(words[audience], true),
      { type: 'list', ordered: false, items: items.map(({ level, text: said }) => [text(`${said} (${words.levelWord} ${level}: ${words.level[level - 1]})`)]) },
    ]
  })
  const barriers = lane.fields.barriers?.value.trim() ?? ''
  const spoken = lane.fields.supportLanguage?.value.trim() ?? ''
  const none = lane.fields.noneIndicated?.value.trim() ?? ''
  return [...groups, ...(groups.length === 0 && none !== '' ? [text(none)] : []), ...(barriers === '' ? [] : [text(`${words.barriers}: ${barriers}`)]), ...(spoken === '' ? [] : [text(`${words.language}: ${spoken}`)]), text(words.screening)]
}

/** Coded values of the report's section. */
export function outcomeFields(lane: Lane): { assessedHow: string; supportLevel: string } {
  const level = highestLevel(lane)
  return { assessedHow: lane.fields.assessedHow?.value ?? '', supportLevel: level === null ? 'none' : String(level) }
}
