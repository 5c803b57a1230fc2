import type { LexiconData } from './lexicon-data.ts';

/** French. Elided words (l', d', qu') are cut off before the lists are asked. */
export const french: LexiconData = {
  stopWords: `a à accord afin ai aimerais ainsi aller alors an années ans après as assez au aucun aucune aujourd'hui aussi autant autre
    autres aux auquel avaient avais avait avant avec avez avoir avons ayant beaucoup bien bon bonjour bonne bref but ça car cas
    ce ceci cela celle celles celui certain certaine certaines certains ces cet cette ceux chaque chez chose choses ci comme
    comment complètement contre côté coup crois d dans de dedans déjà demain depuis dernier dernière derrière des dès dessous
    dessus deux devant devient dire disait dit dois doit doivent donc donner dont du effectivement elle elles en encore enfin
    ensuite entre es est et étaient étais était etc été êtes être eu eux évidemment exemple façon faire fais faisait fait faites
    falloir faut fin fois font forcément genre gens grand grande grands grosse gros hein hier hui ici idée il ils j jamais je jour
    jours jusqu juste l la là laquelle le lequel les lesquels leur leurs lors lorsque lui m ma maintenant mais mal me meilleur
    même mêmes merci mes mettre mieux mis moi moins moment mon monde n ne ni niveau non nos notamment notre nous nouveau nouvelle
    nul on ont ou où ouais oui par parce pareil parfois parle parler part partie pas passe pendant pense penser personne petit
    petite petits peu peut peuvent peux place plein plupart plus plusieurs plutôt point possible pour pourquoi pourrait
    pouvez pouvoir premier première prendre près presque problème puis puisque qu quand quarante que quel quelle quelles quelqu
    quelque quelques quels qui quoi raison rapport reste rien s sa sais sait sans sauf se selon sera serait ses seul seule
    seulement si simplement sinon soi soit sommes son sont sous souvent suis suite super sur surtout t ta tant te tel telle
    tellement temps tes toi ton toujours tous tout toute toutes très trois trop trouve truc tu un une uns va vais vas vers
    veut veux via vidéo vidéos vie voilà voir vois voit vont vos votre voulait vous vrai vraie vraiment vu y`,
  links: 'de du des la le les d à',
  leaning: [
    'et',
    'mais',
    'ou',
    'donc',
    'car',
    'parce',
    'alors',
    'puis',
    'ensuite',
    'ça',
    "c'est",
    'cela',
    'ce',
    'il',
    'elle',
    'ils',
    'elles',
    'oui',
    'non',
    'ouais',
    'voilà',
    'bon',
    'ben',
    'qui',
    'que',
  ],
  housekeeping: [
    'bienvenue',
    'bonjour',
    'bonsoir',
    'salut',
    'merci (?:à|de|d|beaucoup|pour)',
    'abonn\\S+',
    'en commentaires?',
    'dans la description',
    'à bientôt',
    'à la prochaine',
    "je m'appelle",
  ],
  sponsor: [
    'sponsor\\S*',
    'partenaire de cette vidéo',
    'code promo',
    'essai gratuit',
    'pour cent de réduction',
    'en partenariat avec',
  ],
  emphasis: [
    'jamais',
    'toujours',
    'personne ne',
    'rien',
    'tout le monde',
    'seul',
    'seule',
    'impossible',
    'il faut',
    'essentiel',
    'clé',
    'vérité',
    'erreur',
    'le (?:plus|meilleur|pire) \\S+',
    'la (?:plus|meilleure|pire) \\S+',
    'avenir',
    'futur',
    'plutôt que',
  ],
};
