// What a board's journey adds to the usual case: what makes it ready, a picture that names its patient, and another person's case beside it.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { slice } from './dicomFile.ts'

export const OTHER_CONDITION = 'Glioma of the left frontal lobe'

/** Adds to the bundle of Ana Ruiz Mora what her illness needs for a board. */
export function makeBoardReady(folder: string): void {
  writeFileSync(join(folder, 'console.dcm'), consolePicture())
  for (const [name, text] of Object.entries(READY)) writeFileSync(join(folder, name), text)
}

/** An ultrasound whose file says that texts are burned into its pixels (PS3.3 C.7.6.1). */
function consolePicture(): Buffer {
  return slice({ modality: 'US', study: '2.25.910', series: '2.25.911', instance: '2.25.912', extra: [[0x0008103e, 'LO', 'Console picture'], [0x00280301, 'CS', 'YES']] })
}

const READY = {
  'consent.txt': 'Informed consent\nPatient: Ana Ruiz Mora. Date of birth: 8 April 1963.\nI consent to the remote second opinion.',
  'laboratory.txt': 'Laboratory report\nPatient: Ana Ruiz Mora. Date of birth: 8 April 1963.\nCreatinine 0.9 mg/dL, 12 June 2026.',
  'medication.txt': 'Medication list\nPatient: Ana Ruiz Mora. Date of birth: 8 April 1963.\nParacetamol 1 g every 8 hours.',
}

/** A second case of another person that is far from ready. */
export function writeOtherBundle(): string {
  const folder = mkdtempSync(join(tmpdir(), 'consilium-other-'))
  mkdirSync(folder, { recursive: true })
  const request = { schema: 'consilium-request/1', patient: { familyName: 'Quintana Vidal', givenName: 'Teresa', birthDate: '1971-02-11', sex: 'female', identifiers: [{ issuer: null, value: '551203' }] }, packId: 'onc/1', policyId: 'oncology-remote', condition: OTHER_CONDITION, requestedOn: '2026-11-17', language: 'en', motives: ['confirmDiagnosis'], patientWords: '', questions: [{ number: 1, standard: 'diagnosisCorrect', text: '', asked: true }], allergies: [] }
  writeFileSync(join(folder, 'consilium-request.json'), JSON.stringify(request))
  writeFileSync(join(folder, 'letter.txt'), 'Discharge summary. Patient: Teresa Quintana Vidal. Date of birth: 11 February 1971. Seen for headaches.')
  return folder
}
