/**
 * Formulas in which commands and environments of MathJax are tried, for those that need more around them than
 * arguments. A name without a backslash is an environment.
 */
const tex = String.raw;

const PROOF_LINES = [
  ...['RightLabel{x}', 'LeftLabel{x}', 'RL{x}', 'LL{x}', 'noLine', 'singleLine', 'solidLine', 'dashedLine'],
  ...['alwaysNoLine', 'alwaysSingleLine', 'alwaysSolidLine', 'alwaysDashedLine', 'rootAtTop'],
  ...['alwaysRootAtTop', 'rootAtBottom', 'alwaysRootAtBottom'],
];

const INFERENCES = ['Unary', 'Binary', 'Trinary', 'Quaternary', 'Quinary'];

function proof(content: string): string {
  return tex`\begin{prooftree} ${content} \end{prooftree}`;
}

function inferences(count: number, name: string): string {
  return proof(`${'\\AxiomC{a} '.repeat(count)}\\${name}{$c$}`);
}

const PROOFS: readonly (readonly [string, string])[] = [
  ...PROOF_LINES.map((line): [string, string] => [
    `\\${line.replace('{x}', '')}`,
    proof(`\\AxiomC{a} \\${line} \\UnaryInfC{b}`),
  ]),
  ...INFERENCES.flatMap((name, index): [string, string][] => [
    [`\\${name}InfC`, inferences(index + 1, `${name}InfC`)],
    [`\\${name}Inf`, proof(`${'\\Axiom$a \\fCenter b$ '.repeat(index + 1)}\\${name}Inf$c \\fCenter d$`)],
  ]),
  ...['UIC', 'BIC', 'TIC'].map((name, index): [string, string] => [`\\${name}`, inferences(index + 1, name)]),
  ['\\AxiomC', inferences(1, 'UIC')],
  ['\\AXC', proof('\\AXC{a}')],
  ['\\Axiom', proof('\\Axiom$a \\fCenter b$')],
  ['\\fCenter', proof('\\Axiom$a \\fCenter b$')],
  ['prooftree', inferences(2, 'BinaryInfC')],
];

