// Signed extracts for one recipient: those that were made, and a dialog to choose sections and sign a new one. The core decides what this recipient may have.
import { Button, Checkbox, PasswordInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { codeOf, dataOf } from '#shared/contract/failure.ts'
import type { ExtractRecipient } from '#shared/domain/extract.ts'
import { client } from '../../data/client.ts'
import { downloadUrl } from '../../data/content.ts'
import { as, usePdfIdentity } from '../../data/queries.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { CardPin } from '../../ui/CardPin.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { ExportIcon } from '../../ui/icons.ts'
import { LoadingLine } from '../../ui/LoadingLine.tsx'
import type { DeliveryDesk } from './useDelivery.ts'

interface ExtractsProps {
  desk: DeliveryDesk
  recipient: ExtractRecipient
  caseNumber: string
  /** A gate is closed: nothing new leaves. */
  closed: boolean
}

export function Extracts({ desk, recipient, caseNumber, closed }: ExtractsProps) {
  const t = useT()
  const format = useFormat()
  const [open, setOpen] = useState(false)
  const made = desk.view.extracts.filter((one) => one.recipient === recipient).toSorted((a, b) => (a.at < b.at ? 1 : -1))
  return (
    <>
      <div className="y-actions">
        <Button variant="subtle" disabled={closed} onClick={() => setOpen(true)}>
          {t('delivery.extract.open')}
        </Button>
      </div>
      {made.length > 0 && (
        <ul className="y-extracts" aria-label={t('delivery.extract.made')}>
          {made.map((one, at) => (
            <li key={one.id}>
              <a href={downloadUrl(one.pdfSha256)} download={`${caseNumber}-${t('delivery.extract.file')}-${t(`delivery.file.${recipient}`)}-${made.length - at}.pdf`}>
                <ExportIcon size={14} aria-hidden /> {t('delivery.extract.one', { number: one.reportNumber, when: format.instant(one.at) })}
              </a>
              <span className="t-small t-3">{one.sections.join('; ')}</span>
            </li>
          ))}
        </ul>
      )}
      <Dialog title={t('delivery.extract.title', { recipient: t(`delivery.recipient.${recipient}`) })} open={open} onClose={() => setOpen(false)} size="34rem">
        <ExtractForm desk={desk} recipient={recipient} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  )
}

function ExtractForm({ desk, recipient, onDone }: Pick<ExtractsProps, 'desk' | 'recipient'> & { onDone(): void }) {
  const t = useT()
  const choice = useQuery({ queryKey: ['delivery', desk.caseId, 'extractChoice', recipient, desk.view.contentHash, desk.view.consent], queryFn: () => client.delivery.extractChoice({ caseId: as(desk.caseId), recipient }) })
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [passphrase, setPassphrase] = useState('')
  const [pin, setPin] = useState('')
  const hasCard = usePdfIdentity()?.source === 'card'
  const [failed, setFailed] = useState<unknown>(null)
  const wrong = failed !== null && codeOf(failed) === 'PASSPHRASE_WRONG'
  if (choice.isError) return <ErrorState error={choice.error} onRetry={() => void choice.refetch()} />
  if (!choice.data) return <LoadingLine />
  return (
    <form
      className="y-form y-extract"
      onSubmit={(event) => {
        event.preventDefault()
        setFailed(null)
        void desk.change(() => client.delivery.makeExtract({ caseId: as(desk.caseId), recipient, sections: [...chosen], passphrase, ...(hasCard && { cardPin: pin }) }), setFailed).then((kept) => {
          setPassphrase('')
          setPin('')
          if (kept) onDone()
        })
      }}
    >
      <p className="t-2">{t('delivery.extract.meaning')}</p>
      <Checkbox.Group label={t('delivery.extract.sections')} value={[...chosen]} onChange={setChosen}>
        <div className="y-sections">
          {choice.data.sections.map(({ key, number, title }) => (
            <Checkbox key={key} value={key} label={`${number} ${title}`} lang={choice.data.language} />
          ))}
        </div>
      </Checkbox.Group>
      <PasswordInput label={t('signOff.passphrase')} autoComplete="current-password" value={passphrase} onChange={(event) => setPassphrase(event.currentTarget.value)} error={wrong ? t('signOff.wrongPassphrase', { count: dataOf(failed).attemptsLeft ?? 0 }) : null} />
      <CardPin isAsked={hasCard} value={pin} onChange={setPin} failed={failed} />
      {failed !== null && !wrong && codeOf(failed) !== 'CARD_PIN_WRONG' && <ErrorState error={failed} />}
      <Button type="submit" loading={desk.busy} disabled={chosen.length === 0 || passphrase === '' || (hasCard && pin === '')}>
        {t('delivery.extract.sign', { count: chosen.length })}
      </Button>
    </form>
  )
}
