/**
 * The one place where liquidjs enters. It gives the registry of tags, the parser that puts the tags of a template
 * into their blocks, the loop that renders one construct after the other, and the break and continue that end it.
 *
 * What a construct means is not liquidjs's: its expressions, filters, tags and numbers are those of JavaScript,
 * where Jekyll's sites are written for Ruby's. So the scanner (`scan/`) hands liquidjs tokens of its own, one tag
 * for everything including plain text, and each tag's meaning comes from `tags/`.
 */
import {
  Context,
  Liquid,
  LiquidError,
  Parser,
  Tag,
  TagToken,
  type Template,
  type TopLevelToken,
  toValueSync,
} from 'liquidjs';
import { type Diagnostic, diagnostic } from '../diagnostics/index.js';
import { Fault, hintOf, LimitReached, RenderingEnded } from './fault.js';
import {
  type Construct,
  type Interrupt,
  type Render,
  type Rendering,
  STEP_COST,
} from './render/rendering.js';
import { createPlainSink } from './render/sink.js';
import type { Body, Branch, Complain, TagDefinition } from './tags/tag.js';

/** A construct or a text, as the engine is given it. */
export interface Part {
  readonly construct: Construct;
  /** The name that the engine knows it by: a tag's own, or one of those below. */
  readonly name: string;
}

/** Names of parts that are no tags. A tag's name has no hyphen, so they cannot be taken for one. */
export const TEXT_PART = 'plain-text';
export const VERBATIM_PART = 'verbatim-text';
export const OUTPUT_PART = 'output-value';

/** What stands at the end of a block in the engine's eyes. */
const END = 'end';

/** Puts parts together and renders them. */
export interface Engine {
  /** Parts whose blocks are balanced become a body. Complaints of the strict parser go to `complain`. */
  readonly assemble: (parts: readonly Part[], complain: (construct: Construct, fault: Fault) => void) => Body;
  /** Makes the interrupts of one rendering. Bodies are rendered with a rendering that was made known here. */
  readonly attach: (rendering: Rendering) => void;
  readonly interrupt: (rendering: Rendering, kind: Interrupt) => void;
  readonly takeInterrupt: (rendering: Rendering) => Interrupt | undefined;
}

/** liquidjs reads a tag's name from its source, so each part gets a source of its own. */
class PartToken extends TagToken {
  constructor(
    readonly part: Part,
    readonly complain: (construct: Construct, fault: Fault) => void,
    liquid: Liquid,
  ) {
    super(`{%${part.name}%}`, 0, part.name.length + 4, liquid.options);
  }
}

/** liquidjs takes tokens off the front with `shift`, which moves all the others of a long list each time. */
class TokenQueue extends Array<TopLevelToken> {
  override shift(): TopLevelToken | undefined {
    return this.pop();
  }
}

