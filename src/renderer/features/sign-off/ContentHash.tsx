// The hash of the content, spelled so that two people can compare it aloud.
import { useT } from '../../i18n/useT.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { hashLines } from './checks.ts'

export function ContentHash({ hash }: { hash: string | null }) {
  const t = useT()
  return (
    <div className="s-hash">
      <span className="t-small t-3">{t('signOff.hash')}</span>
      {hash ? (
        <span className="s-hash-value">
          <code>
            {hashLines(hash).map((line) => (
              <span key={line} className="s-hash-line">
                {line}
              </span>
            ))}
          </code>
          <CopyButton text={hash} label={t('signOff.copyHash')} />
        </span>
      ) : (
        <span className="t-2">{t('signOff.noHash')}</span>
      )}
    </div>
  )
}
