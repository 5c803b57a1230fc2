import type { LexiconData } from './lexicon-data.ts';

/** Spanish. */
export const spanish: LexiconData = {
  stopWords: `a además ahí ahora al algo alguien algún alguna algunas alguno algunos allá allí año años antes aquel aquella aquellas
    aquellos aquello aquí así aun aún aunque bastante bien bueno buena buenas buenos cada casi caso cierto claro como cómo con
    contra cosa cosas creo cual cuál cuales cualquier cuando cuándo cuanto cuánto cuenta da dan dar de debe deben decir
    del demás dentro desde después día días dice dicen dicho digamos dije dijo donde dónde dos durante e ejemplo el él ella ellas
    ellos embargo empezar en entonces entre era eran eres es esa esas ese eso esos esta está estaba estaban estado están estar
    estas este esto estos estoy estamos etcétera existe forma fue fueron fui fuera gente gracias gran grande grandes ha haber había
    habían habla hablar hace hacen hacer hacia haciendo han hasta hay haya he hecho hemos hola hoy iba igual incluso ir
    jamás justo la las le les lo los luego lugar manera más mayor me mejor menos mi mí mientras mil mis misma mismo mismas
    mismos momento mucha muchas mucho muchos muy nada nadie necesita ni ningún ninguna ninguno no nos nosotras nosotros nuestra nuestras
    nuestro nuestros nueva nuevo nunca o obviamente os otra otras otro otros para parece parte pasa pasado pero poca pocas poco
    pocos podemos poder podría podrían porque por posible primer primera primero problema pronto pues puede pueden puedes puedo
    punto que qué quien quién quienes quiere quieren quiero quizá quizás realmente saber sabe sabemos sabes se sé sea sean
    según segundo seguro ser será si sí sido siempre siendo sin sino sobre sois sola solamente solo sólo solos somos son soy su sus
    suya suyo suyos tal también tampoco tan tanta tanto te tema tener tenemos tenía tiempo tiene tienen tienes toda todas
    todavía todo todos tres tu tú tus tuve tuvo u última último un una unas uno unos usted ustedes va vale vamos van varias
    varios vaya veces ver verdad vez vía vida vídeo video videos vídeos voy vosotros y ya yo`,
  links: 'de del la las el los en para',
  leaning: [
    'y',
    'pero',
    'porque',
    'o',
    'entonces',
    'así',
    'además',
    'esto',
    'eso',
    'ese',
    'esa',
    'este',
    'esta',
    'él',
    'ella',
    'ellos',
    'sí',
    'no',
    'bueno',
    'pues',
    'claro',
    'que',
  ],
  housekeeping: [
    'bienvenid[oa]s?',
    'hola',
    'buen(?:os|as) (?:días|tardes|noches)',
    'gracias por',
    'muchas gracias',
    'suscr[ií]b\\S*',
    'dale (?:a )?me gusta',
    'en los comentarios',
    'en la descripción',
    'nos vemos',
    'hasta la próxima',
    'mi nombre es',
    'me llamo',
  ],
  sponsor: ['patrocin\\S+', 'código promocional', 'código de descuento', 'prueba gratuita', 'por ciento de descuento'],
  emphasis: [
    'nunca',
    'siempre',
    'nadie',
    'jamás',
    'nada',
    'todo el mundo',
    'único',
    'única',
    'imposible',
    'hay que',
    'clave',
    'verdad',
    'error',
    'el (?:mayor|mejor|peor) \\S+',
    'la (?:mayor|mejor|peor) \\S+',
    'lo más importante',
    'futuro',
    'sino',
  ],
};
