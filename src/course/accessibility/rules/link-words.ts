/** Texts of links that say nothing of where they lead, in the languages that lectern has words for; in lower case. */
const WORDS: readonly string[] = [
  // English
  'here|click here|click|click this|press here|this|this link|link|links|the link|see here|go here|go|read more|more|learn more|this page|url',
  // Japanese
  'こちら|こちらへ|こちらから|こちらをクリック|ここ|ここへ|ここから|ここをクリック|クリック|リンク|このリンク|リンク先|詳細|詳しく|詳しくはこちら|詳細はこちら|続きを読む|もっと見る',
  // Chinese
  '这里|此处|点击|点击这里|点击此处|点此|链接|这个链接|更多|查看更多|阅读更多|這裡|這裏|此處|點擊|點擊這裡|點擊此處|點此|連結|鏈接|更多資訊|閱讀更多',
  // Korean
  '여기|여기를 클릭|여기를 클릭하세요|여기 클릭|클릭|링크|이 링크|더 보기|더보기|자세히|자세히 보기',
  // German
  'hier|hier klicken|klicken|klicken sie hier|klick hier|dieser link|mehr|mehr lesen|mehr erfahren|weiterlesen|diese seite',
  // French
  'ici|cliquez ici|cliquer ici|clic|lien|ce lien|plus|en savoir plus|lire la suite|cette page|voir ici',
  // Spanish
  'aquí|aqui|haz clic aquí|haga clic aquí|clic aquí|pulse aquí|enlace|este enlace|más|leer más|saber más|ver más|esta página',
];

const SAYING_NOTHING: ReadonlySet<string> = new Set(WORDS.flatMap((list) => list.split('|')));

/** Whether a link's text, without the signs around it, says nothing of where it leads. */
export function saysNothing(text: string): boolean {
  const bare = text
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/^[\s\p{P}\p{S}]+|[\s\p{P}\p{S}]+$/gu, '');
  return SAYING_NOTHING.has(bare);
}
