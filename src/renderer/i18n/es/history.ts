// Qué hay de nuevo desde la última visita, y el caso tal como estaba en un momento.
import type { history as en } from '../en/history.ts'
import type { Same } from '../messages.ts'

export const history: Same<typeof en> = {
  since: 'Desde su última visita',
  nothing: 'Nada nuevo de otras personas.',
  seen: 'Visto',
  open: 'Historia del caso',
  fewer: 'Menos',
  moreLines_one: '{{count}} más',
  moreLines_other: '{{count}} más',
  change: { added: 'Nuevo', changed: 'Cambiado', removed: 'Quitado' },
  kind: { document: 'Documento', study: 'Imágenes', mark: 'Marca', measurement: 'Medida', keyImage: 'Imagen clave', remark: 'Comentario', value: 'Valor de laboratorio', course: 'Curso', lesion: 'Tabla de respuesta' },
  panel: { open: 'Panel abierto', reveal_one: '{{count}} opinión revelada', reveal_other: '{{count}} opiniones reveladas', revise: 'Opinión revisada tras la revelación', takeChair: 'Otra persona preside el panel' },
  board: { decide: 'Decisión del comité', agree: 'Comité: de acuerdo', conditional: 'Comité: de acuerdo con condiciones', differ: 'Comité: en desacuerdo', abstain: 'Comité: se abstiene' },
  noneBecause: 'vacío porque',
  cleared: 'borrado',
  title: 'Historia del caso',
  strip: 'El caso tal como estaba el {{when}}. Es el pasado: aquí no se puede cambiar nada.',
  slider: 'Momento',
  earlier: 'Un paso antes',
  later: 'Un paso después',
  stop: '{{at}} de {{total}}',
  back: 'Volver a hoy',
  empty: 'En este caso aún no ha pasado nada.',
  nothingThen: 'Aún nada.',
  tooMany_one: 'Hay {{count}} elemento más que no se muestra.',
  tooMany_other: 'Hay {{count}} elementos más que no se muestran.',
  note: 'Leído del registro de este equipo, que solo crece. Lo que se apartó después no se muestra; de lo que llegó antes de anotarse las llegadas no consta la hora.',
  group: { material: 'Documentos e imágenes', marks: 'Marcas y medidas', values: 'Valores y curso', report: 'Informe', steps: 'Nuestro trabajo' },
  command: { closeHistory: 'Volver de la historia a hoy' },
}
