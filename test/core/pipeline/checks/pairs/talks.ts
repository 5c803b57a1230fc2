/** Three stretches of talk, long enough for their length to be judged, with fillers and numbers as people say them. */
export const talks = {
  company:
    'So, you know, we started the company in 2019 with about forty thousand dollars, which is, um, basically nothing. By the end of 2021 we had 25 people and roughly 1.2 million users. And then, I mean, everything broke at once: the servers went down for nine hours, we lost about 15 percent of our customers, and one of our investors, a big fund, pulled out of a three million dollar round. I remember thinking, okay, this is it. But honestly, that was the best thing that ever happened to us, because it forced us to rebuild the whole thing from scratch, and today we serve more than 40 million people every month.',
  chips:
    "Let me give you a sense of the scale here. A modern chip has something like 80 billion transistors on it. When I started in the nineties, we were happy with five million. The fab that makes it costs around 20 billion dollars, and there are maybe three companies in the world that can build one. If you look at the power, a single rack used to draw ten kilowatts; now it's more like 120. So when people ask me whether this can go on for another decade, I say: the physics says yes, but the electricity bill says no. Half of what we spend today goes into cooling, and nobody wants to talk about that.",
  crash:
    "The thing people forget is that in 1929 almost nobody owned stocks. It was something like 2 or 3 percent of the population. So when the market fell 89 percent over the next three years, most families didn't lose a portfolio, they lost a job. Unemployment went from about 4 percent to 25 percent. My grandfather was 19 at the time, he had four brothers, and he walked 300 miles to find work in a cannery. He told me that story maybe a hundred times. And every single time he'd end it the same way: the bank took the house, but it couldn't take the dog.",
} as const;

