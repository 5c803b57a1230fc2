/**
 * Words that stand for a speaker whom nobody names, without case and hyphens, in English and the languages talks are often held
 * in: an answer names such a speaker in either.
 */
export const roleWords: ReadonlySet<string> = new Set(
  [
    'host|guest|interviewer|interviewee|moderator|narrator|presenter|speaker|audience|audience member|reporter|caller',
    'co host|instructor|teacher|lecturer',
    'gastgeber|gastgeberin|gast|moderatorin|erzähler|erzählerin|sprecher|sprecherin|publikum|lehrer|lehrerin',
    'animateur|animatrice|invité|invitée|présentateur|présentatrice|narrateur|narratrice|intervieweur|public',
    'presentador|presentadora|invitado|invitada|moderador|moderadora|narrador|narradora|entrevistador|entrevistadora',
    'apresentador|apresentadora|convidado|convidada|instrutor|instrutora|palestrante|público',
    '司会|司会者|ゲスト|ナレーター|語り手|聞き手|話者|話し手|講師|観客|記者',
    '진행자|사회자|게스트|내레이터|해설자|화자|강사|청중|기자',
    '主持人|嘉宾|嘉賓|来宾|來賓|旁白|讲者|講者|演讲者|演講者|主讲人|主講人|观众|觀眾|记者|老师|老師',
  ].flatMap((words) => words.split('|')),
);
