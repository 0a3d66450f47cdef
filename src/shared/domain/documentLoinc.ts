// LOINC document type of each kind of document, where one says no more than the kind does; null leaves the kind in words. Codes with our own labels only.
// Sources, read 2026-11-22: loinc.org for 11488-4, which names second opinions; HL7 and USCDI Clinical Notes for the notes and the discharge summary (11526-1, 18748-4, 11502-2, 18842-5);
// the others by code and display name as other public software quotes them, their check digits reckoned. A section's code (10160-0, History of medication use) is not a document's: 56445-0 is.
import type { DocumentKind } from './sourceDocument.ts'

const LOINC_OF_KIND: Readonly<Record<DocumentKind, string | null>> = {
  request: null,
  questions: '51855-5',
  pathology: '11526-1',
  imagingReport: '18748-4',
  laboratory: '11502-2',
  dischargeSummary: '18842-5',
  priorOpinion: '11488-4',
  medicationList: '56445-0',
  operationNote: '11504-8',
  psychology: null,
  consent: '59284-0',
  letter: '51852-2',
  molecular: '51969-4',
  electrocardiogram: '11524-6',
  echocardiogram: '18748-4',
  // Not 18745-0: that is the heart's, an angiography may be of any vessel.
  angiography: '18748-4',
  virology: '11502-2',
  cognitiveTest: null,
  rehabilitation: null,
  healthCertificate: null,
  literature: null,
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
