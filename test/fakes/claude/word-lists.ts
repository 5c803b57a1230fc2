/**
 * Common words, so that what the fake writes is in a language by any measure of it. No numerals and nothing that reads
 * like one: the fake may only write the numbers of its source.
 */
export const wordLists: Readonly<Record<string, readonly string[]>> = {
  'zh-Hans': words(`我们 现在 觉得 这个 问题 其实 需要 时间 公司 产品 很多 用户 他们 开始 使用 软件 发现 数据 非常 重要
    因为 如果 没有 能够 继续 发展 技术 市场 团队 工作 学习 认为 应该 改变 方式 世界 已经 可能 出现 新的 机会 但是 所以 然后
    大家 知道 事情 真正 困难 在于 怎么 理解 客户 需求 并且 说明 结果 越来越 关系 过程 经验 讨论 选择 决定 解决 办法 希望 未来`),
  'zh-Hant':
    words(`我們 現在 覺得 這個 問題 其實 需要 時間 公司 產品 很多 使用者 他們 開始 使用 軟體 發現 資料 非常 重要
    因為 如果 沒有 能夠 繼續 發展 技術 市場 團隊 工作 學習 認為 應該 改變 方式 世界 已經 可能 出現 新的 機會 但是 所以 然後
    大家 知道 事情 真正 困難 在於 怎麼 理解 客戶 需求 並且 說明 結果 越來越 關係 過程 經驗 討論 選擇 決定 解決 辦法 希望 未來`),
  ja: words(`私たちは 今 この 問題を 考えて います とても 大切な ことです 会社の 製品は 多くの 人に 使われて いますが まだ 時間が
    かかると 思います なぜなら 新しい 技術が 必要だから です それで 彼らは データを 集めて 結果を 確かめて いました しかし 本当に
    難しいのは お客様の 気持ちを 理解する ことだと 言えるでしょう そして 次の 機会を 待って 仕事を 続けて いきます ですから 皆さんも
    やり方を 変えて みて ください`),
  ko: words(`우리는 지금 이것을 정말 중요한 문제라고 생각해요 그래서 회사는 새로운 제품을 만들고 있어요 사람들은 그것을 자주 사용해요
    그런데 아직 시간이 더 필요해요 왜냐하면 기술이 빠르게 바뀌고 있기 때문이에요 그리고 데이터를 모아서 결과를 확인했어요 어려운 점은
    고객의 마음을 이해하는 거예요 앞으로도 계속 배우면서 방법을 찾고 싶어요 모두가 함께 노력하면 좋은 변화가 생길 거예요`),
  es: words(`nosotros creemos que el problema es muy importante porque la empresa necesita tiempo para cambiar su producto y las
    personas quieren usar algo mejor cuando trabajan con los datos pero también hay que entender lo que piden los clientes ahora
    ellos siguen buscando otra manera de hacer las cosas y nadie sabe cómo será el futuro si no hablamos de esto con calma`),
  fr: words(`nous pensons que le problème est très important parce que la société a besoin de temps pour changer son produit et les
    gens veulent utiliser quelque chose de meilleur quand ils travaillent avec les données mais il faut aussi comprendre ce que
    demandent les clients maintenant ils cherchent encore la façon de faire et personne ne sait comment sera la suite`),
  de: words(`wir glauben dass das Problem sehr wichtig ist weil die Firma Zeit braucht um ihr Produkt zu ändern und die Leute wollen
    etwas Besseres benutzen wenn sie mit den Daten arbeiten aber man muss auch verstehen was die Kunden wirklich wünschen jetzt
    suchen sie noch nach der richtigen Lösung und niemand weiß wie die Zukunft aussieht wenn wir nicht darüber sprechen`),
  pt: words(`nós achamos que o problema é muito importante porque a empresa precisa de tempo para mudar o seu produto e as pessoas
    querem usar algo melhor quando trabalham com os dados mas também é preciso entender o que os clientes pedem agora eles ainda
    procuram outra maneira de fazer as coisas e ninguém sabe como será o futuro se não falarmos disso com calma`),
  en: words(`we think that the problem is very important because the company needs time to change its product and people want to use
    something better when they work with the data but it also helps to understand what the customers ask for now they are still
    looking for another way to do things and nobody knows how the future will be if we do not talk about this`),
};

/** Syllables by which a name is written in another script. */
export const syllables: Readonly<Record<string, readonly string[]>> = {
  'zh-Hans': [...'艾伯卡德尔菲格哈杰肯拉马诺奥佩罗萨特维亚'],
  'zh-Hant': [...'艾伯卡德爾菲格哈傑肯拉馬諾奧佩羅薩特維亞'],
  ja: [...'アイエカキサタナハマラルレロ'],
  ko: [...'가나다라마바사아자카타파하로'],
};

function words(list: string): string[] {
  return list.split(/\s+/).filter(Boolean);
}
