// What is measured and handed on as objects: part of the imaging room's words.
import type { measuring as english } from '../en/measuring.ts'
import type { Same } from '../messages.ts'

export const measuring: Same<typeof english> = {
  export: {
    title: 'Objetos DICOM',
    make: 'Escribir objetos DICOM',
    nothing: 'Ninguna de sus marcas se puede escribir como objeto DICOM.',
    note: 'Sus propias marcas de este caso. Las medidas en píxeles se escriben en píxeles.',
    kind: { measurements: 'Medidas (SR)', keyImages: 'Imágenes clave (KOS)', view: 'Vista de una imagen clave (GSPS)' },
    kept: '{{name}} lo confirmó el {{when}}',
  },
  send: {
    count_one: 'Enviar {{count}} objeto a {{name}}', count_other: 'Enviar {{count}} objetos a {{name}}', allAgain_one: 'Enviar {{count}} objeto una vez más', allAgain_other: 'Enviar los {{count}} una vez más',
    holdsAll: '{{name}} ha confirmado que los conserva todos.', holdsSome_one: '{{name}} ha confirmado {{count}} de {{total}}. No se envía de nuevo.', holdsSome_other: '{{name}} ha confirmado {{count}} de {{total}}. No se envían de nuevo.',
    leaves: 'Llevan el nombre, el número y la fecha de nacimiento del paciente a {{name}}.', running: '{{name}} conserva {{done}} de {{total}} objetos.',
    done_one: '{{name}} ha confirmado que conserva el objeto.', done_other: '{{name}} ha confirmado que conserva los {{count}} objetos.',
    stopped: 'Detenido. {{name}} ha confirmado {{done}} de {{total}} objetos.', unreachable: '{{name}} no responde. Ha confirmado {{done}} de {{total}} objetos. Al enviar de nuevo se envían los mismos objetos, no copias.',
    failed: 'No siguió. {{name}} ha confirmado {{done}} de {{total}} objetos. Al enviar de nuevo se envían los mismos objetos, no copias.',
    refused: '{{name}} no ha aceptado un objeto. Ha confirmado {{done}} de {{total}} objetos. Pregunte a quien lo administra si acepta informes y estados de presentación.', noArchive: 'Para enviarlos, configure un archivo de imágenes: «Desde un archivo de imágenes», debajo de las series.',
  },
  volume: {
    of: 'Volumen {{volume}} en {{count}} cortes',
    withoutGeometry: 'Dibujada en {{count}} cortes. Sin volumen: los cortes no dicen dónde están.',
    irregularSpacing: 'Dibujada en {{count}} cortes. Sin volumen: los cortes no están a distancias iguales.',
    planesBetween: 'Dibujada en {{count}} planos. Aún sin volumen: hay planos intermedios sin contorno.',
    lastCut: 'El volumen termina aquí: no hay plano siguiente.',
    continueCut: 'El mismo contorno en el plano siguiente',
    slicesBetween: 'Dibujada en {{count}} cortes. Aún sin volumen: hay cortes intermedios sin contorno.',
    continue: 'El mismo contorno en el corte siguiente',
    lastSlice: 'Este es el último corte.',
  },
  calibration: {
    begin: 'Calibrar la imagen con esta línea',
    is: 'Esta línea mide {{mm}}: {{reason}}. De ella salen los milímetros de esta imagen.',
    takeBackFirst: 'Los milímetros de esta imagen se apoyan en esta línea. Retire primero la calibración.',
    takeBack: 'Retirar la calibración',
    mm: 'Longitud conocida, mm',
    number: 'Un número mayor que 0 en milímetros, como 25 o 25,4',
    reason: 'Cómo se sabe',
    reasonHint: 'p. ej. bola de calibración de 25 mm',
    note: 'Sus medidas en esta imagen se vuelven a medir y conservan lo que decían antes.',
    keep: 'Calibrar',
    old: 'con una escala anterior',
    oldOwn: 'Medida antes de que cambiara la escala de esta imagen. Dice {{before}}; con la escala actual son {{after}}.',
    oldOther: '{{name}} midió antes de que cambiara la escala de esta imagen. Dice {{before}}; con la escala actual serían {{after}}. Solo {{name}} puede adoptarlo.',
    takeOver: 'Adoptar {{after}}',
  },
  statistics: { mean: 'Media', sd: 'Desviación típica', min: 'Mínimo', max: 'Máximo', pixels: 'Píxeles', samples: 'Muestras del plano' },
}
