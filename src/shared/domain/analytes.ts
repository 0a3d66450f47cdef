// Laboratory quantities a second opinion turns on: how they are called and coded, and the unit their trend is drawn in.
// Keys are those of the unit conversion (units.ts). An unknown name stays without a quantity, never guessed.

export interface Analyte {
  readonly key: string
  readonly loinc: readonly string[]
  /** Whole name as written, accents folded, lower case. */
  readonly names: RegExp
  /** Unit in which the trend is drawn. */
  readonly unit: string
}

export const ANALYTES: readonly Analyte[] = [
  { key: 'creatinine', loinc: ['2160-0', '14682-9', '38483-4'], names: /^(serum )?creatinin[ae]( en suero| serica)?$/, unit: 'mg/dL' },
  { key: 'glucose', loinc: ['2345-7', '2339-0', '14749-6', '1558-6'], names: /^(gluco(se|sa)|glucemia)( en ayunas| basal)?$/, unit: 'mg/dL' },
  { key: 'bilirubin', loinc: ['1975-2', '14631-6'], names: /^bilirubin[a]?( total)?$|^total bilirubin$/, unit: 'mg/dL' },
  { key: 'calcium', loinc: ['17861-6', '2000-8'], names: /^calcio( total)?$|^calcium$/, unit: 'mg/dL' },
  { key: 'haemoglobin', loinc: ['718-7', '30350-3', '59260-0'], names: /^ha?emoglobina?$|^hb$|^hgb$/, unit: 'g/dL' },
  { key: 'platelets', loinc: ['777-3', '26515-7'], names: /^(platelets?|plaquetas|plt)( count)?$|^platelet count$|^recuento de plaquetas$/, unit: '10*9/L' },
  { key: 'leukocytes', loinc: ['6690-2', '26464-8'], names: /^(leu[ck]ocyt(es|os)|leucocitos|wbc|white blood cells?)$/, unit: '10*9/L' },
  { key: 'ldh', loinc: ['2532-0', '14804-9', '14805-6'], names: /^ldh$|^lactato? deshidrogenasa$|^lactate dehydrogenase$/, unit: 'U/L' },
  { key: 'albumin', loinc: ['1751-7', '61151-7'], names: /^albumin[a]?$/, unit: 'g/dL' },
  { key: 'urea', loinc: ['3091-6', '22664-7'], names: /^urea$/, unit: 'mg/dL' },
  { key: 'urea-nitrogen', loinc: ['3094-0', '6299-2'], names: /^(blood )?urea nitrogen$|^bun$|^nitrogeno ureico$/, unit: 'mg/dL' },
  { key: 'uric-acid', loinc: ['3084-1', '14933-6'], names: /^uric acid$|^acido urico$|^urato$/, unit: 'mg/dL' },
  { key: 'crp', loinc: ['1988-5', '30522-7'], names: /^crp$|^pcr$|^c[- ]reactive protein$|^proteina c[- ]reactiva$/, unit: 'mg/L' },
  { key: 'potassium', loinc: ['2823-3', '6298-4'], names: /^potassium$|^potasio$/, unit: 'mmol/L' },
  { key: 'sodium', loinc: ['2951-2', '2947-0'], names: /^sodium$|^sodio$/, unit: 'mmol/L' },
  { key: 'cholesterol', loinc: ['2093-3', '14647-2'], names: /^cholesterol$|^colesterol( total)?$|^total cholesterol$/, unit: 'mg/dL' },
  { key: 'psa', loinc: ['2857-1', '35741-8'], names: /^psa( total)?$|^prostate[- ]specific antigen$|^antigeno prostatico especifico$/, unit: 'ug/L' },
  { key: 'cea', loinc: ['2039-6', '19166-8'], names: /^cea$|^carcinoembryonic antigen$|^antigeno carcinoembrionario$/, unit: 'ug/L' },
  { key: 'ca125', loinc: ['10334-1', '83082-8'], names: /^ca[- ]?125$/, unit: 'U/mL' },
  { key: 'ca19-9', loinc: ['24108-3', '83084-4'], names: /^ca[- ]?19[-.]9$/, unit: 'U/mL' },
]

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/gu, ' ').trim()

export function analyteOf(key: string): Analyte | undefined {
  return ANALYTES.find((analyte) => analyte.key === key)
}

/** By its LOINC code first, else by its name as written. */
export function findAnalyte(code: string | null, name: string): Analyte | undefined {
  const byCode = code === null ? undefined : ANALYTES.find(({ loinc }) => loinc.includes(code))
  return byCode ?? ANALYTES.find(({ names }) => names.test(fold(name)))
}
