import { tex } from './piece.js';
import { type Handler, write } from './translation.js';

/** MathJax's extensions `textcomp` and `gensymb`: names and characters, in turn. */
const NAMES = `
  textasciicircum ^ textasciitilde ~ textasteriskcentered * textbackslash \\ textbar | textbraceleft {
  textbraceright } textbullet • textdagger † textdaggerdbl ‡ textellipsis … textemdash — textendash –
  textexclamdown ¡ textgreater > textless < textordfeminine ª textordmasculine º textparagraph ¶
  textperiodcentered · textquestiondown ¿ textquotedblleft “ textquotedblright ” textquoteleft ‘
  textquoteright ’ textsection § textunderscore _ textvisiblespace ␣ textacutedbl ˝ textasciiacute ´
  textasciibreve ˘ textasciicaron ˇ textasciidieresis ¨ textasciimacron ¯ textgravedbl ˵ texttildelow ˷
  textbaht ฿ textcent ¢ textcolonmonetary ₡ textcurrency ¤ textdollar $ textdong ₫ texteuro € textflorin ƒ
  textguarani ₲ textlira ₤ textnaira ₦ textpeso ₱ textsterling £ textwon ₩ textyen ¥ textcircledP ℗
  textcopyleft 🄯 textcopyright © textregistered ® textservicemark ℠ texttrademark ™ textbardbl ‖
  textbigcircle ◯ textblank ␢ textbrokenbar ¦ textdiscount ⁒ textestimated ℮ textinterrobang ‽
  textinterrobangdown ⸘ textmusicalnote ♪ textnumero № textopenbullet ◦ textpertenthousand ‱
  textperthousand ‰ textrecipe ℞ textreferencemark ※ textlangle 〈 textrangle 〉 textlbrackdbl ⟦
  textrbrackdbl ⟧ textlquill ⁅ textrquill ⁆ textcelsius °C textdegree ° textdiv ÷ textdownarrow ↓
  textfractionsolidus ⁄ textleftarrow ← textlnot ¬ textmho ℧ textminus − textmu µ textohm Ω textonehalf ½
  textonequarter ¼ textonesuperior ¹ textpm ± textrightarrow → textsurd √ textthreequarters ¾
  textthreesuperior ³ texttimes × texttwosuperior ² textuparrow ↑ textborn * textdied † textdivorced ⚮
  textmarried ⚭ textcentoldstyle ¢ textdollaroldstyle $ textzerooldstyle 0 textoneoldstyle 1
  texttwooldstyle 2 textthreeoldstyle 3 textfouroldstyle 4 textfiveoldstyle 5 textsixoldstyle 6
  textsevenoldstyle 7 texteightoldstyle 8 textnineoldstyle 9 celsius °C perthousand ‰ micro µ
`;

/** The upright Greek letters of MathJax's extension `upgreek`. */
const UPRIGHT_GREEK = `
  upalpha α upbeta β upgamma γ updelta δ upepsilon ϵ upzeta ζ upeta η uptheta θ upiota ι upkappa κ uplambda λ
  upmu μ upnu ν upxi ξ upomicron ο uppi π uprho ρ upsigma σ uptau τ upupsilon υ upphi ϕ upchi χ uppsi ψ
  upomega ω upvarepsilon ε upvartheta ϑ upvarpi ϖ upvarrho ϱ upvarsigma ς upvarphi φ Upgamma Γ Updelta Δ
  Uptheta Θ Uplambda Λ Upxi Ξ Uppi Π Upsigma Σ Upupsilon Υ Upphi Φ Uppsi Ψ Upomega Ω
`;

/** Characters that mean something else in KaTeX's text mode, as it writes them. */
const ESCAPED: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  $: '\\$',
  '#': '\\#',
  '%': '\\%',
  '&': '\\&',
  _: '\\_',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
  '⟦': '$\\llbracket$',
  '⟧': '$\\rrbracket$',
};

/** Commands, with their backslash, that are characters of text, as KaTeX's text mode writes them. */
export const TEXT_CHARACTERS: ReadonlyMap<string, string> = charactersOf(`${NAMES}${UPRIGHT_GREEK}`).set(
  '\\textcompwordmark',
  '',
);

function charactersOf(list: string): Map<string, string> {
  const words = list.trim().split(/\s+/);
  const characters = new Map<string, string>();
  for (let i = 0; i + 1 < words.length; i += 2) {
    const character = words[i + 1] ?? '';
    characters.set(`\\${words[i] ?? ''}`, ESCAPED[character] ?? character);
  }
  return characters;
}

/** In a formula such a character is set as text. */
const asText: Handler = (translation, { text, at }) => {
  write(translation, tex(`\\text{${TEXT_CHARACTERS.get(text) ?? ''}}`, at));
};

export const TEXT_CHARACTER_COMMANDS: ReadonlyMap<string, Handler> = new Map(
  Array.from(TEXT_CHARACTERS.keys(), (name) => [name, asText] as const),
);
