export { courseRepository, isHostedElsewhere } from './course-repository.js';
export { formerNames } from './git-history.js';
export { DEFAULT_BRANCH_FILES, readGitRepository, repositoryRoot } from './git-repository.js';
export { lastChanges } from './last-changes.js';
