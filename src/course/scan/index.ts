export { type AskedTheme, askedTheme, fetchForCourse } from './course-theme.js';
export { CourseChanged, createFileMemory, untilUnchanged } from './file-memory.js';
export { formerNames } from './git-history.js';
export { DEFAULT_BRANCH_FILES, readGitRepository } from './git-repository.js';
export { inferBaseurl, type MountedSite } from './infer-baseurl.js';
export { isRacy } from './racy-change.js';
export { type CourseConfig, readCourseConfig } from './read-config.js';
export { scanCourse } from './scan-course.js';
export { type TextReader, textReader } from './text-reader.js';
