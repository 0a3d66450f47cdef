// Outermost component: theme, texts, queries, and the gate that shows clinical content only to an unlocked profile.
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { queryClient } from '../data/queries.ts'
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx'
import { cssVariablesResolver, theme } from '../ui/theme.ts'
import { Gate } from './Gate.tsx'
import { useColorScheme } from './session/useColorScheme.ts'

export function App({ nonce }: { nonce: string | null }) {
  return (
    <QueryClientProvider client={queryClient}>
      <Themed nonce={nonce} />
    </QueryClientProvider>
  )
}

function Themed({ nonce }: { nonce: string | null }) {
  const scheme = useColorScheme()
  return (
    <MantineProvider theme={theme} forceColorScheme={scheme} cssVariablesResolver={cssVariablesResolver} {...(nonce ? { getStyleNonce: () => nonce } : {})}>
      <ErrorBoundary resetKey="app">
        <Gate />
      </ErrorBoundary>
    </MantineProvider>
  )
}