export const SAMPLES: ReadonlyMap<string, string> = new Map<string, string>([
  ...PROOFS,
  ['\\let', tex`\let\foo=\alpha \foo`],
  ['\\\\', tex`\begin{matrix} a \\ b \end{matrix}`],
  ['\\newline', tex`\begin{matrix} a \newline b \end{matrix}`],
  ['\\nonumber', tex`\begin{align} a \nonumber \end{align}`],
  ['\\notag', tex`\begin{align} a \notag \end{align}`],
  ['equation', tex`\begin{equation} a \end{equation}`],
  ['equation*', tex`\begin{equation*} a \end{equation*}`],
  ['\\smqty', tex`\smqty(a & b \\ c & d)`],
  ['\\smallmatrixquantity', tex`\smallmatrixquantity[a & b]`],
  ['\\limits', tex`\int\limits_a^b x`],
  ['\\nolimits', tex`\sum\nolimits_a^b x`],
  ['\\overwithdelims', tex`{a \overwithdelims () b}`],
  ['\\atopwithdelims', tex`{a \atopwithdelims () b}`],
  ['\\abovewithdelims', tex`{a \abovewithdelims () 1pt b}`],
  ['\\root', tex`\root 3 \of x`],
  ['\\uproot', tex`\sqrt[\uproot{2} 3]{x}`],
  ['\\leftroot', tex`\sqrt[\leftroot{2} 3]{x}`],
  ['\\left', tex`\left( x \right)`],
  ['\\right', tex`\left( x \right]`],
  ['\\middle', tex`\left( x \middle| y \right)`],
  ['\\rule', tex`a \rule{1em}{2em} b`],
  ['\\Rule', tex`a \Rule{1em}{2em}{0em} b`],
  ['\\Space', tex`a \Space{1em}{2em}{0em} b`],
  ['\\cfrac', tex`a + \cfrac[l]{1}{2}`],
  ['\\buildrel', tex`a \buildrel x \over = b`],
  ['\\cr', tex`\begin{matrix} a \cr b \end{matrix}`],
  ['\\hline', tex`\begin{array}{c} a \\ \hline b \end{array}`],
  ['\\hdashline', tex`\begin{array}{c} a \\ \hdashline b \end{array}`],
  ['\\hfill', tex`\begin{matrix} a \hfill \\ bcd \end{matrix}`],
  ['\\hfil', tex`\begin{matrix} a \hfil \\ bcd \end{matrix}`],
  ['\\hfilll', tex`\begin{matrix} a \hfilll \\ bcd \end{matrix}`],
  ['\\begin', tex`\begin{matrix} a \end{matrix}`],
  ['\\end', tex`\begin{matrix} a \end{matrix}`],
  ['\\genfrac', tex`\genfrac{(}{)}{0pt}{}{a}{b}`],
  ['\\shoveleft', tex`\begin{multline} a \\ \shoveleft{b} \\ c \end{multline}`],
  ['\\shoveright', tex`\begin{multline} a \\ \shoveright{b} \\ c \end{multline}`],
  ['\\tag', tex`a = b \tag{1}`],
  ['\\mathtip', tex`\mathtip{a}{b}`],
  ['\\texttip', tex`\texttip{a}{b}`],
  ['\\toggle', tex`\toggle{a}{b}\endtoggle`],
  ['\\iddots', tex`a \iddots b`],
  ['subarray', tex`\begin{subarray}{c} a \\ b \end{subarray}`],
  ['crampedsubarray', tex`\begin{crampedsubarray}{c} a \\ b \end{crampedsubarray}`],
  ['CD', tex`\begin{CD} A @>a>> B \\ @VbVV @AAcA \\ C @= D \end{CD}`],
  ['numcases', tex`\begin{numcases}{f=} a & if $x$ \\ b & else \end{numcases}`],
  ['subnumcases', tex`\begin{subnumcases}{f=} a & if $x$ \\ b & else \end{subnumcases}`],
  ['cases*', tex`\begin{cases*} a & if $x$ \\ b & else \end{cases*}`],
  ['\\definecolor', tex`\definecolor{mine}{rgb}{1,0,0} \color{mine}{x}`],
  ['\\cellcolor', tex`\begin{array}{c} \cellcolor{red} a \\ b \end{array}`],
  ['\\rowcolor', tex`\begin{array}{c} \rowcolor{red} a \\ b \end{array}`],
  ['\\columncolor', tex`\begin{array}{c} \columncolor{red} a \\ b \end{array}`],
  ['\\Newextarrow', tex`\Newextarrow{\foo}{5,5}{0x21C0} a \foo[x]{y} b`],
  ['\\MoveEqLeft', tex`\begin{align*} \MoveEqLeft a \\ &= b \end{align*}`],
  ['\\Aboxed', tex`\begin{align*} \Aboxed{a &= b} \end{align*}`],
  ['\\ArrowBetweenLines', tex`\begin{alignat*}{2} && a &= b \\ \ArrowBetweenLines && c &= d \end{alignat*}`],
  ['\\vdotswithin', tex`\begin{align*} a &= b \\ &\vdotswithin{=} \\ &= c \end{align*}`],
  ['\\shortvdotswithin', tex`\begin{align*} a &= b \\ \shortvdotswithin{=} &= c \end{align*}`],
  [
    '\\MTFlushSpaceAbove',
    tex`\begin{align*} a &= b \\ \MTFlushSpaceAbove &\vdotswithin{=} \\ &= c \end{align*}`,
  ],
  [
    '\\MTFlushSpaceBelow',
    tex`\begin{align*} a &= b \\ &\vdotswithin{=} \MTFlushSpaceBelow &= c \end{align*}`,
  ],
  ['\\newtagform', tex`\newtagform{brackets}{[}{]} \usetagform{brackets} x \tag{1}`],
  ['\\renewtagform', tex`\newtagform{b}{[}{]} \renewtagform{b}{<}{>} \usetagform{b} x \tag{1}`],
  ['\\usetagform', tex`\newtagform{brackets}{[}{]} \usetagform{brackets} x \tag{1}`],
  ['\\adjustlimits', tex`\adjustlimits\lim_{n} \sup_{p} x`],
  ['\\mathtoolsset', tex`\mathtoolsset{multline-gap=1em} x`],
  ['spreadlines', tex`\begin{spreadlines}{1em} \begin{align*} a \\ b \end{align*} \end{spreadlines}`],
  ['\\DeclarePairedDelimiter', tex`\DeclarePairedDelimiter{\foo}{(}{]} \foo{x} \foo*{x} \foo[\big]{y}`],
  ['\\DeclarePairedDelimiters', tex`\DeclarePairedDelimiters{\foo}{(}{]} \foo{x}`],
  [
    '\\DeclarePairedDelimiterX',
    tex`\DeclarePairedDelimiterX{\foo}[2]{(}{)}{#1 \delimsize\vert #2} \foo{x}{y} \foo*{x}{y}`,
  ],
  ['\\DeclarePairedDelimitersX', tex`\DeclarePairedDelimitersX{\foo}[2]{(}{)}{#1,#2} \foo{x}{y}`],
  [
    '\\DeclarePairedDelimiterXPP',
    tex`\DeclarePairedDelimiterXPP{\foo}[2]{P}{(}{)}{_q}{#1 \delimsize| #2} \foo{x}{y}`,
  ],
  ['\\DeclarePairedDelimitersXPP', tex`\DeclarePairedDelimitersXPP{\foo}[1]{P}{(}{)}{_q}{#1} \foo{x}`],
  [
    'empheq',
    tex`\begin{empheq}[left=L\empheqlbrace, right=\empheqrbrack R]{align*} a &= b \\ c &= d \end{empheq}`,
  ],
  ['\\empheql', tex`\begin{empheq}[left=\empheql(]{align*} a &= b \end{empheq}`],
  ['\\empheqr', tex`\begin{empheq}[right=\empheqr)]{align*} a &= b \end{empheq}`],
  ['\\empheqbigl', tex`\begin{empheq}[left=\empheqbigl(]{align*} a &= b \end{empheq}`],
  ['\\empheqbigr', tex`\begin{empheq}[right=\empheqbigr)]{align*} a &= b \end{empheq}`],
  ['\\ce', tex`\ce{SO4^2- + H2O}`],
  ['\\pu', tex`\pu{123 kJ}`],
  ['\\setOptions', tex`\setOptions[ams]{multlineWidth=100%} x`],
  ['\\require', tex`\require{cancel} \cancel{x}`],
  ['\\mqty', tex`\mqty(a & b \\ c & d)`],
  ['\\imat', tex`\mqty(\imat{3})`],
  ['\\identitymatrix', tex`\mqty(\identitymatrix{2})`],
  ['\\xmat', tex`\mqty(\xmat{a}{2}{3})`],
  ['\\xmatrix', tex`\mqty(\xmatrix*{a}{2}{3})`],
  ['\\zmat', tex`\mqty(\zmat{2}{3})`],
  ['\\zeromatrix', tex`\mqty(\zeromatrix{2}{3})`],
  ['\\pmat', tex`\mqty(\pmat{2})`],
  ['\\paulimatrix', tex`\mqty(\paulimatrix{x})`],
  ['\\dmat', tex`\mqty(\dmat{a,b,c})`],
  ['\\diagonalmatrix', tex`\mqty(\diagonalmatrix{a,b})`],
  ['\\admat', tex`\mqty[\admat{a,b}]`],
  ['\\antidiagonalmatrix', tex`\mqty(\antidiagonalmatrix{a,b})`],
  ['\\dv', tex`\dv{x} + \dv{f}{x} + \dv[2]{f}{x} + \dv*{f}{x} + \dv{x}(y)`],
  ['\\pdv', tex`\pdv{x} + \pdv{f}{x} + \pdv[2]{f}{x} + \pdv{f}{x}{y}`],
  ['\\dd', tex`\dd x + \dd[3]{x} + \dd(\cos x)`],
  ['\\qty', tex`\qty(\frac ab) + \qty[x] + \qty{y}`],
  ['\\abs', tex`\abs{\frac ab} + \abs*{x} + \abs\Big{y}`],
  ['\\eval', tex`\eval{x}_a^b + \eval(x|_0`],
  ['\\comm', tex`\comm{a}{b} + \comm*{a}{b}`],
  ['\\vb', tex`\vb{a} + \vb*{\alpha}`],
  ['\\grad', tex`\grad f + \grad(f) + \grad{f}`],
  ['\\sin', tex`\sin(x) + \sin x`],
  ['\\bra', tex`\bra{a}\ket{b} + \bra{a}`],
  ['\\braket', tex`\braket{a}`],
  ['\\ev', tex`\ev{A} + \ev{A}{\psi} + \ev**{A}{\psi}`],
  ['\\mel', tex`\mel{a}{B}{c}`],
]);

