// Starts the renderer: style nonce, texts, then the application. Everything else is app/.
import '@mantine/core/styles.css'
import '@mantine/spotlight/styles.css'
import './ui/tokens.css'
import './ui/fonts.css'
import './ui/base.css'
import './ui/components.css'
import './ui/mantine.css'
import { setNonce } from 'get-nonce'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { STYLE_NONCE_META } from '#shared/contract/hostBridge.ts'
import { App } from './app/App.tsx'
import { startTexts, systemLanguage } from './i18n/useT.ts'

const nonce = document.querySelector<HTMLMetaElement>(`meta[name="${STYLE_NONCE_META}"]`)?.content ?? null
// Mantine takes the nonce as a prop; the scroll lock of its modals only through get-nonce.
if (nonce) setNonce(nonce)

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no root element')
await startTexts(systemLanguage(navigator.languages))
createRoot(root).render(
  <StrictMode>
    <App nonce={nonce} />
  </StrictMode>,
)
