// Ajustes de una persona en una estación.
import type { settings as en } from '../en/settings.ts'
import type { Same } from '../messages.ts'

export const settings: Same<typeof en> = {
  title: 'Ajustes',
  look: 'Idioma y aspecto',
  language: 'Idioma',
  theme: 'Tema',
  themeNote: 'Las imágenes quedan sobre negro en ambos.',
  themes: { dark: 'Oscuro', light: 'Claro', system: 'Como el sistema' },
  textSize: 'Tamaño del texto',
  keys: 'Teclas',
  showKeys: 'Mostrar las teclas',
  you: 'Su perfil',
  name: 'Nombre, como se imprime bajo la firma',
  role: 'Función',
  licence: 'Número de colegiado',
  lockNote: 'Se bloquea sola tras 15 minutos sin uso',
  data: 'Datos en este equipo',
  directory: 'Carpeta de datos',
  directoryNote: 'Cifrada. No la traslade a una carpeta de nube.',
  protection: 'La base de datos está cifrada con una clave que solo abren su frase de contraseña o el código de recuperación. Los archivos se guardan aparte, cada uno cifrado, con nombres aleatorios. Cada apertura, cambio y firma queda en un historial encadenado.',
  verify: 'Se puede comprobar en todo momento que el almacén y cada informe firmado están íntegros, aquí en la firma de un caso o en la línea de órdenes:',
  about: 'Acerca de',
  version: 'Versión',
  purpose: 'Consilium ayuda a revisar un caso y a redactar una segunda opinión informativa por profesionales cualificados.',
  limits: 'No es un producto sanitario certificado. Las imágenes no sirven para diagnóstico primario; esta pantalla no está calibrada. Los cálculos muestran sus datos y su regla y se pueden corregir con un motivo.',
  fonts: 'Tipografías: Inter, Source Serif 4, Source Sans 3, JetBrains Mono (SIL Open Font License). Iconos: Tabler (MIT).',
}
