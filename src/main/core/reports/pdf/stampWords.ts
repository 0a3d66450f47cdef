// What a printed version says of itself besides its content: that it is an extract, that another version took its place, that it was withdrawn. Words only.
import { formatInstant } from '#shared/domain/localFormat.ts'
import type { Language } from '#shared/domain/reviewCase.ts'
import type { LocalZone } from '#shared/domain/zones.ts'

export interface PrintStamp {
  /** One word, across and at the head of every page. */
  readonly mark: string
  readonly heading: string
  readonly lines: readonly string[]
  /** Only the chosen sections: nothing else of the patient's story stands at the front. */
  readonly isExtract: boolean
}

/** What became of a signed version. `on`: ISO instant; `zone`: of whoever signed that. */
export type VersionFate = { readonly on: string; readonly zone?: LocalZone | undefined; readonly reason: string } & ({ readonly kind: 'superseded'; readonly next: number } | { readonly kind: 'withdrawn' })

const WORDS = {
  en: {
    mark: { superseded: 'SUPERSEDED', withdrawn: 'WITHDRAWN', extract: 'EXTRACT' },
    superseded: (number: number, next: number, on: string) => `Version ${number} was replaced by version ${next} on ${on}. Do not act on it.`,
    withdrawn: (number: number, on: string) => `Version ${number} was withdrawn on ${on}: entered in error. It must not be used.`,
    reason: (text: string) => `Reason: ${text}`,
    copy: (hash: string) => `This is a stamped copy and not itself signed. The signed file has the SHA-256 ${hash}.`,
    extract: (number: number, recipient: string) => `Extract of the signed report, version ${number}, ${recipient}. It repeats the sections named here word for word.`,
    recipient: { treatingDoctor: 'for the treating doctor', sponsor: 'for the sponsor' },
    holds: (titles: string) => `Sections: ${titles}.`,
    leftOut: (count: number) => (count === 1 ? '1 section of the report is not part of this extract.' : `${count} sections of the report are not part of this extract.`),
    signedBy: (names: string, at: string) => `The report was signed by ${names}, ${at}. SHA-256 of its content:`,
  },
  es: {
    mark: { superseded: 'SUSTITUIDO', withdrawn: 'RETIRADO', extract: 'EXTRACTO' },
    superseded: (number: number, next: number, on: string) => `La versión ${number} fue sustituida por la versión ${next} el ${on}. No actúe según ella.`,
    withdrawn: (number: number, on: string) => `La versión ${number} se retiró el ${on}: registrada por error. No debe utilizarse.`,
    reason: (text: string) => `Motivo: ${text}`,
    copy: (hash: string) => `Es una copia sellada, sin firma propia. El archivo firmado tiene el SHA-256 ${hash}.`,
    extract: (number: number, recipient: string) => `Extracto del informe firmado, versión ${number}, ${recipient}. Repite literalmente los apartados que aquí se nombran.`,
    recipient: { treatingDoctor: 'para el médico responsable', sponsor: 'para el promotor' },
    holds: (titles: string) => `Apartados: ${titles}.`,
    leftOut: (count: number) => (count === 1 ? 'Este extracto no incluye 1 apartado del informe.' : `Este extracto no incluye ${count} apartados del informe.`),
    signedBy: (names: string, at: string) => `Firmaron el informe ${names}, ${at}. SHA-256 de su contenido:`,
  },
} satisfies Record<Language, unknown>

/** @param number of the version it stands on */
export function fateStamp(fate: VersionFate, number: number, language: Language): PrintStamp {
  const words = WORDS[language]
  const on = formatInstant(fate.on, language, fate.zone)
  const heading = fate.kind === 'superseded' ? words.superseded(number, fate.next, on) : words.withdrawn(number, on)
  return { mark: words.mark[fate.kind], heading, lines: fate.reason === '' ? [] : [words.reason(fate.reason)], isExtract: false }
}

/** Under the signatures of a stamped copy. @param pdfSha256 of the signed file */
export function copyWords(pdfSha256: string, language: Language): string {
  return WORDS[language].copy(pdfSha256)
}

interface ExtractFacts {
  readonly reportNumber: number
  readonly recipient: 'treatingDoctor' | 'sponsor'
  /** "5 Diagnosis", as printed. */
  readonly titles: readonly string[]
  readonly leftOut: number
  readonly signers: string
  /** ISO instant. */
  readonly signedAt: string
  readonly zone: LocalZone | undefined
  /** Of the whole report. */
  readonly contentHash: string
}

export function extractStamp({ reportNumber, recipient, titles, leftOut, signers, signedAt, zone, contentHash }: ExtractFacts, language: Language): PrintStamp {
  const words = WORDS[language]
  return {
    mark: words.mark.extract,
    heading: words.extract(reportNumber, words.recipient[recipient]),
    lines: [words.holds(titles.join('; ')), ...(leftOut > 0 ? [words.leftOut(leftOut)] : []), `${words.signedBy(signers, formatInstant(signedAt, language, zone))} ${contentHash}`],
    isExtract: true,
  }
}
