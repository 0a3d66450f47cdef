// A file that cannot be shown, in place of its pages: what is the matter, what is safe, what to do, and the code.
import { useT } from '../../i18n/useT.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { StatusIcon } from '../../ui/StatusIcon.tsx'
import type { PdfFailure } from './engine.ts'

const codes: Readonly<Record<PdfFailure, string>> = { encrypted: 'DOCUMENT_ENCRYPTED', damaged: 'DOCUMENT_DAMAGED', unreachable: 'DOCUMENT_UNREACHABLE' }

export function PdfProblem({ failure }: { failure: PdfFailure }) {
  const t = useT()
  return (
    <div className="c-error" role="alert">
      <StatusIcon status={failure === 'encrypted' ? 'locked' : 'bad'} size={18} />
      <div className="c-error-words">
        <strong>{t(`documents.problem.${failure}.happened`)}</strong>
        <span className="t-2">{t(`documents.problem.${failure}.safe`)}</span>
        <span className="t-2">{t(`documents.problem.${failure}.todo`)}</span>
        <div className="c-error-foot">
          <code className="t-3">{t('common.errorCode', { code: codes[failure] })}</code>
          <CopyButton text={codes[failure]} label={t('common.copyCode')} />
        </div>
      </div>
    </div>
  )
}
