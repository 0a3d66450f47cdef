// Finds the sentences that state something measurable without showing what it rests on (requirements B8, look principle 5).
import { plainText, type Inline } from './reportContent.ts'

export interface UnprovenClaim {
  /** First words of the sentence; the editor finds the place by them. */
  readonly opening: string
  /** A figure with its unit blocks signing; a stage or response without a figure is only pointed at. */
  readonly isFigure: boolean
  /** A part of many: how often something is or happens. Somebody counted it, wherever it is written. */
  readonly isShare: boolean
}

const UNITS = [
  '%', '‰', 'mm', 'cm', 'm', 'ml', 'mL', 'cc', 'cm[²³]', 'mm[²³]', 'µg', 'ug', 'mg', 'g', 'kg', 'Gy', 'mGy', 'MBq', 'HU', 'UH', 'mmHg', 'bpm', 'lpm', 'ms',
  '[mµnp]?g/d?[lL]', '[mµnp]?mol/[lL]', 'U/[mM]?[lL]', 'UI/[mM]?[lL]', 'mut/Mb', 'mg/d[ií]?a?y?',
  'días?', 'days?', 'semanas?', 'weeks?', 'mes(?:es)?', 'months?', 'años?', 'years?',
].join('|')
const FIGURE = new RegExp(`(?<![\\p{L}\\p{N}])[-+−]?\\d+(?:[.,]\\d+)?[\\s\\u00a0\\u202f]?(?:${UNITS})(?![\\p{L}\\p{N}])`, 'u')
const SHARE = /(?<![\p{L}\p{N}])(?:\d+(?:[.,]\d+)?[\s\u00a0\u202f]?[%‰](?![\p{L}\p{N}])|\d+[\s\u00a0](?:in|out of|de cada)[\s\u00a0](?:\d{1,3}|10{3,4}|10{0,1}[.,\s\u00a0\u202f]0{3})(?![\p{L}\p{N}]))/u
const SUV = /(?<![\p{L}])SUV\p{L}*[\s\u00a0]*(?:de|of|:|=)?[\s\u00a0]*\d/u
const STAGE = /(?<![\p{L}\p{N}])(?:y?[cpra])?(?:T(?:is|[0-4][a-d]?)|N[0-3][a-c]?|M[01][a-e]?[1-3]?)(?=$|[\s.,;:)]|[TNM][0-4X])/u
const RESPONSE = /(?<![\p{L}])(?:RECIST|iRECIST|Lugano|PERCIST|RANO|Deauville|ECOG|NIHSS|UPDRS|Hoehn)(?![\p{L}])/u
const SENTENCE_END = /[.!?…](?=\s|$)|\n/gu
const LONGEST_OPENING = 80

/**
 * @param paragraph one paragraph as its reader sees it; a proof anywhere in it stands for the whole paragraph
 * @returns sentences with a claim and neither proof nor the mark of expert judgement
 */
export function unprovenClaims(paragraph: readonly Inline[]): UnprovenClaim[] {
  if (paragraph.some((inline) => inline.type === 'proof')) return []
  const text = plainText(paragraph)
  const judged = judgedRanges(paragraph)
  return sentencesOf(text).flatMap(({ start, end }) => {
    if (judged.some((range) => range.start < end && range.end > start)) return []
    const sentence = text.slice(start, end)
    const isFigure = statesFigure(sentence)
    if (!isFigure && !STAGE.test(sentence) && !RESPONSE.test(sentence)) return []
    return [{ opening: openingOf(sentence), isFigure, isShare: SHARE.test(sentence) }]
  })
}

/** Whether a text states a figure with its unit: a result that somebody measured. */
export function statesFigure(text: string): boolean {
  return FIGURE.test(text) || SUV.test(text) || SHARE.test(text)
}

interface Range {
  readonly start: number
  readonly end: number
}

function sentencesOf(text: string): Range[] {
  const ends = [...text.matchAll(SENTENCE_END)].map((match) => match.index + match[0].length)
  const starts = [0, ...ends]
  return starts
    .map((start, i) => ({ start, end: ends[i] ?? text.length }))
    .filter(({ start, end }) => text.slice(start, end).trim() !== '')
}

function judgedRanges(paragraph: readonly Inline[]): Range[] {
  let at = 0
  return paragraph.flatMap((inline) => {
    const start = at
    at += inline.type === 'text' ? inline.text.length : inline.type === 'break' ? 1 : 0
    return inline.type === 'text' && inline.judgement ? [{ start, end: at }] : []
  })
}

/** Whole words only, so that the words can be found again in the text. */
export function openingOf(sentence: string): string {
  const text = sentence.trim().replace(/\s+/gu, ' ')
  if (text.length <= LONGEST_OPENING) return text
  const cut = text.slice(0, LONGEST_OPENING)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 20))}…`
}
