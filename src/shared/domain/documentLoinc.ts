// LOINC document type of each kind of document, where one says no more than the kind does; null leaves the kind in words. Codes with our own labels only.
// Source: LOINC document ontology as bound by HL7 FHIR R4, value set c80-doc-typecodes.
import type { DocumentKind } from './sourceDocument.ts'

const LOINC_OF_KIND: Readonly<Record<DocumentKind, string | null>> = {
  request: null,
  questions: '51855-5',
  pathology: '11526-1',
  imagingReport: '18748-4',
  laboratory: '11502-2',
  dischargeSummary: '18842-5',
  priorOpinion: '11488-4',
  medicationList: '10160-0',
  operationNote: '11504-8',
  psychology: null,
  consent: '59284-0',
  letter: '51852-2',
  molecular: '51969-4',
  electrocardiogram: '11524-6',
  echocardiogram: '18748-4',
  angiography: '18745-0',
  virology: '11502-2',
  cognitiveTest: null,
  healthCertificate: null,
  other: null,
}

export function documentLoinc(kind: DocumentKind): string | null {
  return LOINC_OF_KIND[kind]
}

/** LOINC's own check digit (mod 10, weights from the right 2 and 1), so that no code of ours is a slip of the pen. */
export function isLoinc(code: string): boolean {
  const [digits = '', check = ''] = code.split('-')
  if (!/^\d{1,7}$/.test(digits) || !/^\d$/.test(check)) return false
  const sum = [...digits].reverse().reduce((total, digit, i) => {
    const weighted = i % 2 === 0 ? Number(digit) * 2 : Number(digit)
    return total + (weighted > 9 ? weighted - 9 : weighted)
  }, 0)
  return String((10 - (sum % 10)) % 10) === check
}
