// Who a document says it is about and when it was written: read from labelled lines of its first page, English and Spanish. Unlabelled text states nothing.
import type { StatedIdentity } from './identity.ts'
import { firstDate, unsettledDate } from './documentText.ts'
import type { WrittenName } from './personName.ts'

export interface TextStatement {
  stated: StatedIdentity
  /** As written, for comparison; null when no labelled name was found. */
  name: WrittenName | null
  documentDate: string | null
}

const NAME_LABELS = 'patient(?:\'s)? name|patient|name of patient|full name|nombre y apellidos|nombre del paciente|nombre completo|apellidos y nombre|apellidos, nombre|paciente|name|nombre'
const FAMILY_LABELS = 'family name|surname|last name|apellidos|primer apellido|apellido'
const GIVEN_LABELS = 'given names?|first name|forename|nombre de pila|nombre'
const BIRTH_LABELS = 'date of birth|birth date|birthdate|d\\.?o\\.?b\\.?|born(?: on)?|fecha de nacimiento|fecha nacimiento|f\\.? ?(?:de )?nac(?:imiento)?\\.?|nacid[oa] el|nacimiento'
const SEX_LABELS = 'sex|gender|sexo|género|genero'
const NUMBER_LABELS = 'mrn|medical record (?:no\\.?|number)|record no\\.?|hospital (?:no\\.?|number)|patient (?:id|no\\.?|number)|nhc|n\\.? ?º? ?(?:de )?historia(?: clínica)?|historia clínica|id paciente|id'
/** What dates a document, most telling first: its own date, the visit or stay it reports, the examination it reports. */
const DATE_LABELS = [
  "date of (?:the )?report|report date|reported(?: on)?|report|date of issue|issued(?: on)?|signed(?: on)?|fecha del? informe|informe|fecha de emisión|fecha de validación|validado|firmado",
  'date|dated|fecha',
  'date of discharge|discharge date|discharged(?: on)?|date of visit|visit|seen on|consultation|fecha de alta|alta|fecha de (?:la )?consulta|consulta|visita',
  'date of (?:the )?(?:study|examination|operation)|study date|study|examination|collected(?: on)?|sampled(?: on)?|fecha del? estudio|estudio|exploración|extracción|fecha de intervención|intervención',
] as const

/** Words that end a labelled value when several labels stand in one line. */
const ANY_LABEL = [NAME_LABELS, FAMILY_LABELS, GIVEN_LABELS, BIRTH_LABELS, SEX_LABELS, NUMBER_LABELS, ...DATE_LABELS, 'age|edad|address|dirección|service|servicio|ward|doctor|médico|physician|phone|teléfono'].join('|')

/**
 * @param text first page, lines as printed
 * @param dayFirst whether the document writes the day before the month; null when that is not known
 */
export function readStatements(text: string, dayFirst: boolean | null): TextStatement {
  const lines = text.split(/\r?\n/).map((line) => line.replace(/\s+/g, ' ').trim()).slice(0, 120)
  const value = (labels: string) => firstValue(lines, labels)
  const family = value(FAMILY_LABELS)
  const given = family ? value(GIVEN_LABELS) : null
  const name = asName(family && given ? `${family}, ${given}` : value(NAME_LABELS))
  const birth = value(BIRTH_LABELS)
  const number = value(NUMBER_LABELS)?.match(/[\p{L}\p{N}][\p{L}\p{N}/.-]*/u)?.[0] ?? null
  return {
    stated: {
      familyName: name ? familyOf(name) : null,
      givenName: name ? givenOf(name) : null,
      birthDate: birth ? (firstDate(birth, dayFirst) ?? unsettledDate(birth)) : null,
      sex: readSex(value(SEX_LABELS)),
      identifier: number && /\d/.test(number) ? number : null,
    },
    name: name === null ? null : { text: name },
    documentDate: labelledDate(lines, dayFirst) ?? headDate(lines, dayFirst),
  }
}

function labelledDate(lines: readonly string[], dayFirst: boolean | null): string | null {
  for (const labels of DATE_LABELS) {
    for (const line of lines) {
      const date = startingDate(firstValue([line], labels) ?? '', dayFirst)
      if (date) return date
    }
  }
  return null
}

/** A value that begins with a date: "Informe: 25/05/2026" dates the document, "Informe: TC del 24/05/2026" does not. */
function startingDate(value: string, dayFirst: boolean | null): string | null {
  return /^(?:\p{L}+,? )?(?:de )?\d|^\p{L}+ \d/u.test(value) ? firstDate(value.slice(0, 40), dayFirst) : null
}

/** Without a label: the one date that ends a line above the patient's data, as letters carry it. */
function headDate(lines: readonly string[], dayFirst: boolean | null): string | null {
  const patient = lines.findIndex((line) => new RegExp(`(?:^|\\s)(?:${NAME_LABELS}|${BIRTH_LABELS})\\s*[:：]`, 'iu').test(line))
  const ends = lines.slice(0, patient < 0 ? 8 : patient).map((line) => /(?:^|\s)(\S*\d\S*(?:\s+(?:de\s+)?\p{L}+\.?\s+(?:de\s+)?\d{4})?)$/u.exec(line)?.[1] ?? '')
  const dates = new Set(ends.flatMap((end) => firstDate(end, dayFirst) ?? []))
  return dates.size === 1 ? ([...dates][0] ?? null) : null
}

/** The text after the first such label: a label at the start of a line or after another value, followed by a colon, or alone in its line. */
function firstValue(lines: readonly string[], labels: string): string | null {
  const inLine = new RegExp(`(?:^|[;|,·•\\s])(?:${labels})\\s*[:：]\\s*(.*)$`, 'iu')
  const alone = new RegExp(`^(?:${labels})\\s*[:：]?$`, 'iu')
  const nextLabel = new RegExp(`[\\s;|·•,]+(?:${ANY_LABEL})\\s*[:：].*$`, 'iu')
  for (const [i, line] of lines.entries()) {
    const found = inLine.exec(line)?.[1]?.replace(nextLabel, '').trim()
    if (found) return found
    if (alone.test(line)) {
      const below = lines[i + 1]
      if (below && !new RegExp(`^(?:${ANY_LABEL})\\s*[:：]?`, 'iu').test(below)) return below
    }
  }
  return null
}

/** A value is a name when it holds two to eight words of letters and no digits. */
function asName(value: string | null): string | null {
  if (!value) return null
  const name = value.replace(/\s*[(;|·•].*$/u, '').replace(/[,\s]+$/, '').trim()
  const count = name.split(/[\s,]+/).length
  return /^[\p{L}\p{M}.,'’ªº\- ]+$/u.test(name) && count >= 2 && count <= 8 && name.length <= 120 ? name : null
}

function familyOf(name: string): string | null {
  const comma = name.indexOf(',')
  return comma < 0 ? null : name.slice(0, comma).trim()
}

/** Without a comma nobody can tell surname from given name: the whole name stands here, as written. */
function givenOf(name: string): string {
  return name.slice(name.indexOf(',') + 1).trim()
}

function readSex(value: string | null): string | null {
  const word = value?.toLowerCase().match(/^\p{L}+/u)?.[0] ?? ''
  if (['f', 'female', 'mujer', 'femenino', 'woman'].includes(word)) return 'F'
  return ['m', 'male', 'varón', 'varon', 'hombre', 'masculino', 'man'].includes(word) ? 'M' : null
}