/** The same talks, translated in full. */
export const translatedTalks: Readonly<Record<string, Readonly<Record<keyof typeof talks, string>>>> = {
  'zh-CN': {
    company:
      '我们是 2019 年创办这家公司的，当时手里只有大约四万美元，基本等于没钱。到 2021 年底，我们有了 25 名员工，大概 120 万用户。然后所有事情一下子全出问题了：服务器宕机九个小时，我们流失了约 15% 的客户，有一家投资方，还是家大基金，退出了三百万美元的那一轮融资。我记得当时心想，好吧，到此为止了。但说实话，那是我们遇到过的最好的事，因为它逼着我们从头把整个东西重做了一遍，如今我们每个月服务的人超过 4000 万。',
    chips:
      '我先让大家对规模有个概念。一块现代芯片上大约有 800 亿个晶体管。我九十年代入行的时候，有五百万个就很满足了。生产它的晶圆厂要花 200 亿美元左右，全世界能建这种厂的公司也许只有三家。再看功耗，以前一个机柜也就 10 千瓦，现在更接近 120 千瓦。所以有人问我这样还能不能再走十年，我会说：物理学说可以，但电费账单说不行。我们今天花的钱有一半用在散热上，而没人愿意谈这件事。',
    crash:
      '人们忘了一点：1929 年几乎没有人持有股票，大概只占人口的 2% 到 3%。所以在接下来的三年里市场下跌 89% 的时候，大多数家庭失去的不是投资组合，而是工作。失业率从 4% 左右升到了 25%。我祖父那年 19 岁，有四个兄弟，他走了 300 英里，才在一家罐头厂找到活干。这个故事他给我讲了大概有一百遍。而且每次结尾都一样：银行拿走了房子，但拿不走那条狗。',
  },
  'zh-TW': {
    company:
      '我們在 2019 年創辦公司，當時只有大約四萬美元，基本上等於沒有。到了 2021 年底，我們有 25 個人，使用者大約 120 萬。然後所有事情一次全壞了：伺服器當機九個小時，我們流失了大約 15% 的客戶，其中一位投資人，一家大型基金，退出了三百萬美元的那一輪。我記得當時心想，好吧，到此為止了。但老實說，那是發生在我們身上最好的事，因為它逼我們從零開始重建整個東西，如今我們每個月服務超過 4000 萬人。',
    chips:
      '我先讓各位對規模有個概念。一顆現代晶片上大約有 800 億個電晶體。我九〇年代入行的時候，有五百萬個就很開心了。生產它的晶圓廠要花大約 200 億美元，全世界蓋得起的公司大概只有三家。再看電力，以前一個機櫃用 10 千瓦，現在比較接近 120 千瓦。所以有人問我這樣還能不能再撐十年，我會說：物理說可以，但電費帳單說不行。我們今天花的錢有一半用在散熱，而沒有人想談這件事。',
    crash:
      '大家忘記的是，1929 年幾乎沒有人持有股票，大概只有人口的百分之二或三。所以接下來三年市場下跌 89% 的時候，多數家庭失去的不是投資組合，而是工作。失業率從大約 4% 升到 25%。我祖父當時 19 歲，有四個兄弟，他走了 300 英里，才在罐頭工廠找到工作。那個故事他跟我講了大概一百次。而每一次的結尾都一樣：銀行拿走了房子，但拿不走那隻狗。',
  },
  ja: {
    company:
      '私たちは2019年に、およそ4万ドルで会社を始めました。ほとんど何もないのと同じです。2021年の終わりには社員が25人、ユーザーはおよそ120万人になっていました。そこで、すべてが一度に壊れたんです。サーバーは9時間止まり、顧客の約15パーセントを失い、投資家の1社、大きなファンドが300万ドルのラウンドから手を引きました。ああ、これで終わりだと思ったのを覚えています。でも正直なところ、あれは私たちに起きた最高の出来事でした。すべてをゼロから作り直すしかなくなったからです。今では毎月4000万人以上の方に使っていただいています。',
    chips:
      '規模の感覚をつかんでいただきましょう。今のチップにはおよそ800億個のトランジスタが載っています。私が90年代に始めた頃は、500万個で喜んでいました。それを作る工場には約200億ドルかかり、建てられる会社は世界に3社ほどしかありません。電力を見ると、以前はラック1台で10キロワットでしたが、今は120キロワットに近いです。ですから、あと10年これが続くのかと聞かれると、私はこう答えます。物理学は可能だと言うが、電気代の請求書は無理だと言う、と。今の支出の半分は冷却に使われていて、誰もその話をしたがりません。',
    crash:
      '忘れられがちなのは、1929年には株を持っている人などほとんどいなかったということです。人口の2、3パーセントほどでした。ですから、その後の3年間で市場が89パーセント下落したとき、多くの家庭が失ったのは資産ではなく仕事でした。失業率は約4パーセントから25パーセントになりました。祖父は当時19歳で、4人の兄弟がいて、缶詰工場の仕事を見つけるために300マイル歩きました。その話は百回ほど聞かされたと思います。そして毎回、同じ言葉で終わるんです。銀行は家を取っていったが、犬までは取れなかった、と。',
  },
  ko: {
    company:
      '저희는 2019년에 약 4만 달러로 회사를 시작했어요. 사실상 아무것도 없는 거나 마찬가지였죠. 2021년 말에는 직원이 25명, 사용자는 대략 120만 명이었어요. 그러다가 모든 게 한꺼번에 무너졌어요. 서버가 아홉 시간 동안 멈췄고, 고객의 15퍼센트 정도를 잃었고, 투자자 중 한 곳인 큰 펀드가 300만 달러 라운드에서 빠졌어요. 이제 끝이구나 하고 생각했던 게 기억나요. 그런데 솔직히 그게 저희에게 일어난 최고의 일이었어요. 모든 걸 처음부터 다시 만들 수밖에 없었으니까요. 지금은 매달 4천만 명이 넘는 분들이 쓰고 계세요.',
    chips:
      '규모를 한번 감 잡게 해 드릴게요. 요즘 칩 하나에는 트랜지스터가 대략 800억 개 들어가요. 제가 90년대에 시작했을 때는 5백만 개면 만족했어요. 그걸 만드는 공장은 약 200억 달러가 들고, 지을 수 있는 회사는 전 세계에 아마 세 곳쯤이에요. 전력을 보면 예전에는 랙 하나가 10킬로와트를 썼는데, 지금은 120에 가까워요. 그래서 이게 앞으로 10년 더 갈 수 있냐고 물으면 이렇게 답해요. 물리학은 된다고 하는데 전기 요금 고지서는 안 된다고 한다고요. 지금 쓰는 돈의 절반이 냉각에 들어가는데, 아무도 그 얘기를 하고 싶어 하지 않아요.',
    crash:
      '사람들이 잊는 게 있는데, 1929년에는 주식을 가진 사람이 거의 없었어요. 인구의 2, 3퍼센트 정도였죠. 그래서 그 뒤 3년 동안 시장이 89퍼센트 떨어졌을 때 대부분의 가정이 잃은 건 포트폴리오가 아니라 일자리였어요. 실업률은 약 4퍼센트에서 25퍼센트로 올랐어요. 저희 할아버지는 그때 열아홉 살이었고 형제가 넷이었는데, 통조림 공장 일을 구하려고 300마일을 걸었어요. 그 이야기를 아마 백 번은 들었을 거예요. 그리고 매번 똑같이 끝났어요. 은행이 집은 가져갔지만 개는 못 가져갔다고요.',
  },
  es: {
    company:
      'Empezamos la empresa en 2019 con unos cuarenta mil dólares, que es prácticamente nada. A finales de 2021 éramos 25 personas y teníamos más o menos 1,2 millones de usuarios. Y entonces se rompió todo a la vez: los servidores se cayeron durante nueve horas, perdimos cerca del 15 % de nuestros clientes y uno de nuestros inversores, un fondo grande, se retiró de una ronda de tres millones de dólares. Recuerdo que pensé: vale, se acabó. Pero, sinceramente, fue lo mejor que nos ha pasado, porque nos obligó a reconstruirlo todo desde cero, y hoy atendemos a más de 40 millones de personas al mes.',
    chips:
      'Voy a darles una idea de la escala. Un chip moderno tiene unos 80.000 millones de transistores. Cuando empecé, en los noventa, nos conformábamos con cinco millones. La fábrica que lo produce cuesta alrededor de 20.000 millones de dólares, y en el mundo hay quizá tres empresas capaces de construir una. Si miramos la energía, un solo rack consumía antes diez kilovatios; ahora se acerca a 120. Así que cuando me preguntan si esto puede seguir otra década, digo: la física dice que sí, pero la factura de la luz dice que no. La mitad de lo que gastamos hoy se va en refrigeración, y de eso nadie quiere hablar.',
    crash:
      'Lo que la gente olvida es que en 1929 casi nadie tenía acciones. Era algo así como el 2 o el 3 por ciento de la población. Por eso, cuando el mercado cayó un 89 % en los tres años siguientes, la mayoría de las familias no perdió una cartera, perdió el trabajo. El desempleo pasó de un 4 % a un 25 %. Mi abuelo tenía 19 años, tenía cuatro hermanos y caminó 300 millas para encontrar trabajo en una conservera. Me contó esa historia unas cien veces. Y siempre la terminaba igual: el banco se llevó la casa, pero no pudo llevarse al perro.',
  },
  fr: {
    company:
      'Nous avons lancé l’entreprise en 2019 avec environ quarante mille dollars, c’est-à-dire à peu près rien. Fin 2021, nous étions 25 et nous avions à peu près 1,2 million d’utilisateurs. Et là, tout s’est effondré d’un coup : les serveurs sont restés en panne neuf heures, nous avons perdu environ 15 % de nos clients, et l’un de nos investisseurs, un gros fonds, s’est retiré d’un tour de table de trois millions de dollars. Je me souviens m’être dit : voilà, c’est fini. Mais honnêtement, c’est la meilleure chose qui nous soit arrivée, parce que cela nous a forcés à tout reconstruire de zéro, et aujourd’hui nous servons plus de 40 millions de personnes chaque mois.',
    chips:
      'Laissez-moi vous donner une idée de l’échelle. Une puce moderne compte quelque chose comme 80 milliards de transistors. Quand j’ai commencé, dans les années quatre-vingt-dix, nous étions contents avec cinq millions. L’usine qui la fabrique coûte autour de 20 milliards de dollars, et il y a peut-être trois entreprises au monde capables d’en construire une. Côté énergie, une seule baie consommait autrefois dix kilowatts ; aujourd’hui, c’est plutôt 120. Alors quand on me demande si cela peut continuer encore dix ans, je réponds : la physique dit oui, mais la facture d’électricité dit non. La moitié de ce que nous dépensons aujourd’hui part dans le refroidissement, et personne ne veut en parler.',
    crash:
      'Ce que les gens oublient, c’est qu’en 1929 presque personne ne possédait d’actions. C’était quelque chose comme 2 ou 3 % de la population. Donc quand le marché a chuté de 89 % dans les trois années suivantes, la plupart des familles n’ont pas perdu un portefeuille, elles ont perdu un emploi. Le chômage est passé d’environ 4 % à 25 %. Mon grand-père avait alors 19 ans, il avait quatre frères, et il a marché 300 miles pour trouver du travail dans une conserverie. Il m’a raconté cette histoire peut-être cent fois. Et chaque fois il la finissait de la même façon : la banque a pris la maison, mais elle n’a pas pu prendre le chien.',
  },
  de: {
    company:
      'Wir haben die Firma 2019 mit rund vierzigtausend Dollar gegründet, also praktisch mit nichts. Ende 2021 waren wir 25 Leute und hatten ungefähr 1,2 Millionen Nutzer. Und dann ging alles auf einmal kaputt: Die Server waren neun Stunden weg, wir verloren etwa 15 Prozent unserer Kunden, und einer unserer Investoren, ein großer Fonds, stieg aus einer Runde über drei Millionen Dollar aus. Ich weiß noch, dass ich dachte: Gut, das war es. Aber ehrlich gesagt war es das Beste, was uns je passiert ist, denn es hat uns gezwungen, alles von Grund auf neu zu bauen, und heute bedienen wir jeden Monat mehr als 40 Millionen Menschen.',
    chips:
      'Ich möchte Ihnen ein Gefühl für die Größenordnung geben. Auf einem modernen Chip sitzen etwa 80 Milliarden Transistoren. Als ich in den Neunzigern anfing, waren wir mit fünf Millionen glücklich. Die Fabrik, die ihn herstellt, kostet rund 20 Milliarden Dollar, und es gibt auf der Welt vielleicht drei Firmen, die so eine bauen können. Beim Strom war es früher so, dass ein einzelnes Rack zehn Kilowatt zog; heute sind es eher 120. Wenn mich also jemand fragt, ob das noch ein Jahrzehnt so weitergehen kann, sage ich: Die Physik sagt ja, aber die Stromrechnung sagt nein. Die Hälfte von dem, was wir heute ausgeben, geht in die Kühlung, und darüber will niemand reden.',
    crash:
      'Was man gern vergisst: 1929 besaß fast niemand Aktien. Es waren so etwa 2 oder 3 Prozent der Bevölkerung. Als der Markt dann in den nächsten drei Jahren um 89 Prozent fiel, verloren die meisten Familien kein Depot, sie verloren ihre Arbeit. Die Arbeitslosigkeit stieg von rund 4 auf 25 Prozent. Mein Großvater war damals 19, er hatte vier Brüder, und er lief 300 Meilen zu Fuß, um Arbeit in einer Konservenfabrik zu finden. Diese Geschichte hat er mir bestimmt hundertmal erzählt. Und jedes Mal endete sie gleich: Die Bank hat das Haus genommen, aber den Hund konnte sie nicht nehmen.',
  },
  pt: {
    company:
      'Nós começamos a empresa em 2019 com uns quarenta mil dólares, o que é praticamente nada. No fim de 2021 éramos 25 pessoas e tínhamos mais ou menos 1,2 milhão de usuários. E aí tudo quebrou de uma vez: os servidores ficaram nove horas fora do ar, perdemos cerca de 15% dos nossos clientes, e um dos nossos investidores, um fundo grande, saiu de uma rodada de três milhões de dólares. Eu me lembro de pensar: pronto, acabou. Mas, sinceramente, foi a melhor coisa que já nos aconteceu, porque nos obrigou a refazer tudo do zero, e hoje atendemos mais de 40 milhões de pessoas por mês.',
    chips:
      'Deixa eu dar uma noção da escala. Um chip moderno tem uns 80 bilhões de transistores. Quando eu comecei, nos anos noventa, a gente ficava feliz com cinco milhões. A fábrica que o produz custa por volta de 20 bilhões de dólares, e há talvez três empresas no mundo capazes de construir uma. Olhando para a energia, um único rack consumia dez quilowatts; agora está mais perto de 120. Então, quando me perguntam se isso pode continuar por mais uma década, eu digo: a física diz que sim, mas a conta de luz diz que não. Metade do que gastamos hoje vai para a refrigeração, e ninguém quer falar disso.',
    crash:
      'O que as pessoas esquecem é que em 1929 quase ninguém tinha ações. Era algo como 2 ou 3 por cento da população. Então, quando o mercado caiu 89% nos três anos seguintes, a maioria das famílias não perdeu uma carteira, perdeu o emprego. O desemprego foi de uns 4% para 25%. Meu avô tinha 19 anos na época, tinha quatro irmãos, e caminhou 300 milhas para achar trabalho numa fábrica de conservas. Ele me contou essa história umas cem vezes. E toda vez terminava do mesmo jeito: o banco levou a casa, mas não conseguiu levar o cachorro.',
  },
};
