import type { LexiconData } from './lexicon-data.ts';

/** Portuguese, of Brazil and of Portugal. */
export const portuguese: LexiconData = {
  stopWords: `a à acho ainda além algo alguém algum alguma algumas alguns ali amanhã ano anos antes ao aos apenas aquela aquelas aquele
    aqueles aqui aquilo as às assim até atrás através bem boa bom cada caso certa certeza certo claro coisa coisas com como
    conta contra cujo da dá dar daquele das de debaixo dela delas dele deles demais dentro depois desde dessa dessas desse desses
    desta deste dia dias disse disso dito diz dizer do dois dos duas durante e é ela elas ele eles em embora enquanto então entre
    era eram essa essas esse esses esta está estamos estão estar estas estava estavam este estes estou eu exatamente exemplo faz
    fazem fazendo fazer feita feito fica ficar fim foi fora foram forma fosse gente geral grande grandes há haver hoje houve
    ia ir isso isto já jeito la lá lado lhe lhes lo logo lugar mais mal mas me meio melhor menos mesma mesmo mesmos meu meus mil
    minha minhas momento muita muitas muito muitos na nada não nas nela nele nem nenhum nenhuma nessa nesse nesta neste ninguém
    no nos nós nossa nossas nosso nossos nova novo num numa nunca o obrigada obrigado olha onde ontem os ou outra outras outro outros para
    parece parte pela pelas pelo pelos pequena pequeno per pessoa pessoas pode podem poder poderia podia pois ponto por porque
    porquê pouca pouco poucos pra pras praticamente precisa precisam primeira primeiro principalmente problema pro próprio
    próxima próximo qual quais qualquer quando quanto quantos quase que quê quem quer querem quero questão são sabe saber
    se seja sejam sem sempre sendo ser será sete seu seus si sido sim simplesmente só sobre somos sou sua suas tá tal talvez também
    tanta tanto tão te tem têm temos tempo tenha tenho ter teria teve tinha tinham tipo toda todas todo todos três tu tua
    tudo um uma umas uns vai vamos vão várias vários veio vem ver verdade vez vezes você vocês volta vou realmente então aí né
    vídeo vídeos`,
  links: 'de do da dos das em para',
  leaning: [
    'e',
    'mas',
    'porque',
    'ou',
    'então',
    'aí',
    'assim',
    'além',
    'isso',
    'isto',
    'esse',
    'essa',
    'este',
    'esta',
    'ele',
    'ela',
    'eles',
    'elas',
    'sim',
    'não',
    'bom',
    'bem',
    'que',
    'pois',
    'né',
  ],
  housekeeping: [
    'bem[- ]vind[oa]s?',
    'olá',
    'oi',
    'bo[ma] (?:dia|tarde|noite)',
    'muito obrigad[oa]',
    'obrigad[oa] por',
    'inscrev\\S+',
    'se inscreva',
    'deixa? (?:o|um|seu) (?:like|comentário)',
    'nos comentários',
    'na descrição',
    'até a próxima',
    'meu nome é',
  ],
  sponsor: [
    'patrocin\\S+',
    'código promocional',
    'cupom de desconto',
    'código de desconto',
    'teste gr[áa]t\\S+',
    'por cento de desconto',
  ],
  emphasis: [
    'nunca',
    'sempre',
    'ninguém',
    'jamais',
    'nada',
    'todo mundo',
    'toda a gente',
    'único',
    'única',
    'impossível',
    'é preciso',
    'tem que',
    'essencial',
    'verdade',
    'erro',
    'o (?:maior|melhor|pior) \\S+',
    'a (?:maior|melhor|pior) \\S+',
    'mais importante',
    'futuro',
    'em vez de',
  ],
};
