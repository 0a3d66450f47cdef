// The act of signing: what is signed, as whom, by which clock, two statements, the passphrase, one button with the version in its name.
import { Button, Checkbox, PasswordInput } from '@mantine/core'
import { useState } from 'react'
import type { SigningProgress } from '#shared/contract/workstation/signOff.contract.ts'
import { licenceInForce } from '#shared/domain/licenceTerm.ts'
import type { User } from '#shared/domain/people.ts'
import type { Report, ReportPreview, TemplateSection } from '#shared/domain/report.ts'
import type { Language } from '#shared/domain/reviewCase.ts'
import { codeOf, dataOf } from '#shared/contract/failure.ts'
import { client } from '../../data/client.ts'
import { queryClient, useLicence, usePdfIdentity, useSyncStatus } from '../../data/queries.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { Banner } from '../../ui/Banner.tsx'
import { CardPin } from '../../ui/CardPin.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { SignIcon } from '../../ui/icons.ts'
import { ContentHash } from './ContentHash.tsx'
import type { SeenPreview } from './useSeenPreview.ts'

interface SigningPanelProps {
  report: Report
  preview: ReportPreview | null
  language: Language
  me: User
  /** undefined while it is being read. */
  progress: SigningProgress | undefined
  sections: readonly TemplateSection[]
  blockers: number
  changed: SeenPreview['changed']
  passphrase: string
  onPassphrase(text: string): void
  /** The pages shown are no longer what would be signed: show them again. */
  onStale(): void
}

export function SigningPanel(props: SigningPanelProps) {
  const { report, preview, language, me, progress, sections, blockers, changed, passphrase, onPassphrase } = props
  const t = useT()
  const format = useFormat()
  const sync = useSyncStatus().data
  const [reviewed, setReviewed] = useState(false)
  const [unconflicted, setUnconflicted] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const wrong = error !== null && codeOf(error) === 'PASSPHRASE_WRONG'
  const known = useLicence()
  const licence = known && licenceInForce({ own: known.term, directory: known.directory })
  const [pin, setPin] = useState('')
  const hasCard = usePdfIdentity()?.source === 'card'
  const steps = progress?.steps ?? []
  const due = steps.findIndex(({ state }) => state === 'due')
  // Not the last of the order: the version stays open after this signature.
  const isCoSignature = due >= 0 && due < steps.length - 1
  const missing = whyNot({ blockers, hasPreview: preview !== null && progress !== undefined, attested: reviewed && unconflicted, passphrase, isPinMissing: hasCard && !isCoSignature && pin === '' })

  async function sign() {
    if (!preview || missing) return
    setBusy(true)
    setError(null)
    try {
      await client.signOff[isCoSignature ? 'coSign' : 'sign']({
        caseId: report.caseId,
        reportId: report.id,
        seenHash: preview.contentHash,
        language,
        attestations: { personallyReviewed: true, noConflictOfInterest: true },
        passphrase,
        ...(hasCard && { cardPin: pin }),
      })
      setReviewed(false)
      setUnconflicted(false)
      await Promise.all([queryClient.invalidateQueries({ queryKey: ['signOffs', report.caseId] }), queryClient.invalidateQueries({ queryKey: ['reports', report.caseId] }), queryClient.invalidateQueries({ queryKey: ['case', report.caseId] })])
    } catch (cause) {
      setError(cause)
      const code = codeOf(cause)
      if (code === 'REPORT_CHANGED' || code === 'REPORT_HAS_OBSTACLES') props.onStale()
    } finally {
      onPassphrase('')
      setPin('')
      setBusy(false)
    }
  }

  const facts: [string, string][] = [
    [t('signOff.as'), t(`role.${me.role}`)],
    [t('signOff.licence'), `${me.licence ?? t('common.notStated')}; ${licenceWords()}`],
    [t('signOff.clock'), t('signOff.clockOfStation')],
  ]
  return (
    <aside className="s-act" aria-label={t('signOff.act')} data-region tabIndex={-1}>
      <h2 className="t-heading">{t('signOff.of', { name: me.name })}</h2>
      <p className="t-2">{t(isCoSignature ? 'signOff.order.coMeaning' : 'signOff.meaning')}</p>
      {progress?.language && progress.language !== language && (
        <Banner status="warn" tone="warn">
          {t('signOff.order.otherLanguage', { language: t(`language.${progress.language}`) })}
        </Banner>
      )}
      {changed && (
        <Banner status="warn" tone="warn" live="assertive">
          <span>{changedWords(changed.sections)}</span>
        </Banner>
      )}
      <ContentHash hash={preview?.contentHash ?? null} />
      <dl className="s-facts">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt className="t-3">{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <form
        className="s-form"
        onSubmit={(event) => {
          event.preventDefault()
          void sign()
        }}
      >
        <Checkbox label={t('signOff.reviewed')} checked={reviewed} onChange={(event) => setReviewed(event.currentTarget.checked)} />
        <Checkbox label={t('signOff.noConflict')} checked={unconflicted} onChange={(event) => setUnconflicted(event.currentTarget.checked)} />
        <PasswordInput
          label={t('signOff.passphrase')}
          value={passphrase}
          onChange={(event) => onPassphrase(event.currentTarget.value)}
          autoComplete="current-password"
          disabled={blockers > 0 || preview === null}
          error={wrong ? t('signOff.wrongPassphrase', { count: dataOf(error).attemptsLeft ?? 0 }) : null}
        />
        <CardPin isAsked={hasCard && !isCoSignature} value={pin} onChange={setPin} disabled={blockers > 0 || preview === null} failed={error} />
        <Button type="submit" size="lg" variant="filled" loading={busy} disabled={missing !== null} leftSection={<SignIcon size={18} aria-hidden />}>
          {isCoSignature ? t('signOff.order.coSign', { number: report.number, place: due + 1, of: steps.length }) : t('signOff.sign', { number: report.number })}
        </Button>
        {missing && <p className="t-small t-2">{t(`signOff.missing.${missing}`, { count: blockers })}</p>}
      </form>
      {error !== null && !wrong && codeOf(error) !== 'CARD_PIN_WRONG' && <ErrorState error={error} />}
      <p className="t-small t-2">{t(sync?.serverUrl ? 'signOff.withServer' : 'signOff.withoutServer')}</p>
    </aside>
  )

  function licenceWords(): string {
    if (!licence) return t('signOff.licenceUnknown')
    return licence.expiresOn === null ? t('signOff.licenceNoEnd') : t('signOff.licenceUntil', { date: format.date(licence.expiresOn) })
  }

  function changedWords(keys: readonly string[]): string {
    const time = changed ? format.time(changed.at, true) : ''
    const named = sections.filter(({ key }) => keys.includes(key)).map(({ number, title }) => `${number} ${title[t.language]}`)
    return named.length > 0 ? t('signOff.changedSections', { time, sections: named.join(', ') }) : t('signOff.changedOther', { time })
  }
}

/** What still keeps the button closed; null when it may be pressed. */
function whyNot({ blockers, hasPreview, attested, passphrase, isPinMissing }: { blockers: number; hasPreview: boolean; attested: boolean; passphrase: string; isPinMissing: boolean }): 'obstacles' | 'preview' | 'statements' | 'passphrase' | 'pin' | null {
  if (blockers > 0) return 'obstacles'
  if (!hasPreview) return 'preview'
  if (!attested) return 'statements'
  if (passphrase === '') return 'passphrase'
  return isPinMissing ? 'pin' : null
}