export function createEngine(definitions: ReadonlyMap<string, TagDefinition>): Engine {
  const liquid = new Liquid({ relativeReference: false });
  const contexts = new WeakMap<Rendering, Context>();
  const renderings = new WeakMap<Context, Rendering>();
  const blankTemplates = new WeakSet<Template>();

  const contextOf = (rendering: Rendering): Context => {
    const context = contexts.get(rendering);
    if (context === undefined) throw new Error('The rendering was not attached to the engine.');
    return context;
  };
  const bodyOf = (templates: Template[]): Body => ({
    isBlank: templates.every((template) => blankTemplates.has(template)),
    render: (rendering) => {
      try {
        toValueSync(liquid.renderer.renderTemplates(templates, contextOf(rendering)));
      } catch (error) {
        throw error instanceof LiquidError ? error.originalError : error;
      }
    },
  });

  class PartTag extends Tag {
    private readonly draw: Render;
    private readonly construct: Construct;

    constructor(token: TagToken, remaining: TopLevelToken[], engine: Liquid, parser: Parser) {
      super(token, remaining, engine);
      if (!(token instanceof PartToken)) throw new Error('The engine was given a foreign token.');
      this.construct = token.part.construct;
      const definition = definitions.get(token.part.name);
      const { draw, isBlank } =
        definition?.kind === 'block'
          ? readBlock(definition, token, remaining, parser)
          : readInline(definition, token);
      this.draw = draw;
      if (isBlank) blankTemplates.add(this);
    }

    override render(context: Context): void {
      const rendering = renderings.get(context);
      if (rendering !== undefined) renderConstruct(this.draw, this.construct, rendering);
    }
  }

  const readInline = (definition: TagDefinition | undefined, token: PartToken) => {
    const { construct } = token.part;
    if (definition?.kind !== 'inline') throw new Error(`No tag goes by the name ${token.part.name}.`);
    const draw = orFault(() => definition.parse(construct, complainer(token)));
    const isText = token.part.name === TEXT_PART;
    return { draw, isBlank: isText ? isWhite(construct.source.text) : definition.isBlank };
  };

  const readBlock = (
    definition: TagDefinition & { kind: 'block' },
    token: PartToken,
    remaining: TopLevelToken[],
    parser: Parser,
  ) => {
    const first = readBranches(definition.delimiters, token, remaining, parser);
    const [opener, ...others] = first.branches;
    const isBlank = first.branches.every((branch) => branch.body.isBlank);
    const parse = () => definition.parse([opener, ...others], complainer(token));
    try {
      const draw = parse();
      const silent = isBlank && definition.isBlank === 'body';
      return {
        draw: silent ? silenced(draw) : draw,
        isBlank: definition.isBlank === 'body' ? isBlank : definition.isBlank,
      };
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      return { draw: asText(first.branches, first.end, error), isBlank: false };
    }
  };

  /** Reads up to the end of a block. The scanner has seen to it that there is one. */
  const readBranches = (
    delimiters: readonly string[],
    token: PartToken,
    remaining: TopLevelToken[],
    parser: Parser,
  ): { branches: [Branch, ...Branch[]]; end: Construct | undefined } => {
    const opened: { tag: Construct; templates: Template[] }[] = [];
    let current = { tag: token.part.construct, templates: [] as Template[] };
    let end: Construct | undefined;
    const open = (next: TagToken) => {
      opened.push(current);
      if (next instanceof PartToken) current = { tag: next.part.construct, templates: [] };
    };
    const stream = parser.parseStream(remaining);
    stream.on<Template>('template', (template) => {
      current.templates.push(template);
    });
    for (const name of delimiters) stream.on<TagToken>(`tag:${name}`, open);
    stream.on<TagToken>(`tag:${END}${token.part.name}`, (next) => {
      if (next instanceof PartToken) end = next.part.construct;
      stream.stop();
    });
    stream.start();
    const branch = ({ tag, templates }: typeof current): Branch => ({ tag, body: bodyOf(templates) });
    const [first = current, ...rest] = [...opened, current];
    return { branches: [branch(first), ...rest.map(branch)], end };
  };

  for (const name of definitions.keys()) liquid.registerTag(name, PartTag);
  return {
    assemble: (parts, complain) => {
      const tokens = parts.map((part) => new PartToken(part, complain, liquid));
      return bodyOf(new Parser(liquid).parseTokens(TokenQueue.from(tokens.reverse())));
    },
    attach: (rendering) => {
      const context = new Context({}, liquid.options, { sync: true });
      contexts.set(rendering, context);
      renderings.set(context, rendering);
    },
    interrupt: (rendering, kind) => {
      const context = contextOf(rendering);
      if (kind === 'break') context.breakCalled = true;
      else context.continueCalled = true;
    },
    takeInterrupt: (rendering) => {
      const context = contextOf(rendering);
      const kind = context.breakCalled ? 'break' : context.continueCalled ? 'continue' : undefined;
      context.breakCalled = false;
      context.continueCalled = false;
      return kind;
    },
  };
}

function complainer(token: PartToken): Complain {
  return (complaint) => {
    if (complaint !== undefined) token.complain(token.part.construct, complaint);
  };
}

/** A construct that cannot be parsed is shown as it stands, each time it is rendered. */
function orFault(parse: () => Render): Render {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return () => {
      throw error;
    };
  }
}

/** Renders a construct; a fault ends with the construct, and the page goes on. */
function renderConstruct(draw: Render, construct: Construct, rendering: Rendering): void {
  try {
    rendering.charge(STEP_COST);
    rendering.nested(() => draw(rendering));
  } catch (error) {
    if (error instanceof Fault) {
      reportFault(error, construct, rendering);
      if (error.code === 'liquid-syntax') rendering.sink().copy(construct.source);
    } else if (isLimit(error)) {
      rendering.report(limitReached(error, construct));
      throw new RenderingEnded();
    } else {
      throw error;
    }
  }
}

/** JavaScript's own limits are met too: a text, a list or a nesting that is too long is a RangeError. */
function isLimit(error: unknown): error is LimitReached | RangeError {
  return error instanceof LimitReached || error instanceof RangeError;
}

function limitReached(error: LimitReached | RangeError, construct: Construct): Diagnostic {
  const reason = error instanceof LimitReached ? error.message : 'It makes more than memory holds.';
  return diagnostic('error', 'liquid-limit', construct.place(), `The page ends here. ${reason}`, {
    text: construct.source.text,
    hint: 'Look for a loop or an include that goes on without end.',
  });
}

function reportFault(fault: Fault, construct: Construct, rendering: Rendering): void {
  rendering.reportOnce(construct, fault.message, () =>
    diagnostic('error', fault.code, construct.place(), fault.message, {
      text: construct.source.text,
      hint: hintOf(fault),
    }),
  );
}

/** A block whose opening tag cannot be parsed: its tags are shown as they stand, and what stands between is rendered. */
function asText(branches: readonly Branch[], end: Construct | undefined, fault: Fault): Render {
  return (rendering) => {
    const [first] = branches;
    if (first !== undefined) reportFault(fault, first.tag, rendering);
    for (const { tag, body } of branches) {
      rendering.sink().copy(tag.source);
      body.render(rendering);
    }
    if (end !== undefined) rendering.sink().copy(end.source);
  };
}

/** A block of nothing but white space does its work and prints nothing (liquid/block_body.rb, remove_blank_strings). */
function silenced(draw: Render): Render {
  return (rendering) => rendering.into(createPlainSink(), () => draw(rendering));
}

function isWhite(text: string): boolean {
  return /^[ \t\r\n\f\v]*$/.test(text);
}
