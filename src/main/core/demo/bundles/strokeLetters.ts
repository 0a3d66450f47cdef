// The English papers of the stroke case. Fictional people and hospitals.
import type { Letterhead } from '../paper/letter.ts'
import { type FiledLetter, IN_ENGLISH } from './filedLetter.ts'

export const STROKE_WORDS =
  'Since the stroke my left hand is clumsy and I tire by noon. I would like to know whether something more can be done, and how likely another stroke is.'

export const STROKE_OWN_QUESTIONS = [
  'Is the blood thinner I take the right one for me?',
  'When may I drive again?',
]

const HOSPITAL: Letterhead = {
  name: "St Brannoc's Hospital",
  unit: 'Hyperacute Stroke Unit',
  address: '1 Harbour Rise · Brannoc Bay',
  colour: '#1f4e8c',
  emblem: 'cross',
}
const PATIENT_SIDE: Letterhead = {
  name: 'Second Opinion Programme (demonstration)',
  unit: 'Written by the patient',
  address: 'Request and questions',
  colour: '#3d4a57',
  emblem: 'ring',
}

const box = (more: readonly (readonly [string, string])[]) =>
  [
    ['Patient', 'HARROWGATE, Evelyn'],
    ['Date of birth', '21 Jul 1958'],
    ['Sex', 'female'],
    ['Hospital number', 'DEMO-0423'],
    ...more,
  ] as const

