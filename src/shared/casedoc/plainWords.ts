// The phrase library of the pages for patient and treating doctor: one sentence per code and language. No generation; a code without a sentence is shown by its label.
import type { Language } from '../domain/reviewCase.ts'

export interface PlainWords {
  readonly patientTitle: string
  readonly doctorTitle: string
  readonly comparisonTitle: string
  readonly headings: Readonly<Record<'answers' | 'diagnosis' | 'difference' | 'options' | 'next' | 'cancel' | 'warning' | 'outlook' | 'limits' | 'ask' | 'medicines' | 'tests' | 'treatment' | 'followUp' | 'priors' | 'notice', string>>
  readonly confidence: Readonly<Record<string, string>>
  readonly outlookWithheld: string
  readonly verification: Readonly<Record<string, string>>
  readonly stageGroup: (group: string) => string
  readonly agreement: Readonly<Record<string, (axis: string) => string>>
  readonly standing: Readonly<Record<string, string>>
  readonly worstGrade: Readonly<Record<string, string>>
  readonly reversibility: Readonly<Record<string, string>>
  readonly benefit: string
  readonly risks: string
  readonly recovery: string
  readonly life: string
  readonly action: Readonly<Record<string, (what: string) => string>>
  readonly urgency: Readonly<Record<string, string>>
  readonly owner: (who: string) => string
  readonly act: Readonly<Record<string, (sign: string) => string>>
  readonly outcome: Readonly<Record<string, string>>
  readonly missing: string
  readonly askAbout: (option: string) => string
  readonly askWhen: (what: string) => string
  readonly askDifference: string
  readonly oneIn: (n: number) => string
  readonly inTen: (n: number) => string
  readonly notice: string
  readonly none: string
  readonly columns: Readonly<Record<'point' | 'first' | 'ours' | 'agreement' | 'reason' | 'changes' | 'what' | 'why' | 'when' | 'who' | 'strength' | 'dose' | 'option' | 'view', string>>
  readonly allergies: (words: string) => string
  readonly noAllergies: string
  readonly allergiesUnknown: string
  /** Words that need a meaning beside them, with what finds them. */
  readonly glossary: readonly (readonly [pattern: RegExp, term: string, meaning: string])[]
}

/** Within a sentence; what begins with an abbreviation (CT, PET/CT, T4) stays as it is written. */
const lower = (text: string) => (/^\p{Lu}[\p{Lu}\d/-]/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1))

