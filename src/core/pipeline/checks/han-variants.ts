/**
 * Pairs of a simplified character and its traditional form. Only pairs where neither is also ordinary in the other
 * writing (so not 后, 里, 只, 台, 干, 于, 着, 余, 采): each tells the two apart by itself.
 */
const pairs =
  '个個 这這 软軟 为為 们們 时時 会會 来來 务務 发發 数數 内內 装裝 对對 过過 机機 将將 动動 与與 网網 问問 选選 设設 据據 应應 盘盤 种種 开開 进進 关關 该該 当當 项項 从從 间間 题題 运運 许許 样樣 单單 实實 区區 标標 络絡 认認 称稱 备備 经經 邮郵 组組 现現 级級 录錄 计計 况況 则則 须須 还還 创創 档檔 参參 启啟 变變 确確 电電 员員 护護 说說 编編 码碼 两兩 没沒 节節 处處 类類 点點 议議 构構 无無 语語 虚虛 择擇 给給 权權 试試 显顯 库庫 载載 块塊 记記 决決 号號 证證 见見 协協 简簡 连連 义義 导導 写寫 产產 规規 业業 读讀 优優 话話 请請 够夠 访訪 检檢 换換 调調 际際 键鍵 稳穩 论論 误誤 维維 执執 错錯 测測 储儲 图圖 辑輯 链鏈 让讓 体體 适適 专專 较較 页頁 结結 赖賴 识識 仅僅 条條 译譯 长長 态態 细細 绝絕 书書 线線 术術 验驗 输輸 传傳 删刪 获獲 联聯 总總 转轉 环環 讨討 远遠 脑腦 补補 详詳 续續 镜鏡 愿願 阅閱 极極 旧舊 预預 响響 额額 独獨 状狀 达達 础礎 团團 报報 层層 质質 释釋 队隊 献獻 击擊 带帶 满滿 强強 尝嘗 逻邏 缩縮 杂雜 帮幫 荐薦 拥擁 驱驅 断斷 谈談 视視 严嚴 险險 览覽 广廣 随隨 贡貢 继繼 终終 顺順 场場 风風 围圍 离離 争爭 头頭 负負 费費 属屬 频頻 虑慮 国國 声聲 学學 资資 针針 难難 忆憶 约約 栏欄 谢謝 阶階 虽雖 减減 词詞 吗嗎 边邊 异異 责責 历歷 归歸 盖蓋 账賬 扩擴 败敗 压壓 评評 领領 门門 势勢 订訂 迟遲 墙牆 价價 织織 战戰 奥奧 灵靈 损損 诉訴 习習 临臨 欢歡 担擔 竞競 径徑 树樹 丢丟 闭閉 办辦 众眾 缓緩 隐隱 纯純 弃棄 东東 听聽 兴興 递遞 坏壞 轻輕 惯慣 暂暫 紧緊 赞贊 双雙 绕繞 寻尋 马馬 刚剛 渐漸 观觀 职職 热熱 遗遺 沟溝 宽寬 闻聞 锁鎖 弹彈 师師 桥橋 触觸 综綜 觉覺 静靜 举舉 训訓 讲講 乱亂 销銷 辅輔 贵貴 扫掃 营營 伪偽 烦煩 钱錢 笔筆 谁誰 惊驚 馈饋 诺諾 坚堅 胜勝 践踐 励勵 亚亞 积積 碍礙 扰擾 恶惡 净淨 练練 罗羅 亿億 辩辯 张張 顶頂 济濟 骗騙 偿償 药藥 顾顧 讯訊 灾災 毕畢 尔爾 趋趨 丰豐 倾傾 审審 买買 卖賣 戏戲 红紅 课課 礼禮 艺藝 购購 赏賞 怀懷 摄攝 废廢 爱愛 纸紙 摆擺 乐樂 颇頗 挥揮 宪憲 穷窮 壮壯 杀殺 鲜鮮 奋奮 赶趕 宾賓 军軍 涨漲 忧憂 赢贏 货貨 币幣 欧歐 犹猶 飞飛 劲勁 扬揚 厂廠 胆膽 诚誠 闪閃 粮糧 岁歲 儿兒 晓曉 艰艱 仪儀 卫衛 庞龐';

const list = pairs.split(' ').map((pair) => [...pair]);

/** Characters of simplified writing alone. */
export const simplifiedOnly: ReadonlySet<string> = new Set(list.map(([simplified = '']) => simplified));

/** Characters of traditional writing alone. */
export const traditionalOnly: ReadonlySet<string> = new Set(list.map(([, traditional = '']) => traditional));
