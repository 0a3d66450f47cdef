// Every fixed word of the printed report, in its two languages.
import type { DocumentKind } from '#shared/domain/sourceDocument.ts'
import type { AdministrativeGender } from '#shared/domain/patient.ts'
import type { Role } from '#shared/domain/people.ts'
import type { Language } from '#shared/domain/reviewCase.ts'

export interface PrintWords {
  readonly language: Language
  readonly draft: string
  readonly caseWord: string
  readonly version: string
  readonly page: (n: number, of: number) => string
  programme(version: number): string
  readonly identifiers: string
  readonly allergies: string
  readonly noAllergies: string
  readonly notStated: string
  readonly requested: string
  readonly condition: string
  readonly patientWords: string
  readonly shortAnswers: string
  readonly notAsked: string
  readonly noAnswer: string
  readonly leftEmpty: string
  readonly judgement: string
  readonly proofsOnPage: string
  readonly moreProofs: (n: number) => string
  readonly proofIndex: string
  readonly pageShort: string
  readonly slice: string
  readonly measuredBy: string
  readonly spacing: Record<string, string>
  readonly notCalibrated: string
  readonly onPlane: string
  readonly sourceNotInCase: string
  readonly material: string
  readonly documents: string
  readonly images: string
  readonly pages: string
  readonly instances: string
  readonly incomplete: string
  readonly legalNotice: string
  readonly aboutSoftware: string
  readonly signatures: string
  readonly signedBy: string
  readonly coSignedBy: string
  readonly capacity: string
  readonly licence: string
  readonly signedAt: string
  readonly ownClock: string
  readonly contentHash: string
  readonly publicKey: string
  readonly attested: string
  readonly extractStated: string
  readonly notSigned: string
  readonly replaces: (version: number, reason: string) => string
  readonly replacedHash: string
  readonly signatureOf: string
  readonly madeWith: string
  readonly authors: string
  readonly role: Record<Role, string>
  readonly sex: Record<AdministrativeGender, string>
  readonly documentKind: Record<DocumentKind, string>
}

