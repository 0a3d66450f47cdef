// Questions to ask when a psychotropic and another medicine stand side by side: a checklist with its sources, never an order. Pure.
import type { LocalText } from './report.ts'

export interface MedicationPrompt {
  readonly id: string
  /** Each name in English and Spanish spelling, lower case, without accents. */
  readonly first: readonly string[]
  readonly second: readonly string[]
  readonly question: LocalText
  readonly source: string
}

/** The list is read again at least once a year (H22); afterwards it says that it is old. */
export const PROMPTS_CHECKED_ON = '2026-11-22'
export const PROMPTS_VALID_DAYS = 365

const SSRI = ['paroxetine', 'paroxetina', 'fluoxetine', 'fluoxetina', 'sertraline', 'sertralina', 'citalopram', 'escitalopram', 'fluvoxamine', 'fluvoxamina']
const TKI = ['imatinib', 'erlotinib', 'gefitinib', 'osimertinib', 'lapatinib', 'sunitinib', 'nilotinib', 'dasatinib']

export const MEDICATION_PROMPTS: readonly MedicationPrompt[] = [
  {
    id: 'tamoxifen-cyp2d6',
    first: ['tamoxifen', 'tamoxifeno'],
    second: ['paroxetine', 'paroxetina', 'fluoxetine', 'fluoxetina', 'bupropion', 'quinidine', 'quinidina', 'cinacalcet'],
    question: {
      en: 'A strong CYP2D6 inhibitor can lower the active metabolite of tamoxifen. Does the oncologist know, and is there an alternative?',
      es: 'Un inhibidor potente del CYP2D6 puede reducir el metabolito activo del tamoxifeno. ¿Lo sabe oncología y hay alternativa?',
    },
    source: 'Tamoxifen, summary of product characteristics, sections 4.4 and 4.5',
  },
  {
    id: 'procarbazine-serotonin',
    first: ['procarbazine', 'procarbacina', 'procarbazina', 'linezolid'],
    second: [...SSRI, 'venlafaxine', 'venlafaxina', 'duloxetine', 'duloxetina', 'clomipramine', 'clomipramina', 'mirtazapine', 'mirtazapina'],
    question: {
      en: 'This medicine inhibits monoamine oxidase. Has serotonin toxicity been considered?',
      es: 'Este medicamento inhibe la monoaminooxidasa. ¿Se ha considerado la toxicidad serotoninérgica?',
    },
    source: 'Procarbazine and linezolid, product information, interactions',
  },
  {
    id: 'qt-ondansetron',
    first: ['ondansetron', 'granisetron', 'domperidone', 'domperidona'],
    second: ['citalopram', 'escitalopram', 'haloperidol', 'quetiapine', 'quetiapina', 'ziprasidone', 'ziprasidona'],
    question: { en: 'Both can prolong the QT interval. Is there a recent ECG with potassium and magnesium?', es: 'Ambos pueden prolongar el QT. ¿Hay un ECG reciente con potasio y magnesio?' },
    source: 'Citalopram: FDA Drug Safety Communication, 28 March 2012; ondansetron: FDA, 29 June 2012',
  },
  {
    id: 'hypericum',
    first: ['hypericum', 'hiperico', "st john's wort", 'hierba de san juan'],
    second: [...TKI, 'irinotecan', 'tacrolimus', 'ciclosporin', 'ciclosporina', 'warfarin', 'warfarina', 'acenocoumarol', 'acenocumarol', 'apixaban'],
    question: { en: "St John's wort can lower the level of this medicine. Can it be stopped?", es: 'El hipérico puede reducir el nivel de este medicamento. ¿Puede suspenderse?' },
    source: 'Irinotecan and imatinib, summaries of product characteristics, sections 4.3 to 4.5',
  },
  {
    id: 'inducers-tki',
    first: ['carbamazepine', 'carbamazepina', 'phenytoin', 'fenitoina', 'phenobarbital', 'fenobarbital'],
    second: [...TKI, 'irinotecan', 'docetaxel', 'abiraterone', 'abiraterona', 'apixaban'],
    question: { en: 'An enzyme inducer can lower the level of this medicine. Does the prescriber know?', es: 'Un inductor enzimático puede reducir el nivel de este medicamento. ¿Lo sabe quien lo prescribe?' },
    source: 'Imatinib, summary of product characteristics, section 4.5',
  },
  {
    id: 'maob-antidepressant',
    first: ['rasagiline', 'rasagilina', 'selegiline', 'selegilina', 'safinamide', 'safinamida'],
    second: [...SSRI, 'venlafaxine', 'venlafaxina', 'duloxetine', 'duloxetina', 'tramadol', 'pethidine', 'petidina'],
    question: { en: 'An antidepressant or opioid beside an MAO-B inhibitor. Is the combination intended and watched?', es: 'Antidepresivo u opioide junto a un inhibidor de la MAO-B. ¿Es una combinación prevista y vigilada?' },
    source: 'Rasagiline, summary of product characteristics, sections 4.3 to 4.5',
  },
  {
    id: 'levodopa-antidopaminergic',
    first: ['levodopa', 'pramipexole', 'pramipexol', 'ropinirole', 'ropinirol', 'rotigotine', 'rotigotina'],
    second: ['haloperidol', 'risperidone', 'risperidona', 'olanzapine', 'olanzapina', 'metoclopramide', 'metoclopramida', 'chlorpromazine', 'clorpromazina', 'sulpiride', 'sulpirida'],
    question: { en: 'A dopamine blocker can worsen parkinsonism. Is it known to the neurologist?', es: 'Un bloqueante dopaminérgico puede empeorar el parkinsonismo. ¿Lo sabe neurología?' },
    source: 'Levodopa, summary of product characteristics, section 4.5',
  },
  {
    id: 'lithium-kidney',
    first: ['lithium', 'litio'],
    second: ['cisplatin', 'cisplatino', 'ibuprofen', 'ibuprofeno', 'naproxen', 'naproxeno', 'diclofenac', 'diclofenaco', 'enalapril', 'losartan', 'hydrochlorothiazide', 'hidroclorotiazida'],
    question: { en: 'This medicine can raise lithium levels or harm the kidney. When was the last level taken?', es: 'Este medicamento puede elevar la litemia o dañar el riñón. ¿Cuándo fue la última litemia?' },
    source: 'Lithium carbonate, product information, interactions',
  },
  {
    id: 'clozapine-marrow',
    first: ['clozapine', 'clozapina'],
    second: ['docetaxel', 'paclitaxel', 'cisplatin', 'cisplatino', 'carboplatin', 'carboplatino', 'doxorubicin', 'doxorubicina', 'temozolomide', 'temozolomida', 'carbamazepine', 'carbamazepina'],
    question: { en: 'Both can lower neutrophils. Who decides on clozapine and who watches the counts?', es: 'Ambos pueden bajar los neutrófilos. ¿Quién decide sobre la clozapina y quién vigila los recuentos?' },
    source: 'Clozapine, summary of product characteristics, sections 4.3 to 4.5',
  },
  {
    id: 'opioid-benzodiazepine',
    first: ['lorazepam', 'diazepam', 'alprazolam', 'clonazepam', 'bromazepam', 'midazolam'],
    second: ['morphine', 'morfina', 'oxycodone', 'oxicodona', 'fentanyl', 'fentanilo', 'tramadol', 'tapentadol', 'methadone', 'metadona'],
    question: { en: 'Opioid and benzodiazepine together can depress breathing. Is the lowest dose used and is the family informed?', es: 'Opioide y benzodiazepina juntos pueden deprimir la respiración. ¿Se usa la dosis mínima y está informada la familia?' },
    source: 'FDA Drug Safety Communication, 31 August 2016',
  },
  {
    id: 'steroid-mood',
    first: ['dexamethasone', 'dexametasona', 'prednisone', 'prednisona', 'prednisolone', 'prednisolona', 'methylprednisolone', 'metilprednisolona'],
    second: [...SSRI, 'lithium', 'litio', 'quetiapine', 'quetiapina', 'lorazepam', 'mirtazapine', 'mirtazapina', 'zolpidem'],
    question: { en: 'Corticosteroids can cause insomnia, low or high mood and psychosis. Do the symptoms follow the days of treatment?', es: 'Los corticoides pueden causar insomnio, ánimo bajo o alto y psicosis. ¿Coinciden los síntomas con los días de tratamiento?' },
    source: 'Dexamethasone, summary of product characteristics, sections 4.4 and 4.8',
  },
]

export interface RaisedPrompt {
  readonly id: string
  /** The two lines of the list as they were written. */
  readonly medicines: readonly [string, string]
  readonly question: LocalText
  readonly source: string
}

/** @param lines one medicine each, with or without its dose @returns each prompt at most once, in the order of the list */
export function medicationPrompts(lines: readonly string[]): RaisedPrompt[] {
  const named = lines.map((line) => ({ line: line.trim(), plain: plainOf(line) })).filter(({ line }) => line !== '')
  const find = (names: readonly string[]) => named.find(({ plain }) => names.some((name) => plain.includes(` ${plainOf(name).trim()} `)))
  return MEDICATION_PROMPTS.flatMap(({ id, first, second, question, source }) => {
    const [a, b] = [find(first), find(second)]
    return a && b && a !== b ? [{ id, medicines: [a.line, b.line] as const, question, source }] : []
  })
}

/** Words only, lower case, without accents, blanks around each. */
function plainOf(text: string): string {
  const words = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().match(/[a-z']+/g) ?? []
  return ` ${words.join(' ')} `
}
