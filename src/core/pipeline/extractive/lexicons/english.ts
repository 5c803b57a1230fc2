import type { LexiconData } from './lexicon-data.ts';

/** English. The stop words include those of talk, which carry no topic: *think*, *going*, *thing*. */
export const english: LexiconData = {
  stopWords: `a about above across actually after again against ago ahead all almost alone along already also although
    always am among an and another any anybody anymore anyone anything anyway anywhere are aren't around as aside ask asked
    asking at away back bad basically be became because become becomes been before began being below best better between
    big bigger bit both bring brings but by call called came can can't cannot certain certainly come comes coming
    completely could couldn't couple course day days definitely did didn't different do does doesn't doing don't done
    down during each easy either else end enough especially even ever every everybody everyone everything exactly example
    fact far feel feels few fine first for forward found from full fully gave get gets getting give given gives giving go
    goes going gone gonna good got gotta great guess guy guys had hadn't half hand happen happened happening happens
    hard has hasn't have haven't having he he'd he'll he's hear heard hello help hence her here here's hers herself hey hi
    high him himself his honestly hope how how's however huge hundred i i'd i'll i'm i've idea if important in indeed
    instead interesting into is isn't it it'd it'll it's its itself just keep keeps kind kinda knew know knowing known knows
    large last later least left less let let's like likely literally little long longer look looked looking looks lot lots
    loved low made main mainly make makes making many matter maybe me mean means meant middle might million mine minute
    minutes moment month months more most mostly move much must my myself near need needed needs neither never new next
    nice no nobody none nor not nothing now nowhere number obviously of off often oh ok okay old on once one one's ones
    only onto or other others otherwise ought our ours ourselves out over own particular particularly people perhaps person
    piece place please point possible pretty probably put puts quite rather ready real really reason remember right
    said same saw say saying says second see seeing seem seemed seems seen sense set several shall she she'd she'll she's
    should shouldn't show shows side simple simply since sit small so some somebody somehow someone something sometimes
    somewhat somewhere soon sorry sort start started starting starts still stop story stuff such super supposed sure take
    taken takes taking talk talked talking tell telling ten than thank thanks that that'd that'll that's the their theirs them
    themselves then there there'll there's therefore these they they'd they'll they're they've thing things think thinking
    thinks third this those though thought thousand three through thus time times to today together told tomorrow too took top
    totally toward towards tried tries true truly try trying turn turns two under understand unless until up upon us use
    used useful uses using usually various very video videos wait wanna want wanted wants was wasn't watch watching way
    ways we we'd we'll we're we've week weeks well went were weren't what what's whatever when when's whenever where
    where's wherever whether which while who who's whoever whole whom whose why why's will wish with within without won't
    wonder work worked working works world worth would wouldn't wow wrong yeah year years yep yes yesterday yet you you'd
    you'll you're you've your yours yourself yourselves zero four five six seven eight nine eleven twelve
    fifteen twenty thirty forty fifty sixty seventy eighty ninety percent billion`,
  links: 'of for to the in',
  leaning: [
    'and',
    'but',
    'or',
    'so',
    'because',
    'which',
    'then',
    'also',
    'that',
    "that's",
    'this',
    'these',
    'those',
    'it',
    "it's",
    'he',
    "he's",
    'she',
    "she's",
    'they',
    "they're",
    'them',
    'yeah',
    'yes',
    'no',
    'well',
    'okay',
    'right',
    'exactly',
    'like',
    'oh',
    'anyway',
    'there',
    "there's",
    'here',
    "here's",
    'to',
    'of',
    'with',
  ],
  housekeeping: [
    'welcome (?:back )?to',
    'welcome back',
    'my name is',
    'thanks? (?:you )?(?:so much |very much )?for (?:watching|listening|joining|having|coming|tuning|being)',
    'thank you (?:so|very) much',
    'nice to (?:see|meet)',
    'good (?:morning|afternoon|evening)',
    'hi',
    'hello',
    'hey (?:everyone|everybody|guys|there|folks)',
    "what's up",
    '(?:like|subscribe|hit) (?:and|the|to) (?:subscribe|like|bell|button|channel|this|our|my)',
    'subscrib(?:e|ed|ing|ers?)',
    'leave (?:a|your) comments?',
    'in the (?:comments|description)',
    '(?:link|links) (?:is |are )?(?:in|down) (?:the|below)',
    'see you (?:next|in|all|soon|then)',
    "we'll be (?:right )?back",
    'after the break',
    'take (?:a|a quick|a short) break',
  ],
  sponsor: [
    'sponsor(?:s|ed|ing)?',
    'brought to you by',
    'promo code',
    '(?:use|with) (?:the )?code',
    'percent off',
    'free trial',
    'partnered with',
    "today's partner",
    'check (?:them|it) out at',
    'head (?:on )?over to',
  ],
  emphasis: [
    'never',
    'always',
    'nobody',
    'no one',
    'nothing',
    'everything',
    'everyone',
    'every single',
    'only',
    'must',
    'cannot',
    "can't",
    'impossible',
    'most important',
    'the (?:biggest|best|worst|hardest|greatest|key|real|whole) \\S+',
    'problem',
    'mistake',
    'truth',
    'believe',
    'matters?',
    'instead of',
    'not because',
    'the reason',
    'secret',
    'future',
    'forever',
    'without',
  ],
};
