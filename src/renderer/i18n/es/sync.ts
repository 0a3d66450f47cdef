import type { sync as en } from '../en/sync.ts'
import type { Same } from '../messages.ts'

export const sync: Same<typeof en> = {
  title: 'Sincronización',
  never: 'nunca',
  sentence: {
    alone: 'Esta estación trabaja sola. Todo se guarda, cifrado, solo en este equipo.',
    synced: 'Todo lo que hay aquí está también en el servidor. Último intercambio: {{last}}.',
    sending: 'Enviando. Todo lo siguiente ya está a salvo en este equipo.',
    offline: 'El servidor no responde desde {{since}}. Siga trabajando: todo está a salvo en este equipo y se enviará cuando responda.',
    needsYou: 'Algo necesita su decisión. No se pierde nada; todo lo siguiente está a salvo en este equipo.',
  },
  connectTitle: 'Conectar con un servidor',
  connectWords: 'Con un servidor, los casos, archivos e informes se comparten con su equipo. Quien administra el servidor le da la dirección y un código de un solo uso.',
  address: 'Dirección del servidor',
  addressHint: 'Una dirección empieza por https://',
  code: 'Código de alta',
  connect: 'Conectar',
  disconnect: 'Desconectar de este servidor',
  disconnectWords: 'Tras desconectar, todo queda en este equipo; no se envía ni recibe nada más.',
  server: 'Servidor',
  now: 'Sincronizar ahora',
  nothing: 'No hay nada pendiente de enviar ni se ha recibido nada últimamente.',
  noCase: 'Sin caso',
  figure: { waiting: 'Por enviar', bytes: 'Cantidad', done: 'Hecho', needsYou: 'Necesita decisión' },
  row: {
    section: 'Informe {{number}}, sección {{section}}',
    studyAnnotations: 'Marcas en imágenes',
    documentAnnotations: 'Marcas en documentos',
    board: 'Notas del comité',
    text: 'Texto',
    file: 'Archivo, {{type}}',
    command: 'Cambio: {{type}}',
  },
  state: { needsYou: 'Necesita decisión', moving: 'En curso', waiting: 'En espera', done: 'Enviado' },
}
