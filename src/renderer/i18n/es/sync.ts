// Sincronización con un servidor: estado, registro, alta.
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
  file: 'Archivos, {{type}}',
  text: { section: 'Texto del informe', studyAnnotations: 'Marcas en imágenes', documentAnnotations: 'Marcas en documentos', lesions: 'Lesiones', board: 'Notas del comité', psychology: 'Parte psicológica', care: 'Seguridad, entrega y seguimiento', other: 'Texto' },
  change: {
    case: { publish: 'El caso mismo', update: 'Datos del caso cambiados', addMaterial: 'Documentos y estudios nuevos', assign: 'Una persona añadida al equipo' },
    report: { open: 'Se abrió un informe o una enmienda', sign: 'Un informe firmado' },
    other: 'Un cambio',
  },
  reason: {
    unknownCase: 'El servidor no conoce este caso.',
    notMember: 'Usted no forma parte del equipo de este caso en el servidor.',
    staleVersion: 'Alguien lo cambió antes en el servidor; mire los valores nuevos.',
    unknownPerson: 'El servidor no conoce a esta persona.',
    contentChanged: 'El informe cambió en el servidor antes de llegar su firma. Su versión firmada se conserva; lea lo que cambió y firme de nuevo.',
    alreadySigned: 'Este informe ya está firmado en el servidor. Su versión firmada se conserva.',
    wrongRole: 'Su función no firma en este servidor.',
    badSignature: 'El servidor no ha podido verificar la firma. Su versión firmada se conserva.',
    other: 'El servidor ha respondido {{code}}.',
  },
  state: { needsYou: 'Necesita decisión', moving: 'En curso', waiting: 'En espera', done: 'Enviado' },
}
