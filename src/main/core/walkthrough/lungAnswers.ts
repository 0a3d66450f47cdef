// The answers to the demo patient's questions: one sentence for the first page, the reasons behind it.
import type { CONFIDENCE } from '#shared/casedoc/layout.ts'
import type { Block } from '#shared/domain/reportContent.ts'
import type { LungEvidence } from './lungOpinion.ts'
import { paragraph } from './paragraphs.ts'

export interface WrittenAnswer {
  readonly answer: string
  readonly confidence: (typeof CONFIDENCE)[number]
  readonly body: readonly Block[]
}

/** By question number; the eight standard ones, then the patient's own. */
export function lungAnswers(e: LungEvidence): Readonly<Record<number, WrittenAnswer>> {
  const because = (...parts: Parameters<typeof paragraph>): readonly Block[] => [paragraph(...parts)]
  return {
    1: { answer: 'Sí. Adenocarcinoma de pulmón del hilio derecho, con un ganglio afectado.', confidence: 'high', body: because('Lo apoyan la biopsia ', e.diagnosis, ' y la punción del ganglio 4R. ', e.node4R) },
    2: { answer: 'Tres: cirugía, quimiorradioterapia o esperar; se comparan en la sección 13.', confidence: 'high', body: because('La primera opinión propuso la segunda. ', e.firstPlan) },
    3: { answer: 'La cirugía extirpa lo conocido; la quimiorradioterapia evita operar. Los riesgos figuran en la sección 13.', confidence: 'moderate', body: because('El riesgo de la cirugía no se puede concretar sin la función pulmonar. ', e.lungFunction) },
    4: { answer: 'No lo aconsejamos.', confidence: 'high', body: because('La enfermedad está estable por tamaño y se puede tratar con intención curativa. ', e.massOctober, ' ', e.massMay) },
    5: { answer: 'No hallamos ninguno adecuado ahora.', confidence: 'moderate', body: because('La mutación KRAS p.G12C puede abrir otros más adelante. ', e.kras) },
    6: { answer: 'Es posible y no la descartamos: faltan la función pulmonar, los ganglios y aclarar el nódulo izquierdo.', confidence: 'moderate', body: because('La primera opinión la consideró no indicada. ', e.firstSurgery, ' Las pruebas que lo decidirían siguen pendientes. ', e.lungFunction) },
    7: { answer: 'Todavía no podemos dar una cifra.', confidence: 'cannotAnswer', body: because('Depende de los ganglios, de la función pulmonar y del nódulo izquierdo, que ha crecido. ', e.noduleOctober) },
    8: { answer: 'Medimos 38 mm sobre los cortes originales, no 30 mm; por tamaño la enfermedad está estable.', confidence: 'high', body: because('Medida propia ', e.massOctober, ' frente a la del informe. ', e.reportedMass) },
    9: { answer: 'Porque el informe midió sobre cortes de 5 mm; en los originales son 38 mm.', confidence: 'high', body: because('Así lo indica el propio informe. ', e.reportedSlices, ' ', e.massOctober) },
    10: { answer: 'Sí: ha crecido de 6 a 9 mm y hay que aclararlo antes de operar.', confidence: 'moderate', body: because('Medidas de mayo ', e.noduleMay, ' y de octubre. ', e.noduleOctober) },
    11: { answer: 'Sí: las pruebas con contraste yodado necesitan premedicación o una alternativa.', confidence: 'high', body: because('Consta urticaria tras el contraste. ', e.allergy) },
  }
}