/** The same for commands of text. */
export const TEXT_SAMPLES: ReadonlyMap<string, string> = new Map<string, string>([
  ...['hskip', 'kern', 'mskip', 'mspace', 'mkern', 'hspace'].map((name): [string, string] => [
    `\\${name}`,
    `\\text{a \\${name}{${name.startsWith('m') ? '9mu' : '1em'}} b}`,
  ]),
  ['\\rule', tex`\text{a \rule{1em}{2em} b}`],
  ['\\Rule', tex`\text{a \Rule{1em}{2em}{0em} b}`],
  ['\\Space', tex`\text{a \Space{1em}{2em}{0em} b}`],
  ['\\color', tex`\text{a \color{red} b}`],
  ['\\textcolor', tex`\text{a \textcolor{red}{b}}`],
  ['\\colorbox', tex`\text{a \colorbox{red}{b}}`],
  ['\\fcolorbox', tex`\text{a \fcolorbox{red}{blue}{b}}`],
  ['\\href', tex`\text{a \href{https://example.org/}{b}}`],
  ['\\style', tex`\text{a \style{color: red}{b}}`],
  ['\\class', tex`\text{a \class{c}{b}}`],
  ['\\cssId', tex`\text{a \cssId{c}{b}}`],
  ['\\unicode', tex`\text{a \unicode{0x41} b}`],
]);
