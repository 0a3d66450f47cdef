// Fixed words of the package's pages in its two languages.
import type { Language } from '#shared/domain/reviewCase.ts'

const en = {
  yourOpinion: 'Your second opinion', start: 'Start', whole: 'Whole report', forDoctor: 'For your treating doctor', sources: 'Sources', check: 'Check this package',
  skip: 'Skip to the content', shortAnswers: 'A short answer to each question', changed: 'What differs from the first opinion', next: 'Next steps', howSure: 'How sure we are', question: 'Question', answer: 'Answer', sure: 'Certainty',
  signedFile: 'Signed report (PDF)', stampedFile: 'Stamped copy of the report (PDF)', signedBy: 'Signed by', on: 'on', version: 'Version', hash: 'Fingerprint of the content (SHA-256)', extract: 'This is an extract for its recipient. The signed report has the fingerprint below.',
  leftOut: { psychology: 'the psychological part', motive: 'the reasons for asking', images: 'images', prognosis: 'the outlook, as you asked', sources: 'sources' },
  without: 'Not in this package', doctorIntro: 'This page lists what the opinion proposes to your patient’s doctors: tests, treatments and medicines. It does not replace your judgement.',
  plainWords: 'In plain words', toDo: 'What to do', bothOpinions: 'Both opinions', glossary: 'Words explained', asPdf: 'This page as a PDF to print', madeFrom: (caseNumber: string, number: number) => `Made from the signed report ${caseNumber}, version ${number}; the report itself is what counts.`,
  legal: 'Legal notice', document: 'Document', kind: 'Kind', date: 'Date', pages: 'Pages', proof: 'Proof', none: 'None.',
  freeVisit: 'A visit in person without a further fee is possible until', questionsForDoctor: 'Questions you may take to your doctor',
  questions: ['What of this opinion do you agree with, and what not?', 'Which test or treatment would you change now?', 'What should make me call you at once?'],
  verify: {
    title: 'Check this package', intro: 'This page checks in your browser, without any network, who signed the opinion and whether a single byte of this package was changed. Unpack the package first.',
    choose: 'Choose the folder of the unpacked package', working: 'Checking…', good: 'Nothing was changed. The signature holds.', bad: 'Something does not hold. Do not rely on this package.', file: 'File', ok: 'unchanged', changed: 'changed', missing: 'missing', extra: 'not part of the package',
    signature: 'Signature of the clinician', coSignature: 'Co-signature', station: 'Signature of the workstation over the list of files', holds: 'holds', fails: 'does not hold', unsupported: 'this browser cannot check it (Ed25519); use a newer one, or the command "consilium verify"', key: 'Key', noCrypto: 'This browser offers no cryptography for pages opened from a folder. Use a newer one.',
    keyNote: 'A signature shows that the holder of this key signed. Compare the key with the one your clinic publishes.',
  },
}
type Words = typeof en

const es: Words = {
  yourOpinion: 'Su segunda opinión', start: 'Inicio', whole: 'Informe completo', forDoctor: 'Para su médico', sources: 'Fuentes', check: 'Comprobar este paquete',
  skip: 'Ir al contenido', shortAnswers: 'Respuesta breve a cada pregunta', changed: 'En qué difiere de la primera opinión', next: 'Próximos pasos', howSure: 'Con qué seguridad', question: 'Pregunta', answer: 'Respuesta', sure: 'Seguridad',
  signedFile: 'Informe firmado (PDF)', stampedFile: 'Copia sellada del informe (PDF)', signedBy: 'Firmado por', on: 'el', version: 'Versión', hash: 'Huella del contenido (SHA-256)', extract: 'Este es un extracto para su destinatario. El informe firmado tiene la huella siguiente.',
  leftOut: { psychology: 'la parte psicológica', motive: 'los motivos de la consulta', images: 'imágenes', prognosis: 'el pronóstico, como usted pidió', sources: 'fuentes' },
  without: 'No se incluye en este paquete', doctorIntro: 'Esta página reúne lo que la opinión propone a los médicos del paciente: pruebas, tratamientos y medicamentos. No sustituye su criterio.',
  plainWords: 'En palabras sencillas', toDo: 'Qué hacer', bothOpinions: 'Las dos opiniones', glossary: 'Palabras explicadas', asPdf: 'Esta página en PDF, para imprimir', madeFrom: (caseNumber: string, number: number) => `Hecho del informe firmado ${caseNumber}, versión ${number}; lo que vale es el propio informe.`,
  legal: 'Aviso legal', document: 'Documento', kind: 'Tipo', date: 'Fecha', pages: 'Páginas', proof: 'Prueba', none: 'Ninguno.',
  freeVisit: 'La visita presencial sin coste adicional es posible hasta el', questionsForDoctor: 'Preguntas que puede llevar a su médico',
  questions: ['¿Con qué parte de esta opinión está de acuerdo y con cuál no?', '¿Qué prueba o tratamiento cambiaría ahora?', '¿Ante qué debo llamarle de inmediato?'],
  verify: {
    title: 'Comprobar este paquete', intro: 'Esta página comprueba en su navegador, sin red, quién firmó la opinión y si ha cambiado un solo byte de este paquete. Descomprima antes el paquete.',
    choose: 'Elija la carpeta del paquete descomprimido', working: 'Comprobando…', good: 'Nada ha cambiado. La firma se sostiene.', bad: 'Algo no se sostiene. No se fíe de este paquete.', file: 'Archivo', ok: 'sin cambios', changed: 'modificado', missing: 'falta', extra: 'no pertenece al paquete',
    signature: 'Firma del clínico', coSignature: 'Cofirma', station: 'Firma del equipo sobre la lista de archivos', holds: 'se sostiene', fails: 'no se sostiene', unsupported: 'este navegador no puede comprobarla (Ed25519); use uno más reciente o la orden "consilium verify"', key: 'Clave', noCrypto: 'Este navegador no ofrece criptografía a las páginas abiertas desde una carpeta. Use uno más reciente.',
    keyNote: 'La firma demuestra que firmó quien tiene esta clave. Compárela con la que publica su clínica.',
  },
}

export const PACKAGE_WORDS: Record<Language, Words> = { en, es }
