// First start on this device: make a profile, or try the demo clinic with one click. No account, no server.
import { useState } from 'react'
import { useT } from '../../i18n/useT.ts'
import { CreateProfile } from './CreateProfile.tsx'
import { DemoClinic, DemoProgress } from './DemoClinic.tsx'
import { GateFrame } from './GateFrame.tsx'
import { RecoveryCode } from './RecoveryCode.tsx'

type Step = { kind: 'choose' } | { kind: 'recovery'; code: string; name: string } | { kind: 'demo'; jobId: string; passphrase: string }

export function FirstStart({ dataDirectory }: { dataDirectory: string }) {
  const t = useT()
  const [step, setStep] = useState<Step>({ kind: 'choose' })
  if (step.kind === 'recovery')
    return (
      <GateFrame title={t('firstStart.recovery.title')}>
        <RecoveryCode code={step.code} name={step.name} />
      </GateFrame>
    )
  if (step.kind === 'demo')
    return (
      <GateFrame title={t('firstStart.demo.title')}>
        <DemoProgress jobId={step.jobId} passphrase={step.passphrase} />
      </GateFrame>
    )
  return (
    <GateFrame title={t('firstStart.title')} foot={t('firstStart.dataIn', { directory: dataDirectory })}>
      <p className="t-2">{t('firstStart.words')}</p>
      <CreateProfile onCreated={(code, name) => setStep({ kind: 'recovery', code, name })} />
      <div className="gate-or">{t('firstStart.or')}</div>
      <DemoClinic onStarted={(started) => setStep({ kind: 'demo', ...started })} />
    </GateFrame>
  )
}
