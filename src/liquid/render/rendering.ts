import type { Diagnostic, MappedText, Place } from '../../diagnostics/index.js';
import type { LiquidOptions } from '../core/options.js';
import type { Filtered } from '../syntax/filtered.js';
import type { Zone } from '../time/zone.js';
import type { Drop } from '../values/drop.js';
import type { Scopes } from './scopes.js';
import type { Origin, Sink } from './sink.js';

/**
 * Work that one construct, or one round of a loop, is charged as: as much as so many characters of output.
 */
export const STEP_COST = 20;

/** One rendering of one page: what its constructs read and write. */
export interface Rendering {
  readonly options: LiquidOptions;
  /** The clock of `timezone`. */
  readonly zone: Zone;
  readonly scopes: Scopes;
  readonly registers: Registers;
  /** Where the text goes at the moment. */
  readonly sink: () => Sink;
  /** Runs with another sink. */
  readonly into: <T>(sink: Sink, run: () => T) => T;
  /** Accounts for work done or memory taken; throws a `LimitReached` when a page has had its share. */
  readonly charge: (units: number) => void;
  /** Runs one level deeper inside of constructs; throws a `LimitReached` where that is too deep. */
  readonly nested: (run: () => void) => void;
  readonly report: (diagnostic: Diagnostic) => void;
  /** Reports something about a construct, the first time only that it is said of it. */
  readonly reportOnce: (construct: Construct, message: string, make: () => Diagnostic) => void;
  /** Renders another file in place of a tag. `caller` is where the parameters that it sees were written. */
  readonly include: (template: MappedText, caller: Origin | undefined) => void;
  /** In an included file, where its parameters were written: at the tag that includes it, or one further out. */
  readonly caller: () => Origin | undefined;
  /** Renders a piece of markup, such as an include's name that has `{{ … }}` in it, to text. */
  readonly renderText: (markup: string, tag: Construct) => string;
  /** The value of an expression after its filters. Throws a fault where a filter cannot do its work. */
  readonly filtered: (filtered: Filtered, construct: Construct) => unknown;
  /** Ends the round of the loop (`continue`) or the loop (`break`) that is being rendered. */
  readonly interrupt: (kind: Interrupt) => void;
  /** The interrupt that ended the last body, if any; it is over with that. */
  readonly takeInterrupt: () => Interrupt | undefined;
}

export type Interrupt = 'break' | 'continue';

/** What tags remember from one use to the next. */
export interface Registers {
  /** Number of the next value of each `cycle`. */
  readonly cycles: Map<unknown, number>;
  /** Where `offset: continue` goes on, by the loop's name. */
  readonly loopEnds: Map<string, number>;
  /** The `forloop`s that are running, innermost last. */
  readonly loops: Drop[];
  /** What tags from outside keep. */
  readonly store: Map<string, unknown>;
  /** What `ifchanged` printed last. */
  changed: string | undefined;
}

/** A tag or an output as it stands in a file. */
export interface Construct {
  /** A tag's name; `''` for `{{ … }}`. */
  readonly name: string;
  /** What stands behind the name, or between the braces. */
  readonly markup: string;
  /** All of it, with its places, to print where it turns out not to be Liquid. */
  readonly source: MappedText;
  /** Whether it stands inside of a formula. */
  readonly inMath: boolean;
  /** Whether it is part of something that was found to be TeX, and reported, already. */
  readonly isReported: boolean;
  /** Where it starts; nothing for a text that came from no file. */
  readonly origin: Origin | undefined;
  readonly place: () => Place;
}

/** A parsed construct. It prints to the rendering's sink; what is wrong with it, it throws as a `Fault`. */
export type Render = (rendering: Rendering) => void;
