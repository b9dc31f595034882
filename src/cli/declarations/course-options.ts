import { Option } from 'commander';

// Options that several commands have, each told of in the same words; `verb` is what the command does with pages.

export function sourceOption(): Option {
  return new Option('-s, --source <dir>', 'the folder of the course (default: this folder)');
}

export function configOption(): Option {
  return new Option(
    '-c, --config <files>',
    'configuration files, with commas between; later\nones win (default: _config.yml)',
  );
}

export function baseurlOption(): Option {
  return new Option('-b, --baseurl <path>', 'the path that the site is served under');
}

export function draftsOption(verb: string): Option {
  return new Option('-D, --drafts', `${verb} drafts too`);
}

export function futureOption(verb: string): Option {
  return new Option('--future', `${verb} posts with a date in the future`);
}

export function unpublishedOption(verb: string): Option {
  return new Option('--unpublished', `${verb} what is marked published: false`);
}

export function allowEmptyOption(): Option {
  return new Option('--allow-empty', 'take a folder without any page for a course, too');
}

export function noMendOption(): Option {
  return new Option('--no-mend', 'read every mistake as Jekyll would, mend nothing');
}

export function safeOption(): Option {
  return new Option('--safe', 'run no plugin that lies in the course');
}

export function cacheFolderOption(): Option {
  return new Option(
    '--cache-dir <dir>',
    'the folder that keeps results from build to build\n(default: LECTERN_CACHE_DIR, or .lectern-cache of the\ncourse)',
  );
}
