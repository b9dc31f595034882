import type { Diagnostic, MappedText } from '../diagnostics/index.js';
import { LimitReached } from './core/fault.js';
import type { LiquidOptions } from './core/options.js';
import type { Engine } from './engine.js';
import { evaluateFiltered } from './filters/apply-filters.js';
import type { ParsedTemplate } from './parse-template.js';
import type { Construct, Rendering } from './render/rendering.js';
import { createScopes } from './render/scopes.js';
import { createPlainSink, fromInclude, type Origin, type Sink } from './render/sink.js';
import type { Zone } from './time/zone.js';

/**
 * Includes inside of includes, after which one of them is taken to include itself (liquid/block.rb,
 * MAX_DEPTH).
 */
const INCLUDE_DEPTH = 100;

/** Constructs inside of constructs, in one file or in included ones. */
const NESTING_DEPTH = 400;

/** Characters of output and values, and work counted in the same measure, that one page may take. */
const CHARGE_LIMIT = 50_000_000;

/** What all renderings of a site share. */
export interface RenderingSite {
  readonly options: LiquidOptions;
  readonly zone: Zone;
  readonly engine: Engine;
  /** Parses a template, or gives what parsing it gave before. */
  readonly parse: (template: MappedText) => ParsedTemplate;
  readonly parseAfresh: (template: MappedText) => ParsedTemplate;
}

/** A rendering that has begun: `draw` renders a template of it to its output. */
export interface StartedRendering {
  readonly draw: (template: MappedText) => void;
  readonly reports: Reports;
}

/** Begins to render a page. `draw` throws `RenderingEnded` where the page was ended early. */
export function startRendering(
  { options, zone, engine, parse, parseAfresh }: RenderingSite,
  scope: Readonly<Record<string, unknown>>,
  output: Sink,
): StartedRendering {
  const reports = createReports();
  const seen = new Set<ParsedTemplate>();
  let sink = output;
  let caller: Origin | undefined;
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
    registers: { cycles: new Map(), loopEnds: new Map(), loops: [], store: new Map(), changed: undefined },
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
    include: (template, calledFrom) =>
      includes(() => {
        const render = () => rendering.into(fromInclude(sink), () => draw(parse(template)));
        const before = caller;
        caller = calledFrom;
        try {
          if (options.aroundInclude === undefined) render();
          else options.aroundInclude(template, render);
        } finally {
          caller = before;
        }
      }),
    caller: () => caller,
    renderText: (markup, tag) => {
      const text = createPlainSink();
      const runs = tag.origin === undefined ? [] : [{ at: 0, ...tag.origin, verbatim: false }];
      const template = parseAfresh({ text: markup, runs });
      rendering.into(text, () => draw(template));
      return text.result().text;
    },
    filtered: (filtered, construct) => evaluateFiltered(filtered, rendering, construct),
    interrupt: (kind) => engine.interrupt(rendering, kind),
    takeInterrupt: () => engine.takeInterrupt(rendering),
  };
  engine.attach(rendering);
  return { draw: (template) => draw(parse(template)), reports };
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

/** The diagnostics of one rendering. */
export interface Reports {
  readonly add: (found: Diagnostic) => void;
  /** Adds something about a construct, the first time only that it is said of it. */
  readonly addOnce: Rendering['reportOnce'];
  readonly all: () => Diagnostic[];
}

/** Collects diagnostics; what is said of a construct in every round of a loop is made once. */
function createReports(): Reports {
  const reports = new Map<string, Diagnostic>();
  const said = new Map<Construct, Set<string>>();
  const add = (found: Diagnostic) => {
    const key = [found.code, found.file, found.line, found.column, found.message].join('\n');
    if (!reports.has(key)) reports.set(key, found);
  };
  return {
    add,
    addOnce: (construct, message, make) => {
      const messages = said.get(construct) ?? new Set();
      said.set(construct, messages);
      if (messages.has(message)) return;
      messages.add(message);
      add(make());
    },
    all: () => [...reports.values()],
  };
}
