import type { MappedText } from '../diagnostics/index.js';
import { RenderingEnded } from './core/fault.js';
import type { LiquidOptions, LiquidRenderer } from './core/options.js';
import { createEngine } from './engine.js';
import { type ParsedTemplate, parseTemplate } from './parse-template.js';
import { createMappedSink } from './render/sink.js';
import { startRendering } from './start-rendering.js';
import { tagTable } from './tag-table.js';
import { createZone } from './time/zone.js';

/**
 * A renderer for one site: Liquid as Ruby's Liquid 4 with Jekyll 4.3's tags and filters renders it. Parsed
 * templates are kept by the identity of the text object that `render` or the options' `includes` give.
 */
export function createLiquid(options: LiquidOptions): LiquidRenderer {
  const tags = tagTable(options.tags);
  const engine = createEngine(tags);
  const parsed = new WeakMap<MappedText, ParsedTemplate>();

  const parseAfresh = (template: MappedText) => parseTemplate(template, engine, tags, options);
  const parse = (template: MappedText): ParsedTemplate => {
    const known = parsed.get(template);
    if (known !== undefined) return known;
    const fresh = parseAfresh(template);
    parsed.set(template, fresh);
    return fresh;
  };
  const site = { options, engine, parse, parseAfresh, zone: createZone(options.config.timezone) };

  return {
    render: (template, scope) => {
      if (!hasLiquid(template.text)) return { output: template, diagnostics: [] };
      const output = createMappedSink();
      const { draw, reports } = startRendering(site, scope, output);
      try {
        draw(template);
      } catch (error) {
        if (!(error instanceof RenderingEnded)) throw error;
      }
      return { output: output.result(), diagnostics: reports.all() };
    },
  };
}

/** Jekyll's `Utils.has_liquid_construct?`. */
function hasLiquid(text: string): boolean {
  return text.includes('{{') || text.includes('{%');
}
