// The kind of a document by the words of its title, English and Spanish. A proposal for the case manager; unknown = other.
import type { DocumentKind } from './sourceDocument.ts'

/** Most telling words first within a line; the first line that tells wins, then the file name. */
const WORDS: readonly (readonly [DocumentKind, RegExp])[] = [
  ['consent', /\b(informed consent|consent form|consentimiento( informado)?)\b/],
  ['questions', /\b(patient.?s? questions|questions (for|to) the|preguntas (del|de la|para))/],
  ['request', /\b(request for (a )?second (medical )?opinion|second opinion request|written request|solicitud de (una )?segunda opinion|solicitud)\b/],
  ['priorOpinion', /^(?!.*\bprogram)(?=.*\b(first opinion|primera opinion|second (medical )?opinion|segunda opinion|tumou?r board|comite de tumores)\b)/],
  ['pathology', /\b(pathology|histopatholog\w+|histolog\w+|cytolog\w+|biopsy|immunohistochem\w+|molecular (report|profil\w+)|anatomia patologica|anatomopatologic\w+|citolog\w+|biopsia|inmunohistoquim\w+)\b/],
  ['operationNote', /\b(operati(on|ve) (note|report)|surgical report|surgery report|(hoja|informe|nota) (operatori[ao]|quirurgic[ao])|protocolo quirurgico)\b/],
  ['healthCertificate', /\b(form (no\.? ?|number |n\.? ?)?100|health.status certificate|certificado de(l)? estado de salud)\b/],
  ['dischargeSummary', /\b(discharge (summary|report|letter|note)|hospital discharge|informe de alta|alta hospitalaria|epicrisis)\b/],
  ['cognitiveTest', /\b(mini-?mental|mmse|moca( test)?|cognitive (test|screening)|prueba cognitiva|cribado cognitivo)\b/],
  ['rehabilitation', /\b(rehabilitation (report|summary)|informe de rehabilitacion)\b/],
  ['psychology', /\b(psycholog\w+|psycho-?oncolog\w+|phq-?9|gad-?7|psicolog\w+|psicooncolog\w+|distress thermometer)\b/],
  ['medicationList', /\b(medication (list|plan)|current medication|prescriptions?|list of medicines|(lista|hoja) de medicacion|medicacion actual|tratamiento actual|receta|prescripcion)\b/],
  ['electrocardiogram', /\b(electrocardiogra\w+|ecg|ekg)\b/],
  ['virology', /\b(viral load|hiv resistance|carga viral|resistencias? (al )?vih)\b/],
  ['laboratory', /\b(laborator(y|io)|blood (test|count|results?)|haematology|hematology|biochemistry|tumou?r markers?|analitica|analisis (clinicos|de sangre)|hemograma|bioquimica|marcadores tumorales)\b/],
  ['imagingReport', /\b(radiolog(y|ia)|ct|mri|mr|pet(\/|-)?ct|x-?ray|ultrasound|echocardiogra\w+|angiogra\w+|coronarogra\w+|mammogra\w+|scintigra\w+|datscan|spect|tomogra\w+|tc|tac|rm|resonancia|ecogra\w+|ecocardiogra\w+|mamogra\w+|gammagra\w+|radiografia|cateterismo|doppler|imaging report|informe radiologico)\b/],
  ['letter', /\b(letter|carta|dear (dr|doctor|colleague)|estimad[oa]s?|referral|clinic note|consultation|outpatient|progress note|informe (medico|clinico)|consulta|evolucion)\b/],
]

const TITLE_LINES = 14

/**
 * @param text first page; empty for scans, then only the file name speaks
 * @param titles lines that stand out by their size, largest first, where the format tells
 */
export function classifyDocument(text: string, fileName: string, titles: readonly string[] = []): DocumentKind {
  const lines = text.split(/\r?\n/).filter((line) => /\p{L}{2}/u.test(line)).slice(0, TITLE_LINES)
  // Names of people and long sentences are no titles; ten words is a generous title.
  const short = [...titles, ...lines].filter((line) => line.trim().split(/\s+/).length <= 10)
  for (const line of [...short, fileName.replace(/\.[a-z0-9]{1,5}$/i, '').replace(/[_\-.]+/g, ' ')]) {
    const folded = line.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
    const kind = WORDS.find(([, pattern]) => pattern.test(folded))?.[0]
    if (kind) return kind
  }
  return 'other'
}
