// Mantine spoken in our tokens: every colour of the kit is a variable of ui/tokens.css, which follows the colour scheme by itself.
import { Button, Checkbox, createTheme, type CSSVariablesResolver, Modal, ModalOverlay, ModalRoot, PasswordInput, Select, Textarea, TextInput, Tooltip } from '@mantine/core'

const input = { size: 'sm', radius: 'md' } as const

export const theme = createTheme({
  fontFamily: 'var(--font-ui)',
  fontFamilyMonospace: 'var(--font-hash)',
  headings: { fontFamily: 'var(--font-ui)', fontWeight: '600' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  defaultRadius: 'md',
  radius: { xs: '4px', sm: 'var(--radius-chip)', md: 'var(--radius-control)', lg: 'var(--radius-card)', xl: 'var(--radius-workspace)' },
  fontSizes: { xs: '0.71875rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { xs: '1.35', sm: '1.46', md: '1.43', lg: '1.4', xl: '1.25' },
  components: {
    Button: Button.extend({
      defaultProps: { size: 'sm', variant: 'default' },
      vars: (_theme, props) => {
        const tone = {
          filled: ['var(--accent)', 'var(--on-accent)', 'color-mix(in srgb, var(--accent) 88%, var(--text))'],
          subtle: ['transparent', 'var(--text-2)', 'var(--hover)'],
          default: ['var(--hover)', 'var(--text)', 'var(--line)'],
        }[variantOf(props.variant)]
        return {
          root: {
            '--button-height': props.size === 'lg' ? '2.375rem' : '2rem',
            '--button-padding-x': props.size === 'lg' ? '18px' : '13px',
            '--button-fz': '0.8125rem',
            '--button-bg': tone[0] ?? '',
            '--button-color': tone[1] ?? '',
            '--button-hover': tone[2] ?? '',
            '--button-hover-color': tone[1] ?? '',
            '--button-bd': '1px solid transparent',
          },
        }
      },
    }),
    TextInput: TextInput.extend({ defaultProps: input }),
    PasswordInput: PasswordInput.extend({ defaultProps: input }),
    Select: Select.extend({ defaultProps: { ...input, allowDeselect: false, checkIconPosition: 'right' } }),
    Textarea: Textarea.extend({ defaultProps: input }),
    Checkbox: Checkbox.extend({ defaultProps: { size: 'md' } }),
    Modal: Modal.extend({ defaultProps: { centered: true } }),
    // It leaves at once: a key pressed right after Esc or Enter is meant for the workstation behind it.
    ModalRoot: ModalRoot.extend({ defaultProps: { centered: true, transitionProps: { duration: 120, exitDuration: 0, transition: 'fade' } } }),
    ModalOverlay: ModalOverlay.extend({ defaultProps: { backgroundOpacity: 0.5 } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 300, transitionProps: { duration: 120 }, events: { hover: true, focus: true, touch: true } } }),
  },
})

function variantOf(variant: string | undefined): 'filled' | 'subtle' | 'default' {
  return variant === 'filled' || variant === 'subtle' ? variant : 'default'
}

const tokens = {
  '--mantine-color-body': 'var(--panel)',
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-bright': 'var(--text)',
  '--mantine-color-dimmed': 'var(--text-3)',
  '--mantine-color-placeholder': 'var(--text-3)',
  '--mantine-color-error': 'var(--bad)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-color-default': 'var(--app)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-color': 'var(--text)',
  '--mantine-color-default-border': 'var(--control)',
  '--mantine-color-disabled': 'var(--raised)',
  '--mantine-color-disabled-color': 'var(--text-3)',
  '--mantine-color-disabled-border': 'var(--line)',
  '--mantine-primary-color-filled': 'var(--accent)',
  '--mantine-primary-color-filled-hover': 'var(--accent)',
  '--mantine-primary-color-light': 'var(--chip-fill)',
  '--mantine-primary-color-light-hover': 'var(--chip-fill)',
  '--mantine-primary-color-light-color': 'var(--accent)',
  '--mantine-primary-color-contrast': 'var(--on-accent)',
}

/** The one place where the kit's own variables are given ours. Both schemes alike: the tokens switch, not the kit. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({ variables: {}, light: tokens, dark: tokens })