export const STROKE_LETTERS: readonly FiledLetter[] = [
  {
    path: 'documents/01_discharge_summary_2026-09-29.pdf',
    kind: 'dischargeSummary',
    plan: {
      ...IN_ENGLISH,
      letterhead: HOSPITAL,
      title: 'Discharge summary',
      reference: 'Admitted: 17 Sep 2026\nDischarged: 29 Sep 2026',
      date: '2026-09-29',
      patient: box([['Consultant', 'Dr R. Ashdown'], ['Ward', 'Stroke 2']]),
      parts: [
        { heading: 'Diagnosis' },
        {
          paragraph:
            'Ischaemic stroke in the territory of the right middle cerebral artery, due to occlusion of the right M1 segment. Cause: newly found atrial fibrillation.',
          quotes: [
            { about: 'diagnosis', text: 'occlusion of the right M1 segment' },
            { about: 'cause', text: 'newly found atrial fibrillation' },
          ],
        },
        { heading: 'Course' },
        {
          paragraph:
            'Last seen well at 23:40 on 16 September. Found at 01:55 with left-sided weakness, neglect and a forced gaze to the right; NIHSS 14 on arrival. Intravenous tenecteplase at 02:31. Mechanical thrombectomy, groin puncture 03:12, recanalisation at 03:58 after two passes, TICI 2c.',
          quotes: [
            { about: 'severity', text: 'NIHSS 14 on arrival' },
            { about: 'thrombectomy', text: 'recanalisation at 03:58 after two passes, TICI 2c' },
          ],
        },
        {
          paragraph:
            'MR of the brain on 18 September showed an acute infarct of the right insula, putamen and corona radiata measuring 44 mm in its longest diameter, without haemorrhage. Moderate chronic small-vessel change. NIHSS 4 at discharge, modified Rankin Scale 2.',
          quotes: [
            { about: 'infarct', text: 'measuring 44 mm in its longest diameter' },
            { about: 'function', text: 'modified Rankin Scale 2' },
          ],
        },
        {
          paragraph:
            'Swallowing is safe for all consistencies. Mood: tearful at times, PHQ-2 score 3; review arranged with the stroke psychologist.',
          quotes: [{ about: 'psychological', text: 'PHQ-2 score 3' }],
        },
        { heading: 'Investigations' },
        {
          table: [
            ['Test', 'Date', 'Result'],
            ['CT and CT angiography', '17 Sep 2026', 'right M1 occlusion, ASPECTS 8'],
            ['Echocardiography', '21 Sep 2026', 'left atrium enlarged, ejection fraction 58 %'],
            ['Carotid duplex', '22 Sep 2026', 'no stenosis over 50 % on either side'],
            ['LDL cholesterol', '18 Sep 2026', '3.4 mmol/L'],
            ['HbA1c', '18 Sep 2026', '39 mmol/mol'],
          ],
          widths: [30, 20, 50],
        },
        { heading: 'Plan' },
        {
          bullets: [
            'Apixaban started on 27 September, day 10.',
            'Atorvastatin 80 mg, target LDL below 1.8 mmol/L. Blood pressure below 130/80 mmHg.',
            'Outpatient occupational therapy and physiotherapy; no driving until reviewed.',
          ],
          quotes: [{ about: 'anticoagulation', text: 'Apixaban started on 27 September, day 10' }],
        },
        { signature: ['Dr Rowan Ashdown', 'Consultant stroke physician (fictional)', '29 September 2026'] },
      ],
    },
  },
  {
    path: 'documents/02_medication_list_2026-09-29.pdf',
    kind: 'medicationList',
    plan: {
      ...IN_ENGLISH,
      letterhead: { ...HOSPITAL, unit: 'Hospital Pharmacy' },
      title: 'Medication list at discharge',
      reference: '29 Sep 2026',
      date: '2026-09-29',
      patient: box([['Allergies', 'none known'], ['Weight', '66 kg']]),
      parts: [
        {
          table: [
            ['Medicine', 'Dose', 'When', 'For'],
            ['Apixaban', '5 mg', 'twice a day', 'prevention of stroke in atrial fibrillation'],
            ['Bisoprolol', '2.5 mg', 'morning', 'heart rate'],
            ['Atorvastatin', '80 mg', 'evening', 'cholesterol'],
            ['Ramipril', '5 mg', 'morning', 'blood pressure'],
            ['Lansoprazole', '15 mg', 'morning', 'stomach protection'],
            ['Paracetamol', '1 g', 'up to four times a day', 'shoulder pain, if needed'],
          ],
          widths: [20, 12, 24, 44],
        },
        {
          paragraph:
            'Stopped: aspirin 75 mg, on 27 September 2026, when apixaban was started. Indication as recorded by pharmacy: left middle cerebral artery stroke.',
          quotes: [
            { about: 'stopped', text: 'Stopped: aspirin 75 mg, on 27 September 2026' },
            { about: 'side as recorded', text: 'left middle cerebral artery stroke' },
          ],
        },
        { signature: ['M. Tolliver', 'Clinical pharmacist (fictional)', '29 September 2026'] },
      ],
    },
  },
  {
    path: 'documents/03_MR_brain_report_2026-09-18.pdf',
    kind: 'imagingReport',
    plan: {
      ...IN_ENGLISH,
      letterhead: { ...HOSPITAL, unit: 'Department of Neuroradiology' },
      title: 'MR brain',
      reference: 'Examination: 18 Sep 2026\nReported: 18 Sep 2026',
      date: '2026-09-18',
      patient: box([['Accession', 'DEMO26091803'], ['Referrer', 'Stroke unit']]),
      parts: [
        { heading: 'Technique' },
        { paragraph: 'Axial T1, T2, FLAIR and diffusion (b 1000 with ADC map), 5 mm slices with a gap of 0.5 mm, 1.5 T.' },
        { heading: 'Findings' },
        {
          paragraph:
            'Restricted diffusion in the right insula, lentiform nucleus and corona radiata, 44 x 26 mm on one axial slice. Corresponding high FLAIR signal. No haemorrhage, no mass effect. Periventricular and scattered white-matter lesions, moderate. Flow voids of both carotid siphons preserved.',
          quotes: [{ about: 'infarct', text: '44 x 26 mm on one axial slice' }],
        },
        { heading: 'Conclusion' },
        { paragraph: 'Acute infarct in the territory of the right middle cerebral artery. Moderate small-vessel disease.' },
        { signature: ['Dr Imogen Fairweather', 'Consultant neuroradiologist (fictional)', '18 September 2026'] },
      ],
    },
  },
  {
    path: 'documents/04_request_2026-11-09.pdf',
    kind: 'request',
    plan: {
      ...IN_ENGLISH,
      letterhead: PATIENT_SIDE,
      title: 'Request for a second medical opinion',
      reference: '9 Nov 2026',
      date: '2026-11-09',
      patient: box([]),
      parts: [
        {
          paragraph:
            'I, Evelyn Harrowgate, ask for a second medical opinion on the treatment after my stroke of 17 September 2026, and agree that the enclosed documents and images are used for this purpose only.',
          quotes: [{ about: 'request', text: 'ask for a second medical opinion on the treatment after my stroke' }],
        },
        { paragraph: STROKE_WORDS, quotes: [{ about: 'motive', text: 'how likely another stroke is' }] },
        { paragraph: 'I would like to be told everything that is known, and to decide together with my daughter.' },
        { signature: ['Evelyn Harrowgate', 'Brannoc Bay, 9 November 2026'] },
      ],
    },
  },
  {
    path: 'documents/05_questions_2026-11-09.pdf',
    kind: 'questions',
    plan: {
      ...IN_ENGLISH,
      letterhead: PATIENT_SIDE,
      title: "The patient's questions",
      reference: '9 Nov 2026',
      date: '2026-11-09',
      patient: box([]),
      parts: [
        {
          bullets: [
            '1. Is the diagnosis correct?',
            '2. What are the alternatives?',
            '3. What are the benefits and risks of each?',
            '4. Can I wait without further treatment?',
            '6. Is surgery necessary?',
            '7. What is the prognosis?',
            '8. Why does this opinion differ from the first?',
            ...STROKE_OWN_QUESTIONS.map((text, i) => `${9 + i}. ${text}`),
          ],
          quotes: [{ about: 'question 9', text: 'Is the blood thinner I take the right one for me?' }],
        },
        { signature: ['Evelyn Harrowgate', '9 November 2026'] },
      ],
    },
  },
]
