import type { MappedText } from '../diagnostics/index.js';
import { createEngine } from './engine.js';
import { LimitReached, RenderingEnded } from './fault.js';
import type { LiquidOptions, LiquidRenderer } from './options.js';
import { type ParsedTemplate, parseTemplate } from './parse-template.js';
import { evaluateFiltered } from './render/apply-filters.js';
import type { Rendering } from './render/rendering.js';
import { createReports } from './render/reports.js';
import { createScopes } from './render/scopes.js';
import { createMappedSink, createPlainSink, pointAt, type Sink } from './render/sink.js';
import { tagTable } from './tags/table.js';
import { createZone } from './time/zone.js';

/** Includes inside of includes, after which one of them is taken to include itself (liquid/block.rb, MAX_DEPTH). */
const INCLUDE_DEPTH = 100;

/** Constructs inside of constructs, in one file or in included ones. */
const NESTING_DEPTH = 400;

/** Characters of output and values, and work counted in the same measure, that one page may take. */
const CHARGE_LIMIT = 50_000_000;

/**
 * A renderer for one site: Liquid as Ruby's Liquid 4 with Jekyll 4.3's tags and filters renders it. Parsed templates
 * are kept by the identity of the text object that `render` or the options' `includes` give.
 */
export function createLiquid(options: LiquidOptions): LiquidRenderer {
  const tags = tagTable(options.tags);
  const engine = createEngine(tags);
  const zone = createZone(options.config.timezone);
  const parsed = new WeakMap<MappedText, ParsedTemplate>();

  const parse = (template: MappedText): ParsedTemplate => {
    const known = parsed.get(template);
    if (known !== undefined) return known;
    const fresh = parseTemplate(template, engine, tags, options);
    parsed.set(template, fresh);
    return fresh;
  };

  const start = (scope: Readonly<Record<string, unknown>>, output: Sink) => {
    const reports = createReports();
    const seen = new Set<ParsedTemplate>();
    let sink = output;
    let charged = 0;
    const includes = createDepth(INCLUDE_DEPTH, 'An included file includes itself.');
    const constructs = createDepth(NESTING_DEPTH, 'Too many constructs stand inside of each other.');
    const draw = (template: ParsedTemplate) => {
      if (!seen.has(template)) template.diagnostics.forEach(reports.add);
      seen.add(template);
      template.body.render(rendering);
    };
    const rendering: Rendering = {
      options,
      zone,
      scopes: createScopes(scope),
      registers: { cycles: new Map(), loopEnds: new Map(), loops: [], changed: undefined },
      sink: () => sink,
      into: (next, run) => {
        const before = sink;
        sink = next;
        try {
          return run();
        } finally {
          sink = before;
        }
      },
      charge: (units) => {
        charged += units;
        if (charged > CHARGE_LIMIT) throw new LimitReached('It is too long, or loops too often.');
      },
      nested: constructs,
      report: reports.add,
      reportOnce: reports.addOnce,
      include: (template, tag) =>
        includes(() => rendering.into(pointAt(sink, tag.origin), () => draw(parse(template)))),
      renderText: (markup, tag) => {
        const text = createPlainSink();
        const runs = tag.origin === undefined ? [] : [{ at: 0, ...tag.origin, verbatim: false }];
        const template = parseTemplate({ text: markup, runs }, engine, tags, options);
        rendering.into(text, () => draw(template));
        return text.result().text;
      },
      filtered: (filtered, construct) => evaluateFiltered(filtered, rendering, construct),
      interrupt: (kind) => engine.interrupt(rendering, kind),
      takeInterrupt: () => engine.takeInterrupt(rendering),
    };
    engine.attach(rendering);
    return { draw, reports };
  };

  return {
    render: (template, scope) => {
      if (!hasLiquid(template.text)) return { output: template, diagnostics: [] };
      const output = createMappedSink();
      const { draw, reports } = start(scope, output);
      try {
        draw(parse(template));
      } catch (error) {
        if (!(error instanceof RenderingEnded)) throw error;
      }
      return { output: output.result(), diagnostics: reports.all() };
    },
  };
}

/** Counts how deep calls are inside of each other, and ends those that go too deep. */
function createDepth(limit: number, message: string): (run: () => void) => void {
  let depth = 0;
  return (run) => {
    if (depth >= limit) throw new LimitReached(message);
    depth++;
    try {
      run();
    } finally {
      depth--;
    }
  };
}

/** Jekyll's `Utils.has_liquid_construct?`. */
function hasLiquid(text: string): boolean {
  return text.includes('{{') || text.includes('{%');
}