export const PRINT_WORDS: Record<Language, PrintWords> = {
  en: {
    language: 'en',
    draft: 'DRAFT',
    caseWord: 'Case',
    version: 'version',
    page: (n, of) => `Page ${n} of ${of}`,
    programme: (version) => `programme, version ${version}`,
    identifiers: 'Identifiers',
    allergies: 'Allergies',
    noAllergies: 'None, as stated',
    notStated: 'Not stated',
    requested: 'Requested',
    condition: 'Illness, as stated',
    patientWords: 'In the patient’s words',
    shortAnswers: 'A short answer to each question',
    notAsked: 'Not asked',
    noAnswer: 'No answer yet',
    leftEmpty: 'Left empty: ',
    judgement: 'expert’s judgement',
    proofsOnPage: 'Proofs cited on this page',
    moreProofs: (n) => `and ${n} more in the list of proofs`,
    proofIndex: 'List of proofs',
    pageShort: 'p.',
    slice: 'image',
    measuredBy: 'Measured by',
    spacing: {
      patientCoordinates: 'millimetres from the patient coordinates', pixelSpacing: 'millimetres from PixelSpacing', pixelSpacingCalibrated: 'millimetres from a calibration',
      pixelSpacingUnspecified: 'millimetres from PixelSpacing of unstated origin', detectorPlane: 'millimetres at the detector', detectorPlaneMagnificationCorrected: 'millimetres corrected for magnification',
      nominalScanned: 'nominal millimetres of a scan', ultrasoundRegion: 'millimetres from the ultrasound region', userCalibration: 'millimetres from the reader’s calibration', none: 'not calibrated',
    },
    notCalibrated: 'not calibrated',
    onPlane: 'measured on a plane cut through the series',
    sourceNotInCase: 'The source is not part of the case',
    material: 'Material reviewed',
    documents: 'Documents',
    images: 'Images',
    pages: 'pages',
    instances: 'images',
    incomplete: 'incomplete',
    legalNotice: 'Legal notice',
    aboutSoftware: 'About the software:',
    signatures: 'Signature',
    signedBy: 'Signed by',
    coSignedBy: 'Co-signed by',
    capacity: 'In the capacity of',
    licence: 'Licence',
    signedAt: 'Date and time',
    ownClock: 'clock of the signing workstation',
    contentHash: 'SHA-256 of the content',
    publicKey: 'Ed25519 key of the signer',
    attested: 'I have reviewed the case and the images myself. I have no conflict of interest with this case.',
    extractStated: 'I have made this extract from the signed report. Its sections stand here word for word.',
    notSigned: 'Not signed. This is a draft; it must not be handed over.',
    replaces: (version, reason) => `Replaces version ${version}. Reason: ${reason}`,
    replacedHash: 'SHA-256 of the replaced content',
    signatureOf: 'Electronic signature',
    madeWith: 'Made with Consilium',
    authors: 'Team',
    role: { physician: 'Physician', radiologist: 'Radiologist', pathologist: 'Pathologist', surgeon: 'Surgeon', psychologist: 'Psychologist', caseManager: 'Case manager', chair: 'Chair of the panel', administrator: 'Administrator', personalDoctor: 'Personal doctor', medicalOncologist: 'Medical oncologist', radiationOncologist: 'Radiation oncologist', surgicalOncologist: 'Surgical oncologist', specialist: 'Specialist', signatory: 'Signatory', auditor: 'Auditor' },
    sex: { male: 'male', female: 'female', other: 'other sex', unknown: 'sex not stated' },
    documentKind: {
      request: 'Request', questions: 'Patient’s questions', pathology: 'Pathology', imagingReport: 'Imaging report', laboratory: 'Laboratory', dischargeSummary: 'Discharge summary',
      priorOpinion: 'First opinion', medicationList: 'Medication list', operationNote: 'Operation note', psychology: 'Psychology', consent: 'Consent', letter: 'Letter',
      molecular: 'Molecular findings', electrocardiogram: 'Electrocardiogram', echocardiogram: 'Echocardiogram', angiography: 'Angiography', virology: 'Virology', cognitiveTest: 'Cognitive test', rehabilitation: 'Rehabilitation report', healthCertificate: 'Health-status certificate', literature: 'Guideline or article', other: 'Other document',
    },
  },
  es: {
    language: 'es',
    draft: 'BORRADOR',
    caseWord: 'Caso',
    version: 'versión',
    page: (n, of) => `Página ${n} de ${of}`,
    programme: (version) => `programa, versión ${version}`,
    identifiers: 'Identificadores',
    allergies: 'Alergias',
    noAllergies: 'Ninguna, según consta',
    notStated: 'No consta',
    requested: 'Solicitud',
    condition: 'Enfermedad, según consta',
    patientWords: 'En palabras del paciente',
    shortAnswers: 'Respuesta breve a cada pregunta',
    notAsked: 'No se preguntó',
    noAnswer: 'Aún sin respuesta',
    leftEmpty: 'Sin contenido: ',
    judgement: 'juicio del experto',
    proofsOnPage: 'Pruebas citadas en esta página',
    moreProofs: (n) => `y ${n} más en la relación de pruebas`,
    proofIndex: 'Relación de pruebas',
    pageShort: 'p.',
    slice: 'imagen',
    measuredBy: 'Medido por',
    spacing: {
      patientCoordinates: 'milímetros según las coordenadas del paciente', pixelSpacing: 'milímetros según PixelSpacing', pixelSpacingCalibrated: 'milímetros según una calibración',
      pixelSpacingUnspecified: 'milímetros según PixelSpacing de origen no indicado', detectorPlane: 'milímetros en el detector', detectorPlaneMagnificationCorrected: 'milímetros corregidos por la magnificación',
      nominalScanned: 'milímetros nominales de un escaneado', ultrasoundRegion: 'milímetros según la región ecográfica', userCalibration: 'milímetros según la calibración del lector', none: 'sin calibrar',
    },
    notCalibrated: 'sin calibrar',
    onPlane: 'medido en un plano cortado a través de la serie',
    sourceNotInCase: 'La fuente no forma parte del caso',
    material: 'Material revisado',
    documents: 'Documentos',
    images: 'Imágenes',
    pages: 'páginas',
    instances: 'imágenes',
    incomplete: 'incompleta',
    legalNotice: 'Aviso legal',
    aboutSoftware: 'Sobre el programa:',
    signatures: 'Firma',
    signedBy: 'Firma',
    coSignedBy: 'Cofirma',
    capacity: 'En calidad de',
    licence: 'Colegiación',
    signedAt: 'Fecha y hora',
    ownClock: 'reloj del equipo que firma',
    contentHash: 'SHA-256 del contenido',
    publicKey: 'Clave Ed25519 de quien firma',
    attested: 'He revisado personalmente el caso y las imágenes. No tengo conflicto de interés con este caso.',
    extractStated: 'He hecho este extracto del informe firmado. Sus apartados figuran aquí literalmente.',
    notSigned: 'Sin firmar. Es un borrador y no debe entregarse.',
    replaces: (version, reason) => `Sustituye a la versión ${version}. Motivo: ${reason}`,
    replacedHash: 'SHA-256 del contenido sustituido',
    signatureOf: 'Firma electrónica',
    madeWith: 'Hecho con Consilium',
    authors: 'Equipo',
    role: { physician: 'Medicina', radiologist: 'Radiología', pathologist: 'Anatomía patológica', surgeon: 'Cirugía', psychologist: 'Psicología', caseManager: 'Gestión del caso', chair: 'Presidencia del panel', administrator: 'Administración', personalDoctor: 'Médico personal', medicalOncologist: 'Oncología médica', radiationOncologist: 'Oncología radioterápica', surgicalOncologist: 'Cirugía oncológica', specialist: 'Especialista', signatory: 'Firmante', auditor: 'Auditoría' },
    sex: { male: 'varón', female: 'mujer', other: 'otro sexo', unknown: 'sexo: no consta' },
    documentKind: {
      request: 'Solicitud', questions: 'Preguntas del paciente', pathology: 'Anatomía patológica', imagingReport: 'Informe de imagen', laboratory: 'Análisis', dischargeSummary: 'Informe de alta',
      priorOpinion: 'Primera opinión', medicationList: 'Lista de medicación', operationNote: 'Hoja operatoria', psychology: 'Psicología', consent: 'Consentimiento', letter: 'Carta',
      molecular: 'Estudio molecular', electrocardiogram: 'Electrocardiograma', echocardiogram: 'Ecocardiograma', angiography: 'Angiografía', virology: 'Virología', cognitiveTest: 'Prueba cognitiva', rehabilitation: 'Informe de rehabilitación', healthCertificate: 'Certificado de estado de salud', literature: 'Guía o artículo', other: 'Otro documento',
    },
  },
}
