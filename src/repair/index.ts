export { planRepairs, type RepairedFile, type RepairPlan } from './plan-repairs.js';
export { type RepairedCourse, repairCourse } from './repair-course.js';
export { type RepairableFiles, repairableFiles } from './repairable-files.js';
export { type DiffLine, unifiedDiff } from './unified-diff.js';
