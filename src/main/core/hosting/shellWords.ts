// The few words that the shell itself says, outside the page: in the system's language, English where it has none of ours.

const WORDS = {
  en: {
    notStarted: (code: string) => `Consilium could not start (${code}). Nothing was changed in the store.`,
    endedAgain: 'The window ended several times in a row. Nothing that was saved is lost.',
    openAgain: 'Open again',
    quit: 'Quit',
  },
  es: {
    notStarted: (code: string) => `Consilium no se pudo iniciar (${code}). No se ha cambiado nada en el almacén.`,
    endedAgain: 'La ventana se cerró varias veces seguidas. No se ha perdido nada de lo guardado.',
    openAgain: 'Abrir de nuevo',
    quit: 'Salir',
  },
}

/** @param locale BCP 47, of the system */
export const shellWords = (locale: string): (typeof WORDS)['en'] => (locale.startsWith('es') ? WORDS.es : WORDS.en)
