import type { LexiconData } from './lexicon-data.ts';

/** German. */
export const german: LexiconData = {
  stopWords: `ab aber alle allem allen aller alles allerdings als also am an andere anderem anderen anderer anderes anders auch auf aus bei
    beide beiden beim beispiel beispielsweise bekommen bereits besonders besser bestimmt bin bis bisschen bist bleiben bleibt
    bringen bringt da dabei dadurch dafür dagegen daher dahin damals damit danach daneben dann daran darauf daraus darf darin
    darüber darum das dass daß davon davor dazu dein deine dem den denen denn dennoch der deren des deshalb dessen deswegen dich
    die dies diese diesem diesen dieser dieses dinge ding dir direkt doch dort drei du durch dürfen eben egal eher eigentlich
    ein eine einem einen einer eines einfach einige einigen einmal ende entweder er erst erste ersten es etwa etwas euch euer
    eure fall fast fein finde finden fragen früher für ganz ganze ganzen gar geben gegen gegeben geht gehen gehört gemacht genau
    genauso genug gerade gern gerne gesagt gesehen gewesen gibt ging gleich glaube groß große großen gut gute guten hab habe haben
    habt hallo halt hast hat hatte hatten hätte hätten heißt her heute hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren
    ihrer im immer in ins irgendwann irgendwas irgendwie irgendwo ist ja jahr jahre jahren je jede jedem jeden jeder jedes jemand jetzt
    kam kann kannst kein keine keinem keinen keiner klar klein kleine kleinen kommen kommt könnte könnten können konnte lang lange
    lassen lässt leute lieber machen macht mag mal man manche manchmal mehr mein meine meinem meinen meiner meist meistens mich mir
    mit möchte mögen möglich moment müssen muss musste nach nachdem nämlich natürlich neben nein neu neue neuen nicht nichts nie niemand
    noch nun nur ob oben oder oft ohne okay paar punkt quasi recht richtig sache sachen sage sagen sagt schon schön sehen sehr sei seid
    sein seine seinem seinen seiner seit selber selbst sich sicher sie sieht sind so sobald sogar solche sollen sollte sollten
    sondern sonst soweit sowie später stark statt stehen steht tag tage teil tun tut über überhaupt um und uns unser unsere
    unserem unseren unter viel viele vielen vielleicht vom von vor vorher wann war waren wäre wären warum was wegen weil weiß weit
    weiter weitere welche welchem welchen welcher welches wenig weniger wenn wer werde werden wie wieder will wir wird wirklich wirst
    wo wohl wollen wollte woche wochen worden worum wurde wurden würde würden zeit zu zum zumindest zur zwar zwei zwischen danke video videos`,
  links: 'der des von für und',
  leaning: [
    'und',
    'aber',
    'oder',
    'also',
    'denn',
    'weil',
    'dann',
    'das',
    'dies',
    'diese',
    'dieser',
    'dieses',
    'er',
    'sie',
    'es',
    'ja',
    'nein',
    'genau',
    'naja',
    'gut',
    'okay',
    'da',
    'daher',
    'deshalb',
    'deswegen',
    'auch',
  ],
  housekeeping: [
    'willkommen',
    'hallo',
    'guten (?:morgen|tag|abend)',
    'herzlich',
    'vielen dank',
    'danke (?:fürs?|dass|schön|dir|euch|ihnen)',
    'abonnier\\S*',
    'daumen (?:hoch|nach oben)',
    'in den kommentaren',
    'in der (?:video)?beschreibung',
    'bis zum nächsten mal',
    'mein name ist',
  ],
  sponsor: [
    'sponsor\\S*',
    'gesponsert',
    'werbung',
    'gutscheincode',
    'rabattcode',
    'prozent rabatt',
    'kostenlos testen',
    'präsentiert von',
  ],
  emphasis: [
    'nie',
    'niemals',
    'immer',
    'niemand',
    'nichts',
    'alles',
    'unmöglich',
    'einzige\\S*',
    'muss',
    'müssen',
    'entscheidend\\S*',
    'wichtigste\\S*',
    'größte\\S*',
    'beste\\S*',
    'schlimmste\\S*',
    'wahrheit',
    'fehler',
    'zukunft',
    'sondern',
  ],
};
