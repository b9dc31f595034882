/** Commands that authors of formulas use, without their backslash; for guessing which one was meant. */
const NAMES = `
  above abovewithdelims acute aleph alpha amalg And angle approx approxeq arccos arcsin arctan arg
  array ast asymp atop atopwithdelims backepsilon backprime backsim backsimeq backslash bar barwedge
  Bbb Bbbk bbFont bbox bcancel because begin beta beth between bf Big big bigcap bigcirc bigcup Bigg
  bigg Biggl biggl Biggm biggm Biggr biggr Bigl bigl Bigm bigm bigodot bigoplus bigotimes Bigr bigr
  bigsqcup bigstar bigtriangledown bigtriangleup biguplus bigvee bigwedge binom blacklozenge
  blacksquare blacktriangle blacktriangledown blacktriangleleft blacktriangleright bm bmod boldsymbol
  bot bowtie Box boxdot boxed boxminus boxplus boxtimes Bra bra brace brack Braket braket breve
  buildrel bullet Bumpeq bumpeq cal cancel cancelto Cap cap cases cdot cdotp cdots ce centerdot cfrac
  check checkmark chi choose circ circeq circlearrowleft circlearrowright circledast circledcirc
  circleddash circledR circledS class clubsuit colon complement cong coprod cos cosh cot coth cr csc
  cssId Cup cup curlyeqprec curlyeqsucc curlyvee curlywedge curvearrowleft curvearrowright dagger
  daleth dashleftarrow dashrightarrow dashv dbinom ddagger ddddot dddot ddot ddots DeclareMathOperator
  def deg Delta delta det dfrac diagdown diagup Diamond diamond diamondsuit digamma dim displaylines
  displaystyle div divideontimes divsymbol dot Doteq doteq doteqdot dotplus dots dotsb dotsc dotsi
  dotsm dotso doublebarwedge doublecap doublecup downdownarrows downharpoonleft downharpoonright ell
  emptyset enclose end enspace epsilon eqalign eqalignno eqcirc eqref eqsim eqslantgtr eqslantless
  equiv eta eth exists exp fallingdotseq fbox Finv flat forall frac frak framebox frown Game Gamma
  gamma gcd ge genfrac geq geqq geqslant gets gg ggg gggtr gimel gnapprox gneq gneqq gnsim grave gt
  gtrapprox gtrdot gtreqless gtreqqless gtrless gtrsim gvertneqq hat hbar hbox hdashline heartsuit hfil
  hfill hfilll hline hom hookleftarrow hookrightarrow hphantom href hskip hslash hspace Huge huge
  idotsint iff iiiint iiint iint Im imath impliedby implies in inf infty injlim int intercal intop iota
  it jmath Join kappa ker kern Ket ket Ketbra ketbra label Lambda lambda land LARGE Large large LaTeX
  ldotp ldots le leadsto left Leftarrow leftarrow leftarrowtail leftharpoondown leftharpoonup
  leftleftarrows Leftrightarrow leftrightarrow leftrightarrows leftrightharpoons leftrightsquigarrow
  leftroot leftthreetimes leq leqalignno leqq leqslant lessapprox lessdot lesseqgtr lesseqqgtr lessgtr
  lesssim let lg lhd lim liminf limits limsup ll llap Lleftarrow lll llless ln lnapprox lneq lneqq lnot
  lnsim log Longleftarrow longleftarrow Longleftrightarrow longleftrightarrow longleftrightarrows
  longLeftrightharpoons longmapsto Longrightarrow longrightarrow longRightleftharpoons
  longrightleftharpoons looparrowleft looparrowright lor lower lozenge Lsh lt ltimes lvertneqq maltese
  mapsto mathbb mathbf mathbin mathcal mathchoice mathclose mathfrak mathinner mathit mathnormal mathop
  mathopen mathord mathpunct mathrel mathring mathrm mathscr mathsf mathstrut mathtip mathtt mathup
  matrix max mbox measuredangle mho mid middle min mit mkern mmlToken mod models moveleft moveright mp
  mskip mspace mu multimap nabla natural ncong ne nearrow neg negmedspace negthickspace negthinspace
  neq newcommand newenvironment Newextarrow newline nexists ngeq ngeqq ngeqslant ngtr ni nLeftarrow
  nleftarrow nLeftrightarrow nleftrightarrow nleq nleqq nleqslant nless nmid nobreakspace nolimits
  nonscript nonumber normalsize not notag notChar notin nparallel nprec npreceq nRightarrow nrightarrow
  nshortmid nshortparallel nsim nsubseteq nsubseteqq nsucc nsucceq nsupseteq nsupseteqq ntriangleleft
  ntrianglelefteq ntriangleright ntrianglerighteq nu nVDash nVdash nvDash nvdash nwarrow odot oint
  oldstyle Omega omega omicron ominus operatorname oplus oslash otimes over overbrace overleftarrow
  overleftrightarrow overline overparen overrightarrow overset overunderset overwithdelims owns
  parallel partial perp phantom Phi phi Pi pi pitchfork pm pmatrix pmb pmod pod Pr prec precapprox
  preccurlyeq preceq precnapprox precneqq precnsim precsim prime prod projlim propto Psi psi pu qquad
  quad raise Re ref renewcommand renewenvironment restriction rhd rho right Rightarrow rightarrow
  rightarrowtail rightharpoondown rightharpoonup rightleftarrows rightleftharpoons rightrightarrows
  rightsquigarrow rightthreetimes risingdotseq rlap rm root Rrightarrow Rsh rtimes Rule rule scr
  scriptscriptstyle scriptsize scriptstyle searrow sec Set set setminus sf sharp shortmid shortparallel
  shoveleft shoveright sideset Sigma sigma sim simeq sin sinh skew small smallfrown smallint
  smallsetminus smallsmile smash smile Space space spadesuit sphericalangle sqcap sqcup sqrt sqsubset
  sqsubseteq sqsupset sqsupseteq square stackbin stackrel star strut style Subset subset subseteq
  subseteqq subsetneq subsetneqq substack succ succapprox succcurlyeq succeq succnapprox succneqq
  succnsim succsim sum sup Supset supset supseteq supseteqq supsetneq supsetneqq surd swarrow tag tan
  tanh tau tbinom TeX text textbf textit textnormal textrm textsf textstyle texttip texttt textup tfrac
  therefore Theta theta thickapprox thicksim thinspace tilde times Tiny tiny to toggle top triangle
  triangledown triangleleft trianglelefteq triangleq triangleright trianglerighteq tripledash tt
  twoheadleftarrow twoheadrightarrow underbrace underleftarrow underleftrightarrow underline underparen
  underrightarrow underset unicode unlhd unrhd upharpoonleft upharpoonright uplus uproot Upsilon
  upsilon upuparrows varDelta varepsilon varGamma varinjlim varkappa varLambda varliminf varlimsup
  varnothing varOmega varPhi varphi varPi varpi varprojlim varpropto varPsi varrho varSigma varsigma
  varsubsetneq varsubsetneqq varsupsetneq varsupsetneqq varTheta vartheta vartriangle vartriangleleft
  vartriangleright varUpsilon varXi vcenter Vdash vDash vdash vdots vec vee veebar verb vphantom Vvdash
  wedge widehat widetilde wp wr xcancel Xi xi xleftarrow xleftrightarrow xLeftrightharpoons xlongequal
  xmapsto xrightarrow xRightleftharpoons xrightleftharpoons xtofrom xtwoheadleftarrow
  xtwoheadrightarrow yen zeta
`;

/** The same, with their backslash. */
export const COMMAND_NAMES: readonly string[] = NAMES.trim()
  .split(/\s+/)
  .map((name) => `\\${name}`);
