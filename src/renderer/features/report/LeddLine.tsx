// Section 7 of a Parkinson's report: the levodopa equivalent dose as the listed medicines give it, line by line. A person takes it over and confirms it.
import { Button } from '@mantine/core'
import { LEDD_TABLE, leddOf } from '#shared/domain/ledd.ts'
import { formatDecimal } from '#shared/domain/localFormat.ts'
import type { TemplateList } from '#shared/domain/report.ts'
import { displayFieldValue } from '#shared/domain/reportFields.ts'
import type { ConditionInput } from '#shared/domain/templateConditions.ts'
import type { Section } from '../../data/section.ts'
import { useT } from '../../i18n/useT.ts'

/** Key of the list, in any template that has it. */
export const ANTIPARKINSON = 'antiparkinson'

export function LeddLine({ list, section, input, open, writable }: { list: TemplateList; section: string; input: ConditionInput; open: Section; writable: boolean }) {
  const t = useT()
  const rows = input.rowsOf(`${section}.${list.key}`)
  const { mgPerDay, lines, uncounted } = leddOf(rows)
  if (rows.length === 0) return null
  const medicine = list.fields.find(({ key }) => key === list.name)
  const name = (code: string) => (medicine ? displayFieldValue(medicine, code, t.language) : code)
  const mg = (value: string) => `${formatDecimal(value, t.language)} mg`
  // Factors are written as figures are in the reader's language.
  const inWords = (rule: string) => rule.replace(/\d+\.\d+/gu, (figure) => formatDecimal(figure, t.language))
  const isThere = mgPerDay !== null && open.registers.fields.ledd?.value === mgPerDay && open.registers.fields.leddTable?.value === LEDD_TABLE
  return (
    <section className="r-ledd" aria-label={t('report.ledd.title')}>
      <p>
        {mgPerDay === null ? t('report.ledd.cannot', { names: uncounted.map((code) => (code === '' ? t('report.ledd.unnamed') : name(code))).join(', ') }) : t('report.ledd.computed', { dose: mg(mgPerDay), table: LEDD_TABLE })}
        {writable && mgPerDay !== null && !isThere && (
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => {
              open.setField('ledd', mgPerDay)
              open.setField('leddTable', LEDD_TABLE)
            }}
          >
            {t('report.ledd.take')}
          </Button>
        )}
      </p>
      <p className="t-small t-2">{lines.map(({ medicine: code, rule, mg: own }) => `${name(code)}: ${inWords(rule)} = ${mg(String(Number(own.toFixed(1))))}`).join('; ')}</p>
    </section>
  )
}