export const PLAIN_WORDS: Readonly<Record<Language, PlainWords>> = {
  en: {
    patientTitle: 'Your second opinion',
    doctorTitle: 'For your treating doctor',
    comparisonTitle: 'First opinion and ours',
    headings: {
      answers: 'Short answers to your questions', diagnosis: 'Your illness', difference: 'What is the same and what is not', options: 'Your options', next: 'Next steps', cancel: 'What you do not need', warning: 'When to get help',
      outlook: 'The outlook', limits: 'How far this opinion goes', ask: 'Questions for your doctor', medicines: 'Medicines', tests: 'Tests', treatment: 'Treatment and other steps', followUp: 'Follow-up', priors: 'Earlier opinions', notice: 'Good to know',
    },
    confidence: { high: 'We are very sure of this.', moderate: 'We are fairly sure of this.', low: 'We are not sure of this.', cannotAnswer: 'We cannot answer this with what we have.' },
    outlookWithheld: 'You have not asked to read about the outlook here. Your doctor can talk with you about it when you wish.',
    verification: { confirmed: 'The diagnosis is confirmed.', provisional: 'The diagnosis is likely but not yet certain.', differential: 'More than one diagnosis is still possible.', unconfirmed: 'The diagnosis is not confirmed.', refuted: 'We do not think that you have this illness.' },
    stageGroup: (group) => `The illness is in stage ${group}. Stages go from I, the earliest, to IV.`,
    agreement: {
      agree: (axis) => `On ${lower(axis)} we agree with the first opinion.`, refined: (axis) => `On ${lower(axis)} we agree and are more precise.`, partlyDiffer: (axis) => `On ${lower(axis)} we see part of it in another way.`,
      differ: (axis) => `On ${lower(axis)} we see it in another way.`, cannotJudge: (axis) => `On ${lower(axis)} we cannot judge with what we have.`,
    },
    standing: { recommended: 'We recommend this.', acceptable: 'This is a good choice as well.', conditional: 'This is possible under a condition.', notAdvised: 'We do not advise this.' },
    worstGrade: { 1: 'Side effects are mild.', 2: 'Side effects can disturb daily life.', 3: 'Side effects can be strong and need a stay in hospital.', 4: 'Side effects can be life-threatening and need care at once.', 5: 'There is a risk of dying.' },
    reversibility: { reversible: 'It can be undone.', partly: 'It can be undone in part.', irreversible: 'It cannot be undone.' },
    benefit: 'What it can do for you', risks: 'What can go wrong', recovery: 'Time to recover', life: 'Daily life',
    action: { start: (what) => `Start: ${what}`, stop: (what) => `Stop: ${what}`, change: (what) => `Change: ${what}`, continue: (what) => `Go on with: ${what}`, test: (what) => `Have this test: ${what}`, cancelTest: (what) => `You do not need this test: ${what}`, refer: (what) => `See a specialist: ${what}` },
    urgency: { now: 'within days', weeks: 'within weeks', months: 'within months', routine: 'at the next visit' },
    owner: (who) => `with ${who}`,
    act: { emergency: (sign) => `Go to the emergency department: ${lower(sign)}.`, sameDay: (sign) => `Call your doctor the same day: ${lower(sign)}.`, nextVisit: (sign) => `Tell your doctor at the next visit: ${lower(sign)}.` },
    outcome: { definitive: 'We could answer with all we needed.', definitiveWithLimits: 'We could answer, but some things were missing.', notPossible: 'We could not give an opinion with what we had.' },
    missing: 'This was missing',
    askAbout: (option) => `Is this possible for me: ${lower(option)}?`, askWhen: (what) => `When and where can this be done: ${lower(what)}?`, askDifference: 'How do you see the points on which the two opinions are not the same?',
    oneIn: (n) => `about 1 in ${n} people`, inTen: (n) => `about ${n} in 10 people`,
    notice: 'This page says in plain words what the signed opinion says. It does not replace a visit with your doctor.',
    none: 'None.',
    columns: { point: 'Point', first: 'First opinion', ours: 'Ours', agreement: 'Result', reason: 'Reason', changes: 'What it changes', what: 'What', why: 'Why', when: 'When', who: 'Who', strength: 'Strength', dose: 'Dose', option: 'Option', view: 'Our view' },
    allergies: (words) => `Allergies: ${words}.`, noAllergies: 'No allergies, as stated.', allergiesUnknown: 'Allergies are not stated.',
    glossary: [
      [/\bbiops/iu, 'Biopsy', 'A small piece of tissue taken out to be looked at.'], [/\bmetasta/iu, 'Metastasis', 'Illness that has spread to another place.'], [/\blymph node|\bnodes?\b/iu, 'Lymph node', 'A small gland that filters fluid of the body.'],
      [/\bchemo/iu, 'Chemotherapy', 'Medicines that act on cells that divide.'], [/\bradiother|\bradiotherapy/iu, 'Radiotherapy', 'Treatment with rays.'], [/\bPET\b/u, 'PET', 'A scan that shows how active tissue is.'], [/\bCT\b/u, 'CT', 'X-ray pictures in slices.'],
      [/\bDLCO\b/u, 'DLCO', 'A test of how well the lungs take up gas.'], [/\bantithrombotic|\banticoag/iu, 'Antithrombotic', 'A medicine against blood clots.'], [/\blevodopa/iu, 'Levodopa', 'The main medicine for Parkinson’s disease.'],
    ],
  },
  es: {
    patientTitle: 'Su segunda opinión',
    doctorTitle: 'Para su médico',
    comparisonTitle: 'Primera opinión y la nuestra',
    headings: {
      answers: 'Respuestas breves a sus preguntas', diagnosis: 'Su enfermedad', difference: 'En qué coincidimos y en qué no', options: 'Sus opciones', next: 'Próximos pasos', cancel: 'Lo que no necesita', warning: 'Cuándo pedir ayuda',
      outlook: 'El pronóstico', limits: 'Hasta dónde llega esta opinión', ask: 'Preguntas para su médico', medicines: 'Medicación', tests: 'Pruebas', treatment: 'Tratamiento y otros pasos', followUp: 'Seguimiento', priors: 'Opiniones anteriores', notice: 'Tenga en cuenta',
    },
    confidence: { high: 'Estamos muy seguros.', moderate: 'Estamos bastante seguros.', low: 'No estamos seguros.', cannotAnswer: 'No podemos responder con lo que tenemos.' },
    outlookWithheld: 'No ha pedido leer aquí sobre el pronóstico. Su médico puede hablarlo con usted cuando lo desee.',
    verification: { confirmed: 'El diagnóstico está confirmado.', provisional: 'El diagnóstico es probable, pero aún no es seguro.', differential: 'Todavía es posible más de un diagnóstico.', unconfirmed: 'El diagnóstico no está confirmado.', refuted: 'No creemos que tenga esta enfermedad.' },
    stageGroup: (group) => `La enfermedad está en el estadio ${group}. Los estadios van del I, el más temprano, al IV.`,
    agreement: {
      agree: (axis) => `En ${lower(axis)} coincidimos con la primera opinión.`, refined: (axis) => `En ${lower(axis)} coincidimos y precisamos más.`, partlyDiffer: (axis) => `En ${lower(axis)} vemos una parte de otro modo.`,
      differ: (axis) => `En ${lower(axis)} lo vemos de otro modo.`, cannotJudge: (axis) => `En ${lower(axis)} no podemos valorar con lo que tenemos.`,
    },
    standing: { recommended: 'La recomendamos.', acceptable: 'También es una buena opción.', conditional: 'Es posible con una condición.', notAdvised: 'No la aconsejamos.' },
    worstGrade: { 1: 'Los efectos son leves.', 2: 'Los efectos pueden alterar la vida diaria.', 3: 'Los efectos pueden ser fuertes y exigir ingreso.', 4: 'Los efectos pueden poner en peligro la vida y exigir atención inmediata.', 5: 'Hay riesgo de morir.' },
    reversibility: { reversible: 'Se puede deshacer.', partly: 'Se puede deshacer en parte.', irreversible: 'No se puede deshacer.' },
    benefit: 'Qué puede aportarle', risks: 'Qué puede salir mal', recovery: 'Tiempo de recuperación', life: 'Vida diaria',
    action: { start: (what) => `Empezar: ${what}`, stop: (what) => `Dejar: ${what}`, change: (what) => `Cambiar: ${what}`, continue: (what) => `Seguir con: ${what}`, test: (what) => `Hacerse esta prueba: ${what}`, cancelTest: (what) => `No necesita esta prueba: ${what}`, refer: (what) => `Acudir al especialista: ${what}` },
    urgency: { now: 'en días', weeks: 'en semanas', months: 'en meses', routine: 'en la próxima visita' },
    owner: (who) => `con ${who}`,
    act: { emergency: (sign) => `Acuda a urgencias: ${lower(sign)}.`, sameDay: (sign) => `Llame a su médico el mismo día: ${lower(sign)}.`, nextVisit: (sign) => `Cuénteselo a su médico en la próxima visita: ${lower(sign)}.` },
    outcome: { definitive: 'Pudimos responder con todo lo necesario.', definitiveWithLimits: 'Pudimos responder, pero faltaban algunas cosas.', notPossible: 'No pudimos dar una opinión con lo que teníamos.' },
    missing: 'Faltaba esto',
    askAbout: (option) => `¿Es posible para mí: ${lower(option)}?`, askWhen: (what) => `¿Cuándo y dónde se puede hacer: ${lower(what)}?`, askDifference: '¿Cómo ve los puntos en que las dos opiniones no coinciden?',
    oneIn: (n) => `aproximadamente 1 de cada ${n} personas`, inTen: (n) => `aproximadamente ${n} de cada 10 personas`,
    notice: 'Esta página dice en palabras sencillas lo que dice la opinión firmada. No sustituye la visita a su médico.',
    none: 'Ninguna.',
    columns: { point: 'Punto', first: 'Primera opinión', ours: 'La nuestra', agreement: 'Resultado', reason: 'Motivo', changes: 'Qué cambia', what: 'Qué', why: 'Por qué', when: 'Cuándo', who: 'Quién', strength: 'Fuerza', dose: 'Dosis', option: 'Opción', view: 'Nuestra valoración' },
    allergies: (words) => `Alergias: ${words}.`, noAllergies: 'Sin alergias, según consta.', allergiesUnknown: 'No constan las alergias.',
    glossary: [
      [/\bbiops/iu, 'Biopsia', 'Trozo pequeño de tejido que se extrae para mirarlo.'], [/\bmet[aá]stasis/iu, 'Metástasis', 'Enfermedad que ha pasado a otro lugar.'], [/\bgangli/iu, 'Ganglio', 'Glándula pequeña que filtra un líquido del cuerpo.'],
      [/quimio/iu, 'Quimioterapia', 'Medicamentos que actúan sobre las células que se dividen.'], [/radioterapia/iu, 'Radioterapia', 'Tratamiento con rayos.'], [/\bPET\b/u, 'PET', 'Prueba que muestra la actividad de los tejidos.'], [/\bTC\b|tomograf/u, 'TC', 'Imágenes del cuerpo en cortes, con rayos X.'],
      [/\bDLCO\b/u, 'DLCO', 'Prueba de cómo pasan los gases por los pulmones.'], [/antitromb|anticoag/iu, 'Antitrombótico', 'Medicamento contra los coágulos.'], [/levodopa/iu, 'Levodopa', 'El medicamento principal de la enfermedad de Parkinson.'], [/linfadenectom/iu, 'Linfadenectomía', 'Operación que quita ganglios.'], [/neumonitis/iu, 'Neumonitis', 'Inflamación del pulmón.'], [/esofagitis/iu, 'Esofagitis', 'Inflamación del esófago.'], [/ecobroncoscop/iu, 'Ecobroncoscopia', 'Mirar los bronquios con un tubo fino y ecografía.'],
    ],
  },
}
