export { type CourseFiles, courseFiles } from './course-files.js';
export { planRepairs, type RepairedFile, type RepairPlan } from './plan-repairs.js';
export { type DiffLine, unifiedDiff } from './unified-diff.js';
