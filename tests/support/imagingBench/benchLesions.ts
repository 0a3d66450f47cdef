// Stands in for data/lesions.ts and data/caseMeasurements.ts on the bench: no lesion is followed there.
const record = { lesions: [], findings: [], outside: [], choices: { criteria: 'recist11', nodesAreOneOrgan: true, holdPartialResponse: false }, assessments: {}, unreadable: 0 }
const lesions = { record, ready: false, readOnly: true, me: '' }
const measurements = { measurements: [], ready: true, save: () => undefined }

export const useLesions = () => lesions
export const useCaseMeasurements = () => measurements
