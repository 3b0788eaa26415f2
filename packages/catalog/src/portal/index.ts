export { findLeaf, findLeavesByPath, leavesOf, portalLeaves } from "./portal-leaves.ts"
export type { PortalLeaf } from "./portal-leaf.ts"
