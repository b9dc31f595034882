export { CourseChanged, untilUnchanged } from './course-changed.js';
export { type AskedTheme, askedTheme, fetchForCourse } from './course-theme.js';
export { createFileMemory } from './file-memory.js';
export { type ImageHeaders, imageHeaders } from './image-headers.js';
export { inferBaseurl, type MountedSite } from './infer-baseurl.js';
export { isRacy } from './racy-change.js';
export { type CourseConfig, readCourseConfig } from './read-config.js';
export { rescanFiles, scanCourse } from './scan-course.js';
export { type TextReader, textReader } from './text-reader.js';
