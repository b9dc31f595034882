/**
 * The one place where liquidjs enters. It gives the registry of tags, the parser that puts the tags of a
 * template into their blocks, the loop that renders one construct after the other, and the break and continue
 * that end it.
 *
 * What a construct means is not liquidjs's: its expressions, filters, tags and numbers are those of
 * JavaScript, where Jekyll's sites are written for Ruby's. So the scanner (`scan/`) hands liquidjs tokens of
 * its own, one tag for everything including plain text, and each tag's meaning comes from `tags/`.
 */
import {
  Context,
  Liquid,
  LiquidError,
  Parser,
  type ParseStream,
  Tag,
  TagToken,
  type Template,
  type TopLevelToken,
  toValueSync,
} from 'liquidjs';
import type { Fault } from './core/fault.js';
import { renderConstruct } from './render/render-construct.js';
import type { Construct, Interrupt, Rendering } from './render/rendering.js';
import {
  type Body,
  type Branch,
  type Complain,
  type ParsedTag,
  parseBlock,
  parseInline,
  type TagDefinition,
} from './tags/tag.js';

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
    readonly complain: Complain,
    liquid: Liquid,
  ) {
    super(`{%${part.name}%}`, 0, part.name.length + 4, liquid.options);
  }
}

/** All tokens are part tokens: only this file makes them. */
function ownToken(token: TagToken): PartToken {
  if (token instanceof PartToken) return token;
  throw new Error('The engine was given a foreign token.');
}

/** liquidjs takes tokens off the front with `shift`, which moves all the others of a long list each time. */
class TokenQueue extends Array<TopLevelToken> {
  override shift(): TopLevelToken | undefined {
    return this.pop();
  }
}

export function createEngine(definitions: ReadonlyMap<string, TagDefinition>): Engine {
  // Where none is said, liquidjs asks the system for it, which loads its tables of all languages; what liquidjs does by it
  // (dates) it is not asked for here.
  const liquid = new Liquid({ relativeReference: false, locale: 'en-US' });
  const contexts = new WeakMap<Rendering, Context>();
  const renderings = new WeakMap<Context, Rendering>();
  const parsed = new WeakMap<Template, ParsedTag>();
  const contextOf = (rendering: Rendering) => known(contexts.get(rendering));

  const bodyOf = (templates: Template[]): Body => ({
    isBlank: templates.every((template) => parsed.get(template)?.isBlank),
    render: (rendering) => {
      try {
        toValueSync(liquid.renderer.renderTemplates(templates, contextOf(rendering)));
      } catch (error) {
        throw error instanceof LiquidError ? (error.originalError ?? error) : error;
      }
    },
  });

  class PartTag extends Tag {
    private readonly construct: Construct;

    constructor(token: TagToken, remaining: TopLevelToken[], engine: Liquid, parser: Parser) {
      super(token, remaining, engine);
      const { part, complain } = ownToken(token);
      this.construct = part.construct;
      const definition = known(definitions.get(part.name));
      if (definition.kind === 'inline') {
        parsed.set(this, parseInline(definition, part.construct, complain));
      } else {
        const { branches, end } = readBranches(part, definition.delimiters, parser.parseStream(remaining));
        const [first, ...rest] = branches.map(
          ({ tag, templates }): Branch => ({ tag, body: bodyOf(templates) }),
        );
        parsed.set(this, parseBlock(definition, [known(first), ...rest], end, complain));
      }
    }

    override render(context: Context): void {
      renderConstruct(known(parsed.get(this)).draw, this.construct, known(renderings.get(context)));
    }
  }

  for (const name of definitions.keys()) liquid.registerTag(name, PartTag);
  return {
    assemble: (parts, complain) => {
      const tokens = parts.map(
        (part) => new PartToken(part, (fault) => fault && complain(part.construct, fault), liquid),
      );
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

/** A branch of a block while it is read. */
interface OpenBranch {
  readonly tag: Construct;
  readonly templates: Template[];
}

/** Reads a block up to its end. The scanner has seen to it that there is one. */
function readBranches(
  part: Part,
  delimiters: readonly string[],
  stream: ParseStream,
): { branches: readonly OpenBranch[]; end: Construct } {
  let current: OpenBranch = { tag: part.construct, templates: [] };
  const branches = [current];
  let end = part.construct;
  stream.on<Template>('template', (template) => {
    current.templates.push(template);
  });
  for (const name of delimiters) {
    stream.on<TagToken>(`tag:${name}`, (token) => {
      current = { tag: ownToken(token).part.construct, templates: [] };
      branches.push(current);
    });
  }
  stream.on<TagToken>(`tag:end${part.name}`, (token) => {
    end = ownToken(token).part.construct;
    stream.stop();
  });
  stream.start();
  return { branches, end };
}

/** What this file has put there itself. */
function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('The engine lost a part of a template.');
  return value;
}
