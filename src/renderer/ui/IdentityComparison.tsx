// Left what the case says, right what an item says; what differs is underlined and bold. Neutral words, no blame.
import { IDENTITY_ASPECTS, type IdentityAspect, type IdentityCheck } from '#shared/domain/identity.ts'
import type { Patient } from '#shared/domain/patient.ts'
import { useFormat } from '../i18n/format.ts'
import { useT } from '../i18n/useT.ts'
import { differingParts } from './differingParts.ts'

const SEXES = ['male', 'female', 'other', 'unknown'] as const
const SEX_LETTERS: Readonly<Record<string, (typeof SEXES)[number]>> = { M: 'male', F: 'female', O: 'other' }

export function IdentityComparison({ patient, identity }: { patient: Patient; identity: Pick<IdentityCheck, 'stated' | 'differing'> }) {
  const t = useT()
  const format = useFormat()
  const show = (aspect: IdentityAspect, value: string | null) =>
    value === null || value === '' ? null : aspect === 'birthDate' ? format.date(value) : aspect === 'sex' ? sexWord(value) : value
  /** DICOM and HL7 write a letter, FHIR a word; anything else stands as written. */
  const sexWord = (value: string) => {
    const sex = SEXES.find((one) => one === value.toLowerCase()) ?? SEX_LETTERS[value.toUpperCase()]
    return sex ? t(`sex.${sex}`) : value
  }
  return (
    <table className="identity-table">
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">{t('import.aspect')}</span>
          </th>
          <th scope="col">{t('import.caseSays')}</th>
          <th scope="col">{t('import.itemSays')}</th>
        </tr>
      </thead>
      <tbody>
        {IDENTITY_ASPECTS.map((aspect) => {
          const ours = show(aspect, ofCase(patient, aspect))
          const theirs = show(aspect, identity.stated[aspect])
          const differs = identity.differing.includes(aspect)
          return (
            <tr key={aspect} data-differs={differs}>
              <th scope="row">{t(`identityAspect.${aspect}`)}</th>
              <td className="private">{ours ?? t('common.notStated')}</td>
              <td className="private">{theirs === null ? t('common.notStated') : differs ? <Marked text={theirs} against={aspect === 'sex' ? '' : (ours ?? '')} /> : theirs}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}


function ofCase(patient: Patient, aspect: IdentityAspect): string | null {
  if (aspect === 'identifier') return patient.identifiers.map((id) => id.value).join(', ') || null
  return patient[aspect]
}

function Marked({ text, against }: { text: string; against: string }) {
  return (
    <>
      {differingParts(text, against).map((part) =>
        part.differs ? <mark key={part.at}>{part.text}</mark> : <span key={part.at}>{part.text}</span>,
      )}
    </>
  )
}
